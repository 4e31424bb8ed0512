"""The page of one action, recommendation and inspection as it stood: what it says, and what it leaves out."""

import re
from datetime import date

import pytest

from inspections.services import concern_agency, meet_milestone, name_early_reader, release_to_opcc
from recommendations.models import FollowUpCheck
from recommendations.services import actions, checks, progress, scrutiny
from recommendations.services.links import link
from recommendations.services.milestones import put_milestone_right
from recommendations.services.recommendations import decide_response, respond
from safeguarding.appointments import appoint
from safeguarding.history import version_of
from safeguarding.models import Post
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.recommendations.views.past_pages import main_of, then, url_of
from tests.recommendations.views.reading import shown
from tests.recorded import write
from tests.walk import recommend, send_back, support


@pytest.fixture
def action(cast, part):
    """On the one part of recommendation 9, opened in April, late since the 30th."""
    return ActionFactory(
        parts=[part], owner=cast.posts.owner, text="Speak to children.", target_on=date(2015, 4, 30), at=OPENED
    )


@pytest.fixture
def things(action, part, inspection):
    return [action, part.recommendation, inspection]


def test_an_action_stands_as_it_did(client, cast, action):
    progress.post_update(action, done="We began.", assessment="at-risk", by=cast.owner, at=london(2015, 8, 1))
    recommend(action, cast.owner, london(2015, 8, 10))
    actions.hand_over(action, cast.posts.other_owner, why="Moved.", by=cast.coordinator, at=london(2015, 8, 11))
    support(action, cast.dcc, london(2015, 8, 20))

    page = then(client, cast.dcc, action)

    for told in (
        "In progress",
        "98 days late",
        "Its owner says: at risk",
        "(Olive Owner)",
        "We began.",
        "Action opened",
    ):
        assert told in page
    for later in ("Recommended complete", "Complete (force)", "Chief Inspector (Otto", "Moved."):
        assert later not in page


def test_who_held_the_post_and_what_it_was_called_are_those_of_then(client, cast, action):
    post = Post.objects.get(pk=cast.posts.owner.pk)
    appoint(post, cast.other_owner, by=cast.coordinator, at=london(2015, 8, 10))
    post.title = "Detective Chief Inspector, East"
    write(post, by=cast.coordinator, at=london(2015, 8, 11))

    assert "Detective Chief Inspector (Olive Owner)" in then(client, cast.dcc, action)
    assert "Detective Chief Inspector, East (Otto Other-Owner)" in then(client, cast.dcc, action, "2015-08-11")


def test_what_it_waits_on_and_the_date_asked_for_are_those_of_then(client, cast, action):
    note = {"body": "The College", "review_on": date(2015, 9, 1), "meanwhile": "By hand."}
    note = actions.wait_on(action, **note, by=cast.owner, at=london(2015, 8, 1))
    actions.stop_waiting(note, by=cast.owner, at=london(2015, 8, 10))
    asked = {"because": "it", "reason": "It is late.", "by": cast.owner, "at": london(2015, 8, 2)}
    request = actions.request_deadline(action, date(2015, 10, 1), **asked)
    actions.decide_deadline(request, agreed=True, reason="Yes.", by=cast.dcc, at=london(2015, 8, 10))

    page = then(client, cast.dcc, action)

    assert "Waiting on The College" in page
    assert re.search(r"Date asked for.*1 October 2015.*Waiting for a decision", page)
    assert re.search(r"Target date</dt> <dd class=\"govuk-summary-list__value\"> 30 April 2015 ", page)
    assert "Waiting on The College</strong>" not in then(client, cast.dcc, action, "2015-08-10")
    assert "Date asked for" not in then(client, cast.dcc, action, "2015-08-10")


def test_a_recommendation_stands_as_it_did(client, cast, action, part):
    other = RecommendationFactory(inspection=part.recommendation.inspection, reference="10")
    tie = link(part.recommendation, other, "depends-on", by=cast.coordinator, at=OPENED)
    proposed = respond(part, "in-place", reason="It always was.", by=cast.issue_owner, at=london(2015, 8, 1))
    decide_response(proposed, agreed=True, by=cast.dcc, at=london(2015, 8, 10))
    tie.ended_at = london(2015, 8, 10)
    write(tie, by=cast.coordinator, at=london(2015, 8, 10))

    page, later = (then(client, cast.dcc, part.recommendation, day) for day in ("2015-08-06", "2015-08-10"))

    assert "Waiting for the DCC to agree:" in page
    assert "Agreed by the DCC" not in page
    assert "depends on" in page.split("What was changed")[0]
    assert "Agreed by the DCC, 10 August 2015." in later
    assert "depends on" not in later.split("What was changed")[0]


def test_an_inspection_stands_as_it_did(client, cast, inspection, action):
    RecommendationFactory(inspection=inspection, reference="10", at=london(2015, 8, 10))
    concern_agency(inspection, cast.agency, by=cast.coordinator, at=london(2015, 8, 10))
    name_early_reader(inspection, cast.owner, by=cast.coordinator, at=london(2015, 8, 10))
    milestone = inspection.milestones.first()
    meet_milestone(milestone, done_on=date(2015, 8, 9), by=cast.coordinator, at=london(2015, 8, 10))

    page, later = (then(client, cast.dcc, inspection, day) for day in ("2015-08-06", "2015-08-10"))

    assert "1 recommendation </h2>" in page
    for told in ("County Social Care", "Olive Owner</p>", "9 August 2015"):
        assert told not in page
    assert "2 recommendations </h2>" in later
    for told in ("County Social Care", "9 August 2015"):
        assert told in later
    assert re.search(r" as of \d", later) is None  # as history rows are named where nobody gives them another


def test_its_release_is_that_of_then(client, cast):
    found = InspectionFactory(slug="theirs")
    release_to_opcc(found, by=cast.coordinator, at=london(2015, 8, 10))

    assert "Not released to the OPCC by then." in then(client, cast.dcc, found)
    assert "Released to the OPCC since 10 August 2015" in then(client, cast.dcc, found, "2015-08-10")
    assert "Not released to the OPCC by then." in then(client, cast.opcc, found)  # by the rights of today


def test_a_page_of_the_past_says_so_and_leads_to_today(client, cast, things):
    for thing in things:
        page = shown(client, cast.dcc, f"{url_of(thing)}?at=2015-08-06")
        assert "As it stood at 6 August 2015, 23:59. Not today." in page
        assert re.search(r"<title>[^<]+ as it stood at 6 August 2015, 23:59", page)
        assert re.search(r'href="\??">Show today</a>', page)
        assert "Show today" not in shown(client, cast.dcc, url_of(thing))


@pytest.mark.parametrize("name", ["owner", "issue_owner", "dcc", "coordinator", "opcc"])
def test_nothing_can_be_done_on_a_page_of_the_past(client, cast, things, name):
    action, found, _ = things
    recommend(action, cast.owner, london(2015, 8, 1))
    respond(found.parts.get(), "in-place", reason="Is.", by=cast.coordinator, at=london(2015, 8, 2))

    for thing in things:
        page = then(client, getattr(cast, name), thing)
        for verb in (
            "<form",
            "<button",
            'role="button"',
            "There is nothing for you to do",
            "This is for",
            "/scrutiny/",
        ):
            assert verb not in page
        assert "<form" in main_of(shown(client, getattr(cast, name), url_of(thing)))


def test_said_by_then_and_recorded_later_is_counted_and_named(client, cast, things):
    action, found, _ = things
    recommend(action, cast.owner, london(2015, 8, 1))
    scrutiny.ask(action, "SAID", asked_on=date(2015, 8, 5), by=cast.dcc, at=london(2015, 8, 12))
    send_back(action, cast.dcc, london(2015, 8, 14), reason="SAID", decided_on=date(2015, 8, 7))
    respond(
        found.parts.get(),
        "in-place",
        reason="SAID",
        said_on=date(2015, 8, 7),
        by=cast.issue_owner,
        at=london(2015, 8, 15),
    )

    pages = [then(client, cast.dcc, thing, "2015-08-07") for thing in things]

    assert ["2 entries of what was said or done by 7 August 2015 were recorded later" in page for page in pages] == [
        True,
        False,
        False,
    ]
    assert ["3 entries of what was said or done by 7 August 2015 were recorded later" in page for page in pages] == [
        False,
        True,
        True,
    ]
    for page in pages:
        assert re.search(r"Question[^:]*: said on 5 August 2015, recorded on 12 August 2015", page)
        assert re.search(r"Sends back[^:]*: said on 7 August 2015, recorded on 14 August 2015", page)
        assert "SAID" not in page
    assert "Response: Already in place: said on 7 August 2015, recorded on 15 August 2015" in pages[1]
    assert "1 entry of what was said or done by 6 August 2015 was recorded later" in then(client, cast.dcc, action)


def test_what_was_done_by_then_and_recorded_later_is_among_it(client, cast, things):
    action, _, inspection = things
    milestone = inspection.milestones.first()
    meet_milestone(milestone, done_on=date(2015, 8, 5), by=cast.coordinator, at=london(2015, 8, 10))
    version = {"version": version_of(milestone), "by": cast.coordinator, "at": london(2015, 8, 11)}
    put_milestone_right(milestone, done_words="By post.", why="It was not said how.", **version)
    recommend(action, cast.owner, london(2015, 7, 1), shown="not-tested", check_on=date(2015, 8, 1))
    support(action, cast.dcc, london(2015, 7, 10))
    check = {"done_on": date(2015, 8, 4), "lasted": True, "found": "FOUND", "by": cast.owner, "at": london(2015, 8, 12)}
    checks.record_check(FollowUpCheck.objects.get(), **check)

    pages = [then(client, cast.dcc, thing) for thing in things]

    for page in pages:
        assert re.search(r"Follow-up check: it lasted[^:]*: done on 4 August 2015, recorded on 12 August 2015", page)
        assert "FOUND" not in page
    met = f"{milestone.label}: done on 5 August 2015, recorded on 10 August 2015"
    assert [page.count(met) for page in pages] == [0, 0, 1]
    assert "2 entries of what was said or done by 6 August 2015 were recorded later" in pages[2]


def test_what_was_said_later_or_recorded_by_then_is_not_among_it(client, cast, action):
    scrutiny.ask(action, "By then.", asked_on=date(2015, 8, 1), by=cast.dcc, at=london(2015, 8, 6))
    scrutiny.ask(action, "That day.", by=cast.deputy, at=london(2015, 8, 6, 15))
    scrutiny.ask(action, "Later.", by=cast.opcc, at=london(2015, 8, 12))

    for at in ("2015-08-06", "2015-08-06T14:30"):
        assert "recorded later" not in then(client, cast.dcc, action, at)
    assert "recorded later" not in main_of(shown(client, cast.dcc, url_of(action)))
