"""Actions from opening to hand-over, and their dates."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import Action, DeadlineDecision, DeadlineRequest, WaitingOn
from recommendations.permissions import Refused
from recommendations.services import actions, checks
from recommendations.services.as_shown import ChangedMeanwhile
from recommendations.services.recommendations import PartDraft
from recommendations.standings.restate import differences
from safeguarding.history import BackInTime
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import OPENED, london
from tests.walk import LATER, begin, handed_over, recommendation, taken_to, withdraw

ASKED, DECIDED = london(2015, 5, 1), london(2015, 5, 5)
DUE = date(2015, 5, 11)  # within three months of 11 February 2015


def ask(action, cast, new_on=date(2015, 5, 10), by=None, at=ASKED):
    return actions.request_deadline(
        action, new_on, because="partner", reason="The council reports in June.", by=by or cast.owner, at=at
    )


def decide(request, by, agreed=True, reason="Reasonable.", at=DECIDED):
    decision = actions.decide_deadline(request, agreed=agreed, reason=reason, by=by, at=at)
    request.action.refresh_from_db()
    return decision


def dates(action):
    action.refresh_from_db()
    return action.original_target_on, action.target_on


# Opening and handing over


def test_an_action_opens_in_progress_with_an_owner_and_awaits_allocation_without(cast):
    assert begin(cast).status == "in-progress"
    assert ActionFactory(parts=[]).status == "awaiting-allocation"


def test_allocating_puts_the_action_in_progress_and_says_to_whom(cast):
    action = actions.allocate(taken_to("awaiting-allocation", cast), cast.posts.owner, by=cast.issue_owner, at=ASKED)

    assert (action.status, action.owner) == ("in-progress", cast.posts.owner)
    assert action.history.first().history_change_reason == "Allocated to Detective Chief Inspector"


def test_handing_over_is_an_event_with_its_reason(cast):
    action = begin(cast)

    handed_over(action, cast.posts.other_owner, by=cast.coordinator)

    latest = action.history.first()
    assert (latest.owner, latest.history_user, latest.history_change_reason, latest.history_date) == (
        cast.posts.other_owner,
        cast.coordinator,
        "Moved to another command.",
        LATER,
    )


def test_numbers_go_up_and_are_never_used_again(cast):
    first, second = begin(cast), begin(cast)
    with pytest.raises(ValidationError):
        ActionFactory(text="", parts=[])

    assert second.number == first.number + 1


def test_an_action_is_for_the_narrowest_audience_and_bears_the_highest_marking_of_what_it_answers(cast):
    open_to_all = InspectionFactory(audience="agencies", marking="official")
    narrow = InspectionFactory(audience="force", marking="official-sensitive")
    parts = [RecommendationFactory(inspection=each).parts.get() for each in (open_to_all, narrow)]

    action = ActionFactory(parts=parts)

    assert (action.audience, action.marking) == ("force", "official-sensitive")


def test_what_is_dated_before_the_action_s_last_change_is_refused_in_a_sentence(cast):
    action = begin(cast)

    with pytest.raises(BackInTime, match=f"Action {action.pk} was changed at 09:00 on 02/04/2015, after this"):
        actions.hand_over(action, cast.posts.other_owner, why="Moved.", by=cast.coordinator, at=london(2015, 4, 1))

    assert Action.objects.get().owner == cast.posts.owner


# Dates


def test_the_first_target_is_the_original_whatever_follows(cast):
    action = begin(cast)
    decide(ask(action, cast, date(2015, 5, 10)), by=cast.issue_owner)
    assert dates(action) == (date(2015, 5, 10), date(2015, 5, 10))

    decide(ask(action, cast, DUE, at=DECIDED), by=cast.issue_owner)
    assert dates(action) == (date(2015, 5, 10), DUE)


def test_a_target_of_the_plan_within_the_inspectorate_s_date_stands_and_is_the_original(cast):
    action = begin(cast, target_on=DUE)

    assert dates(action) == (DUE, DUE)
    assert list(DeadlineRequest.objects.all()) == []


def test_a_target_of_the_plan_beyond_the_inspectorate_s_date_is_put_to_the_dcc(cast):
    action = begin(cast, target_on=date(2015, 5, 12))

    request = action.deadline_requests.get()
    assert (request.new_on, request.because) == (date(2015, 5, 12), "plan")
    with pytest.raises(Refused, match="it is for the DCC to agree"):
        decide(request, by=cast.issue_owner)
    decide(request, by=cast.dcc)
    assert dates(action) == (date(2015, 5, 12), date(2015, 5, 12))


def test_the_issue_owner_agrees_a_date_up_to_the_inspectorate_s_and_the_dcc_one_beyond_it(cast):
    on_the_day, beyond = begin(cast), begin(cast)

    decide(ask(on_the_day, cast, DUE), by=cast.issue_owner)
    request = ask(beyond, cast, date(2015, 5, 12))
    with pytest.raises(Refused, match="The date is after the inspectorate’s"):
        decide(request, by=cast.issue_owner)
    decide(request, by=cast.dcc)

    assert (dates(on_the_day)[1], dates(beyond)[1]) == (DUE, date(2015, 5, 12))


def test_a_date_within_the_inspectorate_s_is_not_for_everybody_who_sees_the_request(cast):
    request = ask(begin(cast), cast, DUE)

    for person in (cast.coordinator, cast.staff_officer, cast.other_owner, cast.opcc):
        with pytest.raises(Refused, match=r"^This is for the issue owner or the DCC\.$"):
            decide(request, by=person)
    decide(request, by=cast.dcc)

    assert DeadlineDecision.objects.get().recorded_by == cast.dcc


def test_the_earliest_date_over_the_parts_of_ours_is_the_inspectorate_s(cast):
    drafts = [
        PartDraft(letter="a", text="Soon.", timescale="Within three months"),
        PartDraft(letter="b", text="Later.", timescale="Within six months"),
        PartDraft(letter="c", text="Others at once.", timescale="By 1 April 2015", ours=False),
    ]
    parts = RecommendationFactory(parts=drafts, issue_owner=cast.posts.issue_owner).parts.all()
    action = ActionFactory(parts=parts, owner=cast.posts.owner)

    decide(ask(action, cast, DUE), by=cast.issue_owner)
    with pytest.raises(Refused, match="after the inspectorate’s"):
        decide(ask(action, cast, date(2015, 5, 12), at=DECIDED), by=cast.issue_owner)


def test_where_the_inspectorate_set_no_date_a_change_is_for_the_dcc(cast):
    immediate = RecommendationFactory(
        parts=[PartDraft(text="See the child.", timescale="Immediately")], issue_owner=cast.posts.issue_owner
    )
    action = ActionFactory(parts=immediate.parts.all(), owner=cast.posts.owner)

    with pytest.raises(Refused, match="or there is none"):
        decide(ask(action, cast), by=cast.issue_owner)


def test_a_refused_date_changes_nothing_and_both_reasons_are_kept(cast):
    action = begin(cast, target_on=date(2015, 5, 8))
    request = ask(action, cast)

    decide(request, by=cast.issue_owner, agreed=False, reason="It can be done sooner.")

    assert dates(action) == (date(2015, 5, 8), date(2015, 5, 8))
    decision = DeadlineDecision.objects.get()
    assert (decision.request.reason, decision.reason) == ("The council reports in June.", "It can be done sooner.")
    assert (request.previous_on, request.new_on) == (date(2015, 5, 8), date(2015, 5, 10))
    assert list(differences()) == []


def test_a_request_that_waits_blocks_another_and_a_decided_one_does_not(cast):
    action = begin(cast)
    request = ask(action, cast)

    with pytest.raises(ValidationError, match="A date was asked for already"):
        ask(action, cast)
    decide(request, by=cast.issue_owner, agreed=False)
    ask(action, cast, at=DECIDED)

    assert action.deadline_requests.count() == 2


def test_a_date_is_decided_once_and_never_by_who_asked_or_owns_the_action(cast):
    action = begin(cast)
    request = ask(action, cast, by=cast.coordinator)

    with pytest.raises(Refused, match="You own this action"):
        decide(request, by=cast.owner)
    with pytest.raises(Refused, match="You asked for this date"):
        decide(request, by=cast.coordinator)
    decide(request, by=cast.issue_owner)
    with pytest.raises(Refused, match="This date has been decided"):
        decide(request, by=cast.dcc)


def test_a_date_asked_for_on_an_action_that_has_closed_is_not_decided(cast):
    action = begin(cast)
    request = ask(action, cast)
    withdraw(action, by=cast.dcc)

    with pytest.raises(Refused, match="The action is withdrawn"):
        decide(request, by=cast.deputy)


def test_a_date_in_the_past_is_taken_for_a_slip(cast):
    action = begin(cast)

    with pytest.raises(ValidationError, match="The date is in the past"):
        ask(action, cast, date(2015, 4, 30), at=ASKED)
    ask(action, cast, date(2015, 5, 1), at=ASKED)


def test_the_reason_for_a_date_is_not_copied_to_the_action_s_history(cast):
    action = begin(cast)
    decide(ask(action, cast), by=cast.issue_owner, reason="Names a partner.")

    assert action.history.first().history_change_reason == "Date agreed"


# Waiting on others, and looking back


def test_a_waiting_on_note_stops_no_clock_and_ends_with_its_reason(cast):
    action = begin(cast, target_on=DUE)
    note = actions.wait_on(
        action,
        body="Records project",
        review_on=date(2015, 6, 1),
        meanwhile="Sergeants check each case by hand.",
        by=cast.owner,
        at=ASKED,
    )
    assert (dates(action), action.status) == ((DUE, DUE), "in-progress")

    actions.stop_waiting(note, why="The project delivered.", by=cast.owner, at=DECIDED)

    with pytest.raises(ChangedMeanwhile):
        actions.keep_waiting(note, review_on=date(2015, 9, 1), by=cast.owner, at=DECIDED)
    assert WaitingOn.objects.get().ended_at == DECIDED
    assert note.history.first().history_change_reason == "The project delivered."


def test_a_follow_up_check_is_recorded_after_completion_by_those_it_is_theirs_to(cast):
    action = taken_to("complete", cast)
    check = checks.set_check(action, what="Repeat the audit", due_on=date(2016, 2, 10), by=cast.dcc, at=LATER)

    checks.record_check(check, done_on=date(2016, 2, 9), lasted=False, found="4 of 20.", by=cast.owner, at=LATER)
    with pytest.raises(Refused):
        checks.record_check(check, done_on=date(2016, 2, 9), lasted=True, found="", by=cast.dcc, at=LATER)

    check.refresh_from_db()
    assert (check.done_on, check.lasted, check.found) == (date(2016, 2, 9), False, "4 of 20.")


def test_only_the_coordinator_opens_actions(cast):
    with pytest.raises(Refused, match="This is for the inspection coordinator"):
        ActionFactory(parts=recommendation(cast).parts.all(), by=cast.dcc)

    assert list(Action.objects.all()) == []
    assert ActionFactory(parts=[], by=cast.coordinator, at=OPENED).pk
