"""What was decided reaches its owner: on My actions, and above the form that answers it."""

from datetime import date

import pytest
from django.urls import reverse

from recommendations.services import progress, scrutiny
from recommendations.services.recommendations import PartDraft
from safeguarding.appointments import appoint
from safeguarding.history import verb
from safeguarding.models import Audience
from tests.factories import ActionFactory, PostFactory, RecommendationFactory
from tests.moments import london
from tests.recommendations.views.form_pages import form_data
from tests.recommendations.views.reading import shown, text
from tests.statements import parameters_of_each
from tests.walk import begin, part, recommend, send_back, support, withdraw

URL = "/my-actions/"


@pytest.fixture
def returned(cast):
    """The owner's, sent back by the DCC on 10 August for what the audit does not show."""
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    send_back(action, by=cast.dcc, part=part(action, "b"), reason="Аудит ночной смены отсутствует 🚓 <b>=cmd()</b>")
    return action


def test_my_actions_begins_with_what_was_sent_back_by_whom_when_and_why(client, cast, returned):
    scrutiny.ask(returned, "Who trains the night shift?", by=cast.dcc, at=london(2015, 8, 12))
    late = ActionFactory(parts=[part(returned, "a")], owner=cast.posts.owner, target_on=date(2015, 8, 31))

    page = shown(client, cast.owner, URL)

    order = ["1 action sent back to you", "Sent back to you (1)", f"Action {returned.number}"]
    order += [f"Sent back, part {part(returned, 'b')}, by Dana Deputy-Chief, 10 August 2015"]
    order += ["Аудит ночной смены отсутствует 🚓 &lt;b&gt;=cmd()&lt;/b&gt;", f"/actions/{returned.number}/update/"]
    order += ["Questions to you", "Late (1)", f"Action {late.number}"]
    assert [words for words in order if words not in page] == []
    assert order == sorted(order, key=page.index)


def test_the_same_words_stand_above_the_update_form_until_an_update_answers_it(client, cast, returned):
    url = reverse("action-update", args=[returned.number])
    page = shown(client, cast.owner, url)
    assert page.index("by Dana Deputy-Chief, 10 August 2015") < page.index("What was done since the last update")
    assert "Аудит ночной смены отсутствует 🚓" in page

    client.post(url, form_data(done="The audit is attached.", assessment="on-target"))

    assert "Аудит ночной смены" not in shown(client, cast.owner, url)
    assert "Sent back to you" not in shown(client, cast.owner, URL)


def test_a_form_that_is_refused_keeps_the_reason_in_sight(client, cast, returned):
    client.force_login(cast.owner)
    answer = client.post(reverse("action-update", args=[returned.number]), form_data(next="The audit."))

    assert answer.context["form"].errors != {}
    assert "Аудит ночной смены отсутствует 🚓" in text(answer)


def test_words_kept_in_the_force_are_not_told_to_an_owner_outside_it(client, cast):
    post = PostFactory(title="Head of children's services")
    appoint(post, cast.partner, by=cast.coordinator, at=london(2015, 4, 2))
    asked = RecommendationFactory(parts=[PartDraft(text="Keep records.")]).parts.get()
    back, gone = (ActionFactory(parts=[asked], owner=post, audience=Audience.FORCE) for _ in range(2))
    said = {"done": "Done.", "recommends_complete": True, "shown": "tested"}
    progress.post_update(back, **said, by=cast.partner, at=london(2015, 8, 1))
    send_back(back, by=cast.dcc, reason="FORCE ONLY")
    withdraw(gone, by=cast.dcc, reason="FORCE ONLY", at=london(2015, 9, 9))

    page = shown(client, cast.partner, URL)

    assert "Sent back by Dana Deputy-Chief, 10 August 2015" in page
    assert "<strong>withdrawn</strong>" in page
    assert page.count("Words withheld") == 2
    assert "FORCE ONLY" not in page


def test_what_was_decided_stands_below_the_work_to_do(client, cast):
    done = begin(cast)
    late = ActionFactory(parts=[c.part for c in done.coverages.all()], owner=cast.posts.owner)
    recommend(done, by=cast.owner)
    support(done, by=cast.dcc, at=london(2015, 9, 9), reason="Well shown.")

    page = shown(client, cast.owner, URL)

    told = f'Action {done.number}</a>: <strong>completion supported</strong> <span class="app-secondary">'
    assert told + "by Dana Deputy-Chief, 9 September 2015</span>" in page
    assert "“Well shown.”" in page
    assert page.index(f"Action {late.number}</strong>") < page.index("Decided since you last looked")
    assert "?only=decided" not in page
    assert "Well shown." in shown(client, cast.owner, f"{URL}?only=decided")


def test_one_three_and_fifty_of_each_ask_as_often_with_few_parameters_on_a_page_as_long(client, cast):
    asked, made = RecommendationFactory(issue_owner=cast.posts.issue_owner).parts.get(), 0
    statements = []
    for number in (1, 3, 50):
        with verb():
            while made < number:
                back, gone = (ActionFactory(parts=[asked], owner=cast.posts.owner) for _ in range(2))
                recommend(back, by=cast.owner)
                send_back(back, by=cast.dcc, reason="The audit is missing. " * 20)
                withdraw(gone, by=cast.dcc, at=london(2015, 9, 9), reason="Another action does it. " * 20)
                made += 1
        client.force_login(cast.owner)
        client.get(URL)
        with parameters_of_each() as parameters:
            page = client.get(URL)
        statements.append(len(parameters))
        assert max(parameters) <= 200
        assert f"Sent back to you ({number})" in text(page)
    assert statements == [statements[0]] * 3
    assert len(page.content) < 60_000
    assert "?only=sent-back" in text(page)
    assert "?only=decided" in text(page)
    assert "Sent back to you (50)" in text(client.get(URL, {"only": "sent-back", "page": 2}))
