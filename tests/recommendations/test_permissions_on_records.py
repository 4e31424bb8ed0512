"""Who may decide on what was recorded, settle it, correct it and take it back; each reason alone."""

from datetime import date

import pytest

from inspections.services import release_to_opcc
from recommendations.four_eyes import Interest, hidden_parts, hides
from recommendations.models import DeadlineRequest, Meeting, UpdateRound
from recommendations.permissions import may_agree_response, may_correct, may_decide_deadline, may_settle
from recommendations.permissions.corrected import may_take_back_date
from recommendations.permissions.gaps import may_waive
from recommendations.permissions.packs import may_issue, may_read_draft, may_read_meetings
from recommendations.permissions.rounds import may_keep_rounds, may_submit_return
from recommendations.services.actions import request_deadline
from recommendations.services.packs import all_ready, prepare_paper
from recommendations.services.questions import ask_about
from recommendations.services.recommendations import respond
from recommendations.services.scrutiny import ask
from recommendations.services.taken_back import take_back_date
from safeguarding.appointments import appoint, grant
from safeguarding.models.people import Role
from tests.factories import ActionFactory, BoardFactory, InspectionFactory
from tests.moments import OPENED, london
from tests.recorded import change, write
from tests.walk import DECIDED, LATER, RECOMMENDED, SCRUTINISED, begin, recommendation


def test_a_question_asked_again_or_not_seen_is_not_settled(cast):
    action = begin(cast)
    first = ask(action, "When?", by=cast.dcc, at=SCRUTINISED)
    again = ask(action, "And when?", follows=first, by=cast.dcc, at=DECIDED)
    hidden = InspectionFactory(embargo_until=london(2016, 1, 1))
    unknown = ask_about(recommendation(cast, inspection=hidden), "When?", by=cast.dcc, at=SCRUTINISED)

    assert may_settle(cast.dcc, first, at=LATER).why_not == ("This question was asked again.",)
    assert may_settle(cast.dcc, again, at=LATER)
    assert may_settle(cast.dcc, unknown, at=LATER).why_not == (
        "You may not see this question, so somebody who does has to decide.",
    )


def test_a_question_is_corrected_by_those_who_ask_such_a_one(cast):
    action = begin(cast)
    blocks, does_not = (ask(action, "When?", by=person, at=SCRUTINISED) for person in (cast.dcc, cast.opcc))

    assert may_correct(cast.dcc, blocks, at=LATER)
    assert may_correct(cast.opcc, blocks, at=LATER).why_not == ("This is for the DCC.",)
    assert may_correct(cast.opcc, does_not, at=LATER)
    assert may_correct(cast.dcc, does_not, at=LATER).why_not == ("This is for an OPCC reviewer.",)


def test_that_one_response_waits_makes_no_other_one_to_agree(cast):
    ends, does_not = (recommendation(cast).parts.get() for _ in range(2))
    proposed = respond(ends, "in-place", reason="Issued in 2014.", by=cast.issue_owner, at=OPENED)
    planned = respond(does_not, "action-plan", by=cast.issue_owner, at=OPENED)

    assert may_agree_response(cast.dcc, proposed, at=LATER)
    assert may_agree_response(cast.dcc, planned, at=LATER).why_not == (
        "It needs nobody’s agreement, or the part was responded to again.",
    )


def test_who_asked_for_a_date_is_told_so_once_and_of_every_other_interest(cast):
    action = begin(cast)
    appoint(cast.posts.owner, cast.deputy, by=cast.coordinator, at=london(2015, 6, 2))
    asked = {"because": "it", "reason": "The records project.", "by": cast.deputy, "at": RECOMMENDED}
    request = request_deadline(action, date(2015, 12, 1), **asked)

    assert may_decide_deadline(cast.deputy, request, at=DECIDED).why_not == (
        "You asked for this date, so somebody else has to decide.",
        Interest.ACTION,
    )
    take_back_date(request, reason="The project is early.", by=cast.deputy, at=DECIDED)
    request = DeadlineRequest.objects.get()
    assert may_take_back_date(cast.deputy, request, at=LATER).why_not == ("This date was taken back.",)


def test_a_dcc_waives_no_gap_of_an_issue_of_their_own(cast):
    appoint(cast.posts.issue_owner, cast.deputy, by=cast.coordinator, at=OPENED)

    assert may_waive(cast.dcc, recommendation(cast), at=LATER)
    assert not may_waive(cast.deputy, recommendation(cast), at=LATER)


def test_unseen_are_the_parts_of_the_actions_asked_about_and_of_no_other(cast):
    hidden = InspectionFactory(embargo_until=london(2016, 1, 1))
    asked, other = (
        ActionFactory(parts=recommendation(cast, inspection=hidden).parts.all(), owner=cast.posts.owner)
        for _ in range(2)
    )

    hers, theirs = (action.coverages.get().part for action in (asked, other))
    assert hidden_parts(cast.dcc, [asked.pk], at=LATER) == {asked.pk: {hers.pk}}
    assert [hides(cast.dcc, asked, part, at=LATER) for part in (None, hers, theirs)] == [True, True, False]
    change(hers.recommendation, withdrawn_at=DECIDED, by=cast.coordinator, at=DECIDED)
    assert hidden_parts(cast.dcc, [asked.pk], at=LATER) == {}


def test_of_a_round_that_is_closed_nobody_is_chased_and_nothing_is_submitted(cast):
    closed = UpdateRound(closed_at=DECIDED)

    assert may_keep_rounds(cast.coordinator, at=LATER, round=closed).why_not == ("The round is closed.",)
    assert may_submit_return(cast.owner, closed, cast.posts.owner, at=LATER).why_not == ("The round is closed.",)


@pytest.fixture
def paper(cast):
    meeting = write(Meeting(board=BoardFactory(), held_on=date(2015, 10, 8)), by=cast.coordinator, at=OPENED)
    return meeting, release_to_opcc(recommendation(cast).inspection, by=cast.coordinator, at=OPENED)


@pytest.mark.parametrize("how", ["prepares", "chooses"])
def test_who_did_any_of_a_paper_does_not_issue_it_nor_does_who_issues_none(how, cast, paper):
    meeting, report = paper
    grant(cast.nobody, Role.COORDINATOR, by=cast.administrator, at=OPENED)
    by = cast.nobody if how == "prepares" else cast.coordinator
    pack = prepare_paper(meeting, version=0, cut_off_at=LATER, by=by, at=LATER)
    all_ready(pack, [report], by=cast.nobody if how == "chooses" else cast.coordinator, at=LATER)

    assert may_issue(cast.nobody, pack, at=LATER).why_not == (
        "You prepared this paper, so somebody else has to issue it.",
    )
    assert may_issue(cast.dcc, pack, at=LATER)
    assert may_issue(cast.owner, pack, at=LATER).why_not == (
        "Papers are issued by the DCC or an inspection coordinator.",
    )


@pytest.mark.parametrize(
    ("name", "meetings", "drafts"), [("owner", True, True), ("opcc", True, False), ("partner", False, False)]
)
def test_meetings_are_for_the_force_and_the_opcc_and_a_draft_for_the_force(name, meetings, drafts, cast):
    person = getattr(cast, name)

    assert bool(may_read_meetings(person, at=LATER)) == meetings
    assert bool(may_read_draft(person, at=LATER)) == drafts
