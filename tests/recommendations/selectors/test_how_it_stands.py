"""How actions stand, in words: for one action everything that can be told, for readers what they may read."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from inspections.services import release_to_opcc
from recommendations.models import Action
from recommendations.selectors.how_it_stands import HowItStands
from recommendations.selectors.register import visible_register
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services.actions import decide_deadline, request_deadline, wait_on
from recommendations.services.checks import set_check
from recommendations.services.progress import EvidenceDraft, post_update
from recommendations.services.recommendations import PartDraft
from recommendations.services.scrutiny import send_back
from safeguarding.models import Audience
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, london


@pytest.fixture
def inspection(cast):
    made = InspectionFactory()
    release_to_opcc(made, by=cast.coordinator, at=OPENED)
    return made


@pytest.fixture
def action(cast, inspection):
    part = PartDraft("See to it.", timescale="By 31 May 2015")
    parts = RecommendationFactory(inspection=inspection, parts=[part], issue_owner=cast.posts.issue_owner).parts.all()
    return ActionFactory(parts=parts, owner=cast.posts.owner, target_on=date(2015, 4, 30))


def ask(action, cast, on, at, **more):
    return request_deadline(action, on, because="resourcing", reason="Too few trainers.", by=cast.owner, at=at, **more)


def told(action, reader, as_at=None):
    covered = action.coverages.first().part.recommendation.inspection
    register = visible_register(reader, now=NOW, as_at=as_at)
    stands = HowItStands(reader, now=NOW, as_at=as_at, inspection=covered.pk)
    return dict(stands.lines(register.actions[action.number]))


def test_the_three_dates_stand_beside_each_other_and_one_not_agreed_is_asked_for(cast, action):
    agreed = ask(action, cast, date(2015, 6, 30), london(2015, 4, 20))
    decide_deadline(agreed, agreed=True, reason="Not again.", by=cast.dcc, at=london(2015, 4, 22))
    ask(Action.objects.get(), cast, date(2015, 10, 14), london(2015, 7, 1))

    lines = told(action, cast.dcc)

    assert lines["Dates"] == (
        "current target 30 June 2015; first target 30 April 2015; inspectorate’s date 31 May 2015; "
        "asked for 14 October 2015, not agreed yet"
    )
    assert lines["Changes of date"].split("; ") == [
        "30 April 2015 to 30 June 2015, asked for on 20 April 2015 (resourcing: Too few trainers.), "
        "agreed on 22 April 2015 (Not again.)",
        "30 June 2015 to 14 October 2015, asked for on 1 July 2015 (resourcing: Too few trainers.), not agreed yet",
    ]
    assert "not agreed yet" in told(action, cast.dcc, as_at=london(2015, 4, 21))["Changes of date"]


def test_days_late_say_how_many_of_them_it_was_with_the_dcc(cast, action):
    done = {"done": "Done.", "recommends_complete": True, "shown": "tested"}
    post_update(action, **done, by=cast.owner, at=london(2015, 4, 20))  # ten days before it was late
    action.refresh_from_db()
    send_back(action, reason="Show me.", digest=state_digest(action), by=cast.dcc, at=london(2015, 5, 10))
    assert told(action, cast.dcc, as_at=london(2015, 5, 20))["Late"] == "20 days late, 10 of them with the DCC"

    action.refresh_from_db()
    post_update(action, **done, by=cast.owner, at=london(2015, 9, 1))

    assert told(action, cast.dcc)["Late"] == "133 days late, 19 of them with the DCC"


def test_waits_checks_and_evidence_are_told_in_full(cast, action):
    wait_on(
        action,
        body="Records project",
        board="Its board",
        date_words="After go-live",
        review_on=date(2015, 10, 1),
        meanwhile="Officers search every system.",
        by=cast.owner,
        at=london(2015, 5, 1),
    )
    held = EvidenceDraft(title="Audit", of="test", held_elsewhere="File 7", speaks_of_on=date(2015, 5, 2))
    kept = EvidenceDraft(title="Order", file=ContentFile(b"Order", name="order.txt"))
    post_update(action, done="Done.", evidence=[held, kept], by=cast.owner, at=london(2015, 5, 3))
    set_check(action, what="Audit again", due_on=date(2015, 11, 23), by=cast.owner, at=london(2015, 5, 4))

    lines = told(action, cast.opcc)

    assert lines["Waiting on"] == "Records project, Its board; After go-live; to look again on 1 October 2015"
    assert lines["What protects children meanwhile"] == "Officers search every system."
    assert lines["Checks to come"] == "23 November 2015: Audit again"
    assert lines["Evidence"] == "Audit (test, of 2 May 2015, File 7); Order (output, a file here)"


def test_words_that_are_not_released_are_withheld_and_days_are_not(cast, inspection):
    parts = RecommendationFactory(inspection=inspection, parts=[PartDraft("See to it.")]).parts.all()
    action = ActionFactory(parts=parts, owner=cast.posts.owner, target_on=date(2015, 9, 30), audience=Audience.FORCE)
    ask(action, cast, date(2015, 10, 14), london(2015, 7, 1))
    set_check(action, what="SECRET", due_on=date(2015, 11, 23), by=cast.owner, at=london(2015, 7, 2))

    lines = told(action, cast.opcc)

    assert lines["Checks to come"] == "23 November 2015: Words withheld."
    assert "Words withheld." in lines["Changes of date"]
    assert ("14 October 2015" in lines["Changes of date"], "Too few" in str(lines)) == (True, False)
    assert "SECRET" in told(action, cast.dcc)["Checks to come"]
