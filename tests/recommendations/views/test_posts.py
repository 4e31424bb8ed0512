"""A post is handed over on a page: what goes with it is listed first, and the new holder says that they have seen it."""

from datetime import date

import pytest
from django.utils.html import strip_tags

from recommendations.services.checks import set_check
from recommendations.services.questions import ask_about
from recommendations.services.scrutiny import ask
from recommendations.workflow import Status
from safeguarding.appointments import appoint, arranged_last, deactivate
from safeguarding.models import Holding
from safeguarding.roles import authority
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london
from tests.recommendations.views.reading import shown, text
from tests.walk import LATER, begin, taken_to

OCTOBER = london(2015, 10, 1, 0)


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


@pytest.fixture
def address(cast):
    return f"/posts/{cast.posts.owner.pk}/hand-over/"


def sent(client, cast, address, **fields):
    """What is shown after the coordinator sent the form as it was drawn, with these fields."""
    client.force_login(cast.coordinator)
    holding = arranged_last(cast.posts.owner, at=NOW)
    drawn = {"holder": "", "starts_on_day": "", "starts_on_month": "", "starts_on_year": "", "why": ""}
    return text(client.post(address, drawn | {"instead_of": holding.pk if holding else ""} | fields, follow=True))


def words(page):
    return " ".join(strip_tags(page).split())


def holders(post):
    return [(row.holder.username, row.starts_at, row.ends_at) for row in post.holdings.order_by("starts_at", "pk")][1:]


def test_what_goes_with_it_is_listed_first(client, cast, address):
    part = RecommendationFactory(issue_owner=cast.posts.owner).parts.get()
    due = ActionFactory(parts=[part], owner=cast.posts.owner, target_on=date(2015, 5, 1), text="Check each bail.")
    ask(begin(cast), text="When?", by=cast.opcc, at=OPENED)
    ask_about(part.recommendation, "Who?", by=cast.opcc, at=OPENED)

    page = shown(client, cast.coordinator, address)

    assert ">2 open actions</a>" in page
    assert "recommendation, Detective Chief Inspector</span></a>" in shown(client, cast.coordinator, "/posts/")
    assert ">1 recommendation</a>, as issue owner" in page
    assert "2 questions to answer" in page
    assert "not decided yet" not in page
    assert f"Action {due.number}</a>, 1 May 2015: Check each bail." in page
    assert ("New holder (optional)" in page, f'<option value="{cast.owner.pk}"' in page) == (False, False)
    assert f'<option value="{cast.other_owner.pk}"' in page


def test_what_is_asked_of_somebody_who_left_and_their_checks_are_with_a_post_that_nobody_holds(client, cast):
    action = taken_to(Status.COMPLETE, cast)
    ask(action, text="Did it last?", by=cast.opcc, at=LATER)
    ask_about(RecommendationFactory(issue_owner=cast.posts.owner), "Who?", by=cast.dcc, at=LATER)
    set_check(action, what="Sample again.", due_on=date(2015, 12, 1), by=cast.dcc, at=LATER)

    deactivate(cast.owner, why="Left.", by=cast.administrator, at=LATER)

    assert "1 post with work that nobody holds" in words(shown(client, cast.coordinator, "/coordination/"))
    listed = words(shown(client, cast.coordinator, "/posts/?only=vacant"))
    assert f"{cast.posts.owner} Nobody" in listed
    assert "2 questions 1 follow-up check" in listed
    assert f"{cast.posts.owner} (nobody holds this post)" in words(shown(client, cast.dcc, "/scrutiny/"))


def test_from_now_the_work_is_the_new_holder_s_who_says_that_they_have_seen_it(client, cast, address):
    action = begin(cast)

    told = sent(client, cast, address, holder=cast.nobody.pk, why="Moved on.")

    assert "Noa Nobody holds it now, and is asked to look at what comes with it." in told
    assert "Not seen yet." in told
    assert holders(cast.posts.owner) == [("nobody", NOW, None)]
    taken = Holding.objects.get(holder=cast.nobody)
    page = shown(client, cast.nobody, "/my-actions/")
    assert "1 action</a> from Olive Owner on 10 September 2015, as Detective Chief Inspector" in page
    assert f"/actions/{action.number}/" in page

    done = text(client.post(f"/my-actions/posts/{taken.pk}/seen/", follow=True))

    assert "I have seen these" not in done
    assert Holding.objects.get(pk=taken.pk).history.first().history_user == cast.nobody
    assert "Seen 10 September 2015." in shown(client, cast.coordinator, "/posts/")


def test_it_may_be_arranged_for_a_day_to_come_and_arranged_otherwise(client, cast, address):
    day = {"starts_on_day": "1", "starts_on_month": "10", "starts_on_year": "2015"}
    sent(client, cast, address, holder=cast.nobody.pk, **day)
    assert [authority(cast.owner, moment).posts != frozenset() for moment in (NOW, OCTOBER)] == [True, False]
    assert "Noa Nobody takes it on 1 October 2015" in shown(client, cast.coordinator, address)

    sent(client, cast, address, holder=cast.other_owner.pk, **day)

    assert holders(cast.posts.owner) == [("nobody", OCTOBER, OCTOBER), ("other_owner", OCTOBER, None)]


def test_a_page_drawn_before_another_arranged_it_for_a_day_to_come_calls_nobody_off_unseen(client, cast, address):
    before = cast.posts.owner.holdings.get()
    appoint(cast.posts.owner, cast.other_owner, by=cast.coordinator, at=NOW, starts_at=OCTOBER)

    page = sent(client, cast, address, holder=cast.dcc.pk, instead_of=before.pk)

    assert f"{cast.other_owner} takes it on 1 October 2015. Look again, then press once more." in words(page)
    assert [who for who, *_ in holders(cast.posts.owner)] == ["other_owner"]


def test_nobody_takes_it_only_now_and_with_a_reason(client, cast, address):
    later = {"starts_on_day": "1", "starts_on_month": "10", "starts_on_year": "2015"}
    page = sent(client, cast, address, **later)
    assert "A post falls vacant now: leave the day empty, or select who takes it then" in page
    assert "Say why nobody takes it" in page

    told = sent(client, cast, address, why="The post is advertised.")

    assert "Detective Chief Inspector: nobody holds it now." in told
    assert cast.posts.owner.held_by(NOW) is None


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_on_day": "9", "starts_on_month": "9", "starts_on_year": "2015"}, "From must be after today"),
        ({"holder": "owner"}, "Olive Owner holds this post now. Select somebody else"),
    ],
)
def test_a_refusal_says_beside_the_field_what_to_do(client, cast, address, fields, said):
    named = {"holder": getattr(cast, fields.get("holder", "nobody")).pk}

    assert said in sent(client, cast, address, **fields | named)
    assert holders(cast.posts.owner) == []


def test_a_page_drawn_before_another_hand_over_is_told_of_it(client, cast, address):
    drawn = cast.posts.owner.holdings.on(NOW).get()
    appoint(cast.posts.owner, cast.auditor, by=cast.administrator, at=OPENED)

    page = sent(client, cast, address, holder=cast.nobody.pk, instead_of=drawn.pk)

    assert "This post was handed over since you opened the page. Aud Auditor holds it now." in page
    assert cast.posts.owner.held_by(NOW) == cast.auditor


@pytest.mark.parametrize("who", ["owner", "dcc", "opcc", "administrator"])
def test_posts_are_handed_over_by_the_coordinator(client, cast, address, who):
    for page in ("/posts/", address):
        assert "This is for the inspection coordinator." in shown(client, getattr(cast, who), page, status=403)


def test_nobody_else_says_for_the_new_holder_that_they_have_seen_it(client, cast):
    taken = appoint(cast.posts.owner, cast.nobody, by=cast.administrator, at=OPENED)
    client.force_login(cast.coordinator)

    assert client.post(f"/my-actions/posts/{taken.pk}/seen/").status_code == 404


def test_only_those_who_may_hold_it_are_offered(client, cast, address):
    client.force_login(cast.coordinator)
    offered = set(client.get(address).context["form"].fields["holder"].queryset)

    assert offered.isdisjoint({cast.opcc, cast.auditor, cast.partner})
    assert offered.issuperset({cast.nobody, cast.other_owner, cast.deputy})
