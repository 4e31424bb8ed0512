"""My actions, as its reader sees it."""

from datetime import date

from django.urls import reverse

from inspections.services import name_early_reader
from recommendations.services import actions, progress, scrutiny
from recommendations.services.recommendations import PartDraft
from safeguarding.appointments import appoint
from safeguarding.history import verb
from safeguarding.models import Audience
from tests.factories import ActionFactory, InspectionFactory, PostFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.reading import text
from tests.statements import parameters_of_each

URL = "/my-actions/"


def everything(cast):
    """An action late with a question, a wait and another one with the DCC; both under the issue owner."""
    part = RecommendationFactory(issue_owner=cast.posts.issue_owner).parts.get()
    late = ActionFactory(parts=[part], owner=cast.posts.owner, target_on=date(2015, 8, 31))
    scrutiny.ask(late, "Who trains the night shift?", answer_by=date(2015, 9, 20), by=cast.dcc, at=london(2015, 8, 7))
    actions.wait_on(
        late,
        body="Records project",
        review_on=date(2015, 9, 1),
        meanwhile="Paper.",
        by=cast.owner,
        at=london(2015, 8, 7),
    )
    asked = ActionFactory(parts=[part], owner=cast.posts.owner)
    actions.request_deadline(
        asked, date(2015, 5, 1), because="it", reason="Later.", by=cast.owner, at=london(2015, 4, 10)
    )
    done = ActionFactory(parts=[part], owner=cast.posts.owner)
    progress.post_update(
        done, done="Done.", recommends_complete=True, shown="tested", by=cast.owner, at=london(2015, 8, 1)
    )
    return late


def test_the_desk_says_first_what_presses_most(client, cast):
    late = everything(cast)
    client.force_login(cast.owner)
    shown = text(client.get(URL))
    order = ["1 question to answer", "Who trains the night shift?", "Late (1)", "10 days late"]
    order += ["Past the inspectorate’s date (1)", "Waiting on others (1)", "Review date passed", "With the DCC (1)"]
    assert [words for words in order if words not in shown] == []
    assert order == sorted(order, key=shown.index)
    assert ">1 August 2015</td>" in shown
    assert reverse("action-update", args=[late.number]) in shown
    assert "Answer by 20 September 2015" in shown
    assert f"the question of 7 August 2015 about action {late.number}<" in shown


def test_an_issue_owner_finds_whom_to_chase_and_what_to_decide(client, cast):
    everything(cast)
    client.force_login(cast.issue_owner)
    shown = text(client.get(URL))
    assert "Under your recommendations (3)" in shown
    assert "Detective Chief Inspector" in shown
    assert "Dates for you to decide" in shown
    assert "1 May 2015. Waiting on IT." in shown


def test_an_empty_desk_says_so(client, cast):
    client.force_login(cast.owner)
    assert "No action is with you to update." in text(client.get(URL))
    client.force_login(cast.coordinator)
    assert "You hold no post, so no action is yours." in text(client.get(URL))
    appoint(PostFactory(title="Sergeant"), cast.coordinator, starts_at=london(2015, 10, 1), by=cast.coordinator, at=NOW)
    assert "You hold the post Sergeant from 1 October 2015." in text(client.get(URL))


def test_words_kept_in_the_force_are_not_shown_to_an_owner_outside_it(client, cast):
    post = PostFactory(title="Head of children's services")
    appoint(post, cast.partner, by=cast.coordinator, at=london(2015, 4, 2))
    part = RecommendationFactory(parts=[PartDraft(text="Keep records.")]).parts.get()
    action = ActionFactory(parts=[part], owner=post, audience=Audience.FORCE, text="Own words.")
    scrutiny.ask(action, "Force-only question?", by=cast.dcc, at=london(2015, 8, 7))
    client.force_login(cast.partner)
    shown = text(client.get(URL))
    assert "Own words." in shown
    assert "Words withheld" in shown
    assert "Force-only question?" not in shown


def test_what_answers_an_embargoed_inspection_is_shown_to_an_owner_who_reads_it_early_alone(client, cast):
    hidden = InspectionFactory(title="Embargoed report", published_on=date(2015, 12, 1))
    action = ActionFactory(parts=[RecommendationFactory(inspection=hidden).parts.get()], owner=cast.posts.owner)
    actions.wait_on(action, body="Records", review_on=date(2015, 9, 1), meanwhile="By hand.", by=cast.owner, at=OPENED)
    client.force_login(cast.owner)
    before = text(client.get(URL))
    name_early_reader(hidden, cast.owner, by=cast.coordinator, at=OPENED)
    after = text(client.get(URL))

    said = ("Change the domestic abuse procedure.", "By hand.", "Embargoed report")
    assert [words in before for words in said] == [False] * 3
    assert [words in after for words in said] == [True] * 3


def test_three_of_everything_ask_the_database_as_often_as_one(client, cast, django_assert_max_num_queries):
    everything(cast)
    for person in (cast.owner, cast.issue_owner):
        client.force_login(person)
        client.get(URL)
        with django_assert_max_num_queries(24) as one:
            client.get(URL)
        person.one = len(one)
    everything(cast)
    everything(cast)
    for person in (cast.owner, cast.issue_owner):
        client.force_login(person)
        client.get(URL)
        with django_assert_max_num_queries(person.one):
            client.get(URL)


def test_one_three_and_fifty_actions_ask_as_often_with_few_parameters_on_a_page_as_long(client, cast):
    part, made, asked = RecommendationFactory().parts.get(), 0, []
    client.force_login(cast.owner)
    for number in (1, 3, 50):
        with verb():
            while made < number:
                ActionFactory(parts=[part], owner=cast.posts.owner, target_on=date(2015, 8, 31))
                made += 1
        client.get(URL)
        with parameters_of_each() as parameters:
            page = client.get(URL)
        asked.append(len(parameters))
        assert max(parameters) <= 200
        assert f"Late ({number})" in text(page)
    assert asked == [asked[0]] * 3
    assert asked[0] <= 21
    assert len(page.content) < 60_000
    assert "?only=late" in text(page)


def test_a_section_leads_from_page_to_page_and_back_to_all(client, cast):
    part = RecommendationFactory().parts.get()
    with verb():
        for _ in range(26):
            ActionFactory(parts=[part], owner=cast.posts.owner, target_on=date(2015, 8, 31))
    client.force_login(cast.owner)
    shown = text(client.get(URL, {"only": "late"}))
    assert "Late (26)" in shown
    assert "page=2" in shown
    assert "All my actions" in shown
    assert client.get(URL, {"only": "late", "page": "words"}).status_code == 200
