"""Questions, and decisions that belong to the exact state that was seen."""

import pytest
from django.core.exceptions import ValidationError

from recommendations.models import Decision, Question
from recommendations.permissions import Refused
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.selectors.undecided import undecided
from recommendations.services import progress, scrutiny
from recommendations.services.recommendation_corrections import withdraw_recommendation
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import london
from tests.recorded import write
from tests.walk import (
    DECIDED,
    LATER,
    SCRUTINISED,
    begin,
    handed_over,
    part,
    recommend,
    recommendation,
    reopen,
    reopen_withdrawn,
    send_back,
    stands,
    support,
    withdraw,
)


@pytest.fixture
def action(cast):
    """Recommended complete as a whole; it covers parts a and b."""
    action = begin(cast, "a", "b")
    recommend(action, by=cast.owner)
    return action


RECOMMENDED, SUPPORTED, OPEN = (True, False), (True, True), (False, False)


# Decisions on the whole and on parts


def test_supporting_the_whole_completes_every_part(action, cast):
    decision = support(action, by=cast.dcc)

    assert stands(action) == ("complete", {"a": SUPPORTED, "b": SUPPORTED})
    assert (decision.outcome, decision.recorded_by, decision.decided_on.isoformat()) == (
        "supports",
        cast.dcc,
        "2015-08-10",
    )


def test_supporting_part_by_part_completes_the_action_with_the_last(action, cast):
    support(action, part=part(action, "a"), by=cast.dcc)
    assert stands(action) == ("recommended-complete", {"a": SUPPORTED, "b": RECOMMENDED})

    support(action, part=part(action, "b"), by=cast.dcc, at=LATER)
    assert stands(action) == ("complete", {"a": SUPPORTED, "b": SUPPORTED})


def test_sending_one_part_back_returns_the_action_and_keeps_the_parts_supported(action, cast):
    support(action, part=part(action, "a"), by=cast.dcc)

    send_back(action, part=part(action, "b"), by=cast.dcc, at=LATER)

    assert stands(action) == ("in-progress", {"a": SUPPORTED, "b": OPEN})


def test_sending_the_whole_back_keeps_the_parts_supported(action, cast):
    support(action, part=part(action, "a"), by=cast.dcc)

    send_back(action, by=cast.dcc, at=LATER)

    assert stands(action) == ("in-progress", {"a": SUPPORTED, "b": OPEN})


def test_what_was_sent_back_is_recommended_again_and_supported(action, cast):
    support(action, part=part(action, "a"), by=cast.dcc)
    send_back(action, part=part(action, "b"), by=cast.dcc)

    recommend(action, by=cast.owner, at=london(2015, 8, 15))
    assert stands(action) == ("recommended-complete", {"a": SUPPORTED, "b": RECOMMENDED})
    support(action, by=cast.dcc, at=LATER)

    assert stands(action) == ("complete", {"a": SUPPORTED, "b": SUPPORTED})


def test_a_part_already_supported_is_neither_supported_again_nor_sent_back(action, cast):
    support(action, part=part(action, "a"), by=cast.dcc)

    for decide in (support, send_back):
        with pytest.raises(Refused, match=r"^Part a of the action is complete \(force\)\.$"):
            decide(action, part=part(action, "a"), by=cast.dcc, at=LATER)


def test_reopening_takes_everything_back(action, cast):
    support(action, by=cast.dcc)

    reopen(action, by=cast.dcc)

    assert stands(action) == ("in-progress", {"a": OPEN, "b": OPEN})


def test_reopening_one_part_leaves_the_other_supported(action, cast):
    support(action, by=cast.dcc)

    reopen(action, part=part(action, "b"), by=cast.dcc)

    assert stands(action) == ("in-progress", {"a": SUPPORTED, "b": OPEN})
    recommend(action, by=cast.owner, at=LATER)
    support(action, by=cast.dcc, at=LATER)
    assert stands(action)[0] == "complete"


def test_a_supported_part_is_reopened_while_the_other_waits_for_its_decision(action, cast):
    support(action, part=part(action, "a"), by=cast.dcc)

    reopen(action, part=part(action, "a"), by=cast.dcc)

    assert stands(action) == ("in-progress", {"a": OPEN, "b": RECOMMENDED})


def test_withdrawing_ends_the_action_with_a_reason(action, cast):
    decision = withdraw(action, by=cast.dcc)

    assert stands(action)[0] == "withdrawn"
    assert (decision.outcome, decision.reason) == ("withdraws", "Another action does it.")


def test_a_withdrawn_action_is_reopened_as_a_whole_with_nothing_of_it_decided(action, cast):
    support(action, part=part(action, "a"), by=cast.dcc)
    withdraw(action, by=cast.dcc)

    decision = reopen_withdrawn(action, by=cast.deputy)

    assert stands(action) == ("in-progress", {"a": OPEN, "b": OPEN})
    assert (decision.outcome, decision.reason) == ("reopens", "Nothing else does it after all.")
    assert [row.status for row in action.history.all()[:2]] == ["in-progress", "withdrawn"]


def test_a_withdrawn_action_that_nobody_owns_is_reopened_to_be_allocated(cast):
    action = ActionFactory(parts=[])
    withdraw(action, by=cast.dcc)

    reopen_withdrawn(action, by=cast.dcc)

    assert stands(action)[0] == "awaiting-allocation"


def test_a_withdrawn_action_that_is_open_again_without_a_decision_is_found(cast):
    action = begin(cast)
    withdraw(action, by=cast.dcc)
    assert list(undecided()) == []
    action.refresh_from_db()
    action.status, action.guarded = "in-progress", ()
    write(action, by=cast.dcc, at=LATER)

    assert [found.words.partition(" by row")[0] for found in undecided()] == [f"Action {action.pk} is In progress"]


def test_what_all_of_it_answered_has_been_withdrawn_too_is_not_reopened(cast):
    action = begin(cast)
    withdraw(action, by=cast.dcc)
    of, by = action.coverages.get().part.recommendation, {"by": cast.coordinator, "at": DECIDED}
    withdraw_recommendation(of, why="Entered twice.", **by)

    with pytest.raises(Refused, match="All that it answered was withdrawn"):
        reopen_withdrawn(action, by=cast.dcc)


@pytest.mark.parametrize("decide", [send_back, withdraw])
def test_a_decision_against_says_why_or_nothing_is_written(decide, action, cast):
    with pytest.raises(ValidationError, match="Say why"):
        decide(action, reason="", by=cast.dcc)

    assert stands(action)[0] == "recommended-complete"
    assert list(Decision.objects.all()) == []


def test_a_part_that_the_action_does_not_cover_is_not_decided_on(action, cast):
    foreign = part(begin(cast, "c"), "c")

    with pytest.raises(ValidationError, match="This action does not answer that part"):
        support(action, part=foreign, by=cast.dcc)
    with pytest.raises(ValidationError, match="This action does not answer that part"):
        scrutiny.ask(action, "And this?", part=foreign, by=cast.dcc, at=DECIDED)

    assert list(Decision.objects.all()) == []
    assert list(Question.objects.all()) == []


def test_a_decision_may_have_been_said_before_the_day_it_is_recorded(action, cast):
    decision = support(action, decided_on=london(2015, 8, 7).date(), by=cast.dcc, at=DECIDED)

    assert (decision.decided_on.isoformat(), decision.recorded_at) == ("2015-08-07", DECIDED)


def test_the_reason_of_a_decision_stays_in_its_record_and_is_not_copied_to_the_history(action, cast):
    send_back(action, by=cast.dcc, reason="Names a person.")

    assert action.history.first().history_change_reason == "Sends back"


# The exact state that was seen


def more_evidence(action, cast):
    draft = progress.EvidenceDraft(title="Second audit", held_elsewhere="Audit system, ref 2")
    progress.post_update(action, done="Audited again.", evidence=[draft], by=cast.owner, at=SCRUTINISED)


def another_question(action, cast):
    scrutiny.ask(action, "Who checks?", by=cast.opcc, at=SCRUTINISED)


def another_owner(action, cast):
    handed_over(action, cast.posts.other_owner, by=cast.coordinator, at=SCRUTINISED)


@pytest.mark.parametrize("something_new", [more_evidence, another_question, another_owner])
@pytest.mark.parametrize("decide", [scrutiny.support, scrutiny.send_back, scrutiny.withdraw])
def test_what_came_after_the_page_was_opened_stops_the_decision(decide, something_new, action, cast):
    before = state_digest(action)
    something_new(action, cast)

    with pytest.raises(scrutiny.MovedOn, match="Something new was added"):
        decide(action, reason="As I saw it.", digest=before, by=cast.dcc, at=DECIDED)

    assert stands(action) == ("recommended-complete", {"a": RECOMMENDED, "b": RECOMMENDED})
    assert list(Decision.objects.all()) == []


def test_an_answer_that_came_after_the_page_was_opened_stops_the_decision_made_despite_the_question(action, cast):
    question = scrutiny.ask(action, "Who checks?", by=cast.dcc, at=SCRUTINISED)
    before = state_digest(action)
    scrutiny.answer(question, "Nobody does.", by=cast.owner, at=london(2015, 8, 8))

    with pytest.raises(scrutiny.MovedOn):
        scrutiny.support(action, despite="It can wait.", digest=before, by=cast.dcc, at=DECIDED)

    assert list(Decision.objects.all()) == []
    assert not hasattr(Question.objects.get(), "settlement")


def test_a_decision_keeps_what_was_seen_and_the_update_it_was_made_on(action, cast):
    before = state_digest(action)

    decision = scrutiny.support(action, reason="Seen.", digest=before, by=cast.dcc, at=DECIDED)

    assert (decision.digest, decision.update) == (before, action.updates.get())


def test_a_decision_on_a_part_keeps_who_held_the_issue_of_that_part(cast):
    theirs = RecommendationFactory(issue_owner=cast.posts.other_owner).parts.get()
    action = ActionFactory(parts=[theirs, *recommendation(cast, "a").parts.all()], owner=cast.posts.owner)
    recommend(action, by=cast.owner)

    assert support(action, part=part(action, "a"), by=cast.dcc).issue_held_by == cast.issue_owner


def test_the_second_of_two_who_saw_the_same_page_decides_nothing(action, cast):
    before = state_digest(action)
    scrutiny.support(action, reason="Seen.", digest=before, by=cast.dcc, at=DECIDED)

    with pytest.raises(Refused, match=r"The action is complete \(force\)"):
        scrutiny.support(action, reason="Seen.", digest=before, by=cast.deputy, at=DECIDED)

    assert Decision.objects.get().recorded_by == cast.dcc
