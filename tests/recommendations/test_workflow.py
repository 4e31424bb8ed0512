"""What parts and recommendations become by their actions and responses (domain.md, The life of an action, and of a part)."""

import pytest

from recommendations.workflow import (
    MOVES,
    SEVERITY,
    WAIVABLE,
    Gap,
    Ledgers,
    PartState,
    Status,
    blocks,
    ledgers_of_recommendation,
    part_state,
    recommendation_state,
)

AWAITING = (Status.AWAITING_ALLOCATION, False, False)
WORKING = (Status.IN_PROGRESS, False, False)
RECOMMENDED = (Status.RECOMMENDED_COMPLETE, False, True)
RECOMMENDED_HERE = (Status.IN_PROGRESS, False, True)  # this part alone
SUPPORTED_HERE = (Status.IN_PROGRESS, True, True)
COMPLETE = (Status.COMPLETE, True, True)
COMPLETE_OF_OLD = (Status.COMPLETE, False, False)  # covered since


def state(*coverings, response=None, ours=True, asks=True):
    return part_state(ours=ours, asks=asks, response=response, coverings=coverings).value


@pytest.mark.parametrize(
    ("coverings", "expected"),
    [
        ([], "no-action"),
        ([AWAITING], "awaiting-allocation"),
        ([WORKING], "in-progress"),
        ([RECOMMENDED], "for-decision"),
        ([RECOMMENDED_HERE], "for-decision"),
        ([SUPPORTED_HERE], "complete"),
        ([COMPLETE], "complete"),
        ([COMPLETE_OF_OLD], "complete"),
        ([COMPLETE, COMPLETE], "complete"),
        ([COMPLETE, RECOMMENDED], "for-decision"),
        ([SUPPORTED_HERE, RECOMMENDED_HERE], "for-decision"),
        ([RECOMMENDED, WORKING], "in-progress"),
        ([WORKING, COMPLETE], "in-progress"),
        ([COMPLETE, WORKING, AWAITING], "awaiting-allocation"),
    ],
)
def test_a_part_of_ours_is_as_far_as_the_least_advanced_action_that_covers_it(coverings, expected):
    assert state(*coverings) == expected
    assert state(*coverings, response="action-plan") == expected


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (None, "no-action"),
        ("action-plan", "no-action"),
        ("position", "position"),
        ("answered-under", "answered-under"),
        ("awaiting-direction", "awaiting-direction"),
        ("another-body", "ended"),
        ("in-place", "ended"),
        ("not-applicable", "ended"),
        ("not-accepted", "ended"),
        ("superseded", "ended"),
    ],
)
def test_a_part_that_no_action_covers_is_what_the_force_says_to_it(response, expected):
    assert state(response=response) == expected


@pytest.mark.parametrize("response", ["position", "answered-under", "awaiting-direction"])
def test_a_response_that_ends_nothing_gives_way_to_the_actions(response):
    assert state(WORKING, response=response) == "in-progress"
    assert state(COMPLETE, response=response) == "complete"


def test_an_agreed_response_that_ends_work_closes_the_part_whatever_its_actions_do():
    assert state(WORKING, response="superseded") == "ended"


def test_a_response_that_ends_work_shows_as_proposed_until_the_dcc_agrees_it():
    proposed = {"ours": True, "asks": True, "response": None, "proposed": True}
    assert part_state(**proposed, coverings=[]).value == "response-proposed"
    assert part_state(**proposed, coverings=[WORKING]).value == "in-progress"


def test_parts_of_others_are_counted_apart_and_a_strength_asks_for_nothing():
    assert state(ours=False) == "others"
    assert state(WORKING, ours=False, response="not-accepted") == "others"
    assert state(asks=False) == "nothing-asked"
    assert state(asks=False, ours=False) == "nothing-asked"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["complete"], "complete"),
        (["complete", "in-progress"], "in-progress"),
        (["in-progress", "no-action"], "no-action"),
        (["for-decision", "complete", "ended"], "for-decision"),
        (["ended", "complete"], "ended"),
        (["complete", "others"], "complete"),
        (["no-action", "others"], "no-action"),
        (["others", "others"], "others"),
        (["nothing-asked"], "nothing-asked"),
        (["position", "awaiting-direction"], "awaiting-direction"),
    ],
)
def test_a_recommendation_is_what_its_parts_are_worst_first_and_parts_of_others_only_where_all_are(parts, expected):
    assert recommendation_state([PartState(part) for part in parts]).value == expected


def test_the_states_stand_from_the_worst_to_the_best():
    assert [each.value for each in SEVERITY] == [
        "no-action",
        "awaiting-allocation",
        "in-progress",
        "awaiting-direction",
        "response-proposed",
        "position",
        "answered-under",
        "for-decision",
        "ended",
        "complete",
        "nothing-asked",
        "others",
    ]


@pytest.mark.parametrize(
    ("about", "others", "expected"),
    [
        ("a", True, True),
        ("b", True, False),
        (None, True, True),  # about the whole
        ("b", False, True),  # for the last part, which completes the action
    ],
)
def test_a_question_blocks_the_part_it_is_about_and_the_last_part_waits_for_every_question(about, others, expected):
    assert blocks(about, "a", others=others) == expected


def test_to_the_inspectorate_a_recommendation_is_what_its_worst_part_is():
    assert ledgers_of_recommendation([Ledgers.NONE, Ledgers.STILL_OPEN]) == Ledgers.STILL_OPEN
    assert ledgers_of_recommendation([Ledgers.VERIFIED, Ledgers.NONE]) == Ledgers.NONE


def test_a_gap_that_may_leave_a_child_at_risk_is_severe_and_a_slip_of_the_pen_is_lesser():
    assert [gap.severity for gap in (Gap.NO_ACTION, Gap.MILESTONE_NOT_MET, Gap.NO_DATE)] == [
        "severe",
        "severe",
        "lesser",
    ]


def test_the_life_of_an_action_leads_where_it_is_written():
    led = {
        (source.value, target.value)
        for move in MOVES.values()
        for target in (move.target, move.unowned)
        if target
        for source in move.sources
    }

    assert led == {
        ("awaiting-allocation", "in-progress"),
        ("in-progress", "recommended-complete"),
        ("recommended-complete", "complete"),
        ("recommended-complete", "in-progress"),
        ("complete", "in-progress"),
        ("awaiting-allocation", "withdrawn"),
        ("in-progress", "withdrawn"),
        ("recommended-complete", "withdrawn"),
        ("withdrawn", "in-progress"),
        ("withdrawn", "awaiting-allocation"),  # of nobody
        ("in-progress", "awaiting-allocation"),  # what an import allocated, undone with it
    }


def test_only_the_force_says_complete_and_the_words_say_so():
    assert Status.COMPLETE.label == PartState.COMPLETE.label == "Complete (force)"


def test_the_severe_gaps_come_first_and_each_but_a_milestone_not_met_can_be_waived():
    severe = list(Gap)[: list(Gap).index(Gap.NO_RETURN)]
    assert [gap for gap in Gap if gap.severe] == severe
    assert [*WAIVABLE, Gap.MILESTONE_NOT_MET] == severe
