"""How often and by how much a target slipped, how much of that was the DCC's own queue; and what comes soon."""

from datetime import date, timedelta

import pytest

from recommendations.selectors.dashboard.slipped import slipped as slippage
from recommendations.selectors.dashboard.within import Within
from recommendations.selectors.how_it_stands import HowItStands
from recommendations.selectors.lateness import lateness
from recommendations.selectors.standings import Standings
from recommendations.services.actions import decide_deadline, request_deadline
from recommendations.services.recommendations import PartDraft
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW, london
from tests.recommendations.views.reading import shown
from tests.walk import begin, recommend, send_back

APRIL = date(2015, 4, 30)


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr("safeguarding.clock.now", lambda: NOW)


def extend(action, cast, new_on, at, **decided):
    asked = request_deadline(action, new_on, because="it", reason="The system is late.", by=cast.owner, at=at)
    decide_deadline(asked, **{"agreed": True} | decided, reason="So it is.", by=cast.dcc, at=at)


@pytest.fixture
def slipped(cast):
    """From 30 April to 30 May and to 29 June, 60 days, of which ten with the DCC; a third date was refused, and one is earlier.

    29 June was agreed where 30 July was asked for.
    """
    action = begin(cast, target_on=APRIL)
    extend(action, cast, date(2015, 5, 30), london(2015, 4, 20))
    recommend(action, by=cast.owner, at=london(2015, 5, 5))
    send_back(action, by=cast.dcc, at=london(2015, 5, 15))
    extend(action, cast, date(2015, 6, 30), london(2015, 5, 20), agreed=False)
    extend(action, cast, date(2015, 7, 30), london(2015, 5, 21), instead_on=date(2015, 6, 29))
    extend(action, cast, date(2015, 6, 25), london(2015, 5, 22))
    action.refresh_from_db()
    return action


def test_only_what_was_agreed_for_a_later_day_is_a_slip(cast, slipped):
    stands = HowItStands(cast.dcc, numbers=(slipped.pk,), now=NOW)

    assert stands.slipped(slipped.pk) == "Slipped twice, 60 days in all, 10 of them with the DCC"
    assert stands.previous(slipped.pk) == date(2015, 6, 29)


def test_at_a_past_moment_it_had_slipped_as_often_as_was_agreed_by_then(cast, slipped):
    then = HowItStands(cast.dcc, numbers=(slipped.pk,), now=NOW, as_at=london(2015, 5, 10))

    assert then.slipped(slipped.pk) == "Slipped once, 30 days in all, 5 of them with the DCC"


@pytest.mark.parametrize(("as_at", "told"), [(None, (2, 60, 10)), (london(2015, 5, 10), (1, 30, 5))])
def test_the_dashboard_counts_the_same_days_by_reason_and_by_who_agreed(cast, slipped, as_at, told):
    found = slippage(Within(Standings(cast.dcc, now=NOW, as_at=as_at), {}))

    for slip in (found.all, found.reasons[0], found.posts[0]):
        assert (slip.times, slip.days, slip.queued) == told
    assert [slip.words for slip in (*found.reasons, *found.posts)] == ["Waiting on IT", "Deputy Chief Constable"]


def test_its_page_shows_the_four_dates_and_the_list_taken_away_says_it_too(client, cast, slipped):
    page = shown(client, cast.dcc, f"/actions/{slipped.pk}/")
    facts = {fact["label"]: fact for fact in client.get(f"/actions/{slipped.pk}/").context["page"].facts}

    dates = ["First target", "Target before", "Target date", "Inspectorate’s date"]
    assert [facts[label]["value"] for label in dates] == [
        "30 April 2015",
        "29 June 2015",
        "25 June 2015",
        "11 May 2015",
    ]
    assert "Slipped twice, 60 days in all, 10 of them with the DCC" in page
    client.force_login(cast.dcc)
    taken = b"".join(client.get("/actions/actions.csv").streaming_content).decode("utf-8-sig")
    assert "Slipped twice, 60 days in all, 10 of them with the DCC" in taken


@pytest.mark.parametrize(("ahead", "within"), [(0, 7), (7, 7), (8, 30), (30, 30), (31, 60), (60, 60)])
def test_a_date_to_come_is_marked_the_more_the_nearer_it_is(cast, ahead, within):
    action = begin(cast, target_on=APRIL)

    soon = lateness(action, due_on=None, asked_on=None, today=APRIL - timedelta(ahead)).soon

    assert (soon.days, soon.within) == (ahead, within)


@pytest.mark.parametrize("today", [APRIL - timedelta(61), APRIL + timedelta(1)])
def test_what_is_further_off_or_past_is_not_marked(cast, today):
    assert lateness(begin(cast, target_on=APRIL), due_on=None, asked_on=None, today=today).soon is None


def test_the_list_and_my_actions_mark_it(client, cast):
    part = RecommendationFactory(parts=[PartDraft("Keep a log.")]).parts.get()
    ActionFactory(parts=[part], owner=cast.posts.owner, target_on=date(2015, 9, 15))

    for url in ("/actions/?due=next-7", "/my-actions/"):
        assert '<span class="app-tag app-tag--late"> Due in 5 days </span>' in shown(client, cast.owner, url)
    assert "Due in 5 days" not in shown(client, cast.owner, "/actions/?due=no-date")
