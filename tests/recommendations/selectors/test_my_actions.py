"""What lies on an owner's desk, and under which reason."""

from datetime import date

import pytest

from recommendations.selectors.my_actions import PAGE, SHOWN, my_actions
from recommendations.selectors.scrutiny.state_digest import state_digest
from recommendations.services import actions, progress, scrutiny
from recommendations.services.recommendations import PartDraft
from tests.factories import ActionFactory, InspectionFactory, RecommendationFactory
from tests.moments import NOW, london


@pytest.fixture
def part(cast):
    """A part of ours with no time limit, under a recommendation with an issue owner."""
    return RecommendationFactory(
        parts=[PartDraft(text="Keep records.")], issue_owner=cast.posts.issue_owner
    ).parts.get()


def action(cast, part, **details):
    return ActionFactory(parts=[part], **{"owner": cast.posts.owner} | details)


def groups(cast):
    return {group.key: [line.number for line in group.lines] for group in my_actions(cast.owner, now=NOW).groups}


def update(action, cast, at, **said):
    return progress.post_update(action, **{"done": "Work.", "assessment": "on-target"} | said, by=cast.owner, at=at)


# Each action once, under its most pressing reason


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        (date(2015, 9, 9), "late"),
        (date(2015, 9, 10), "soon"),
        (date(2015, 10, 10), "soon"),
        (date(2015, 10, 11), "rest"),
        (None, "rest"),
    ],
)
def test_an_action_is_late_from_the_day_after_and_due_soon_within_30_days(cast, part, target, reason):
    found = action(cast, part, target_on=target)
    assert groups(cast) == {reason: [found.number]}


def test_past_the_inspectorates_date_is_not_late_while_its_target_is_to_come(cast):
    part = RecommendationFactory().parts.get()
    found = action(cast, part, target_on=date(2016, 1, 31))
    assert groups(cast) == {"past": [found.number]}


def test_silent_since_the_last_scrutiny_until_the_next_update(cast, part):
    found = action(cast, part)
    update(found, cast, london(2015, 7, 1))
    scrutiny.ask(found, "What next?", by=cast.dcc, at=london(2015, 8, 7))
    assert groups(cast) == {"silent": [found.number]}
    update(found, cast, london(2015, 8, 8))
    assert groups(cast) == {"rest": [found.number]}


def test_a_question_of_the_opcc_is_no_scrutiny_by_the_dcc(cast):
    inspection = InspectionFactory(released_at=london(2015, 4, 2))
    part = RecommendationFactory(inspection=inspection, parts=[PartDraft(text="Keep records.")]).parts.get()
    found = action(cast, part)
    scrutiny.ask(found, "What next?", by=cast.opcc, at=london(2015, 8, 7))
    assert groups(cast) == {"rest": [found.number]}


def test_late_wins_over_silent_and_no_action_stands_twice(cast, part):
    late = action(cast, part, target_on=date(2015, 8, 31))
    other = action(cast, part)
    for found in (late, other):
        scrutiny.ask(found, "What next?", by=cast.dcc, at=london(2015, 8, 7))
    assert groups(cast) == {"late": [late.number], "silent": [other.number]}


def test_the_longest_late_comes_first(cast, part):
    second = action(cast, part, target_on=date(2015, 8, 31))
    first = action(cast, part, target_on=date(2015, 7, 31))
    assert groups(cast) == {"late": [first.number, second.number]}


def test_others_actions_are_not_on_it(cast, part):
    action(cast, part, owner=cast.posts.other_owner)
    assert groups(cast) == {}


# Late three ways, in words


def line(cast):
    (group,) = my_actions(cast.owner, now=NOW).groups
    (found,) = group.lines
    return found


def test_late_three_ways_is_said_in_words(cast):
    part = RecommendationFactory(issue_owner=cast.posts.issue_owner).parts.get()
    found = action(cast, part, target_on=date(2015, 4, 30))
    asked = actions.request_deadline(
        found, date(2015, 5, 8), because="it", reason="Later.", by=cast.owner, at=london(2015, 4, 10)
    )
    actions.decide_deadline(asked, agreed=True, reason="Fine.", by=cast.issue_owner, at=london(2015, 4, 11))
    assert line(cast).late_words == [
        "125 days late",
        "122 days past the inspectorate’s date, 11 May 2015",
        "133 days past its first target, 30 April 2015",
    ]


def test_a_day_late_is_one_day(cast, part):
    action(cast, part, target_on=date(2015, 9, 9))
    assert line(cast).late_words == ["1 day late"]


def test_asked_for_immediately_is_a_figure_of_its_own(cast):
    part = RecommendationFactory(parts=[PartDraft(text="Now.", timescale="Immediately")]).parts.get()
    action(cast, part)
    found = line(cast)
    assert found.immediate_words == "asked for immediately, open 211 days"
    assert found.late_words == []


def test_on_target_though_late_is_flagged(cast, part):
    found = action(cast, part, target_on=date(2015, 8, 31))
    update(found, cast, london(2015, 8, 1), assessment="on-target")
    assert line(cast).conflict is True
    progress.post_update(found, no_change_because="Leave.", by=cast.owner, at=london(2015, 8, 2))
    assert line(cast).conflict is True  # nobody has said otherwise
    update(found, cast, london(2015, 8, 3), assessment="at-risk")
    assert line(cast).conflict is False


def test_its_parts_are_named_by_reference_and_inspection(cast):
    inspection = InspectionFactory(title="National inspection")
    parts = [PartDraft(text="One.", letter="a"), PartDraft(text="Two.", letter="b")]
    recommendation = RecommendationFactory(inspection=inspection, reference="3", parts=parts)
    ActionFactory(parts=recommendation.parts.all(), owner=cast.posts.owner)
    assert line(cast).covers == "Recommendation 3a and 3b, National inspection"


# Questions, waits, the DCC, checks


def test_questions_to_me_come_by_the_date_to_answer_by_until_answered(cast, part):
    mine, others = action(cast, part), action(cast, part, owner=cast.posts.other_owner)
    open_ended = scrutiny.ask(mine, "Later?", by=cast.dcc, at=london(2015, 8, 7))
    by_date = scrutiny.ask(mine, "First?", answer_by=date(2015, 9, 20), by=cast.dcc, at=london(2015, 8, 8))
    scrutiny.ask(others, "Not mine?", by=cast.dcc, at=london(2015, 8, 7))
    assert my_actions(cast.owner, now=NOW).questions == [by_date, open_ended]
    scrutiny.answer(by_date, "Yes.", by=cast.owner, at=london(2015, 9, 1))
    assert my_actions(cast.owner, now=NOW).questions == [open_ended]


def test_a_question_on_an_action_nobody_owns_goes_to_the_issue_owner(cast, part):
    question = scrutiny.ask(action(cast, part, owner=None), "Who does this?", by=cast.dcc, at=london(2015, 8, 7))
    assert my_actions(cast.issue_owner, now=NOW).questions == [question]


def test_what_waits_on_others_is_listed_until_it_ends(cast, part):
    note = actions.wait_on(
        action(cast, part),
        body="Project",
        review_on=date(2015, 9, 1),
        meanwhile="Checks.",
        by=cast.owner,
        at=london(2015, 6, 1),
    )
    assert my_actions(cast.owner, now=NOW).waits == [note]
    actions.stop_waiting(note, by=cast.owner, at=london(2015, 9, 2))
    assert my_actions(cast.owner, now=NOW).waits == []


def test_what_is_with_the_dcc_says_since_when_and_is_in_no_group(cast, part):
    found = action(cast, part, target_on=date(2015, 8, 31))
    update(found, cast, london(2015, 8, 1), recommends_complete=True, shown="tested")
    update(found, cast, london(2015, 8, 5))
    shown = my_actions(cast.owner, now=NOW)
    assert [(line.number, line.recommended.recorded_at) for line in shown.with_dcc] == [
        (found.number, london(2015, 8, 1))
    ]
    assert shown.groups == []


def test_a_part_with_the_dcc_is_named_while_the_action_goes_on(cast):
    parts = [PartDraft(text="One.", letter="a"), PartDraft(text="Two.", letter="b")]
    first, second = RecommendationFactory(parts=parts).parts.all()
    found = ActionFactory(parts=[first, second], owner=cast.posts.owner)
    update(found, cast, london(2015, 8, 1), part=second, recommends_complete=True, shown="tested")
    assert line(cast).with_dcc == [second]


def test_follow_up_checks_wait_for_completion(cast, part):
    found = action(cast, part)
    said = {"recommends_complete": True, "shown": "not-tested", "check_on": date(2016, 3, 1)}
    update(found, cast, london(2015, 8, 1), **said)
    assert my_actions(cast.owner, now=NOW).checks == []
    scrutiny.support(found, reason="Seen.", digest=state_digest(found), by=cast.dcc, at=london(2015, 8, 7))
    assert [check.due_on for check in my_actions(cast.owner, now=NOW).checks] == [date(2016, 3, 1)]


# Issue owners


def test_an_issue_owner_sees_the_actions_of_others_under_their_recommendations(cast, part):
    found = action(cast, part)
    shown = my_actions(cast.issue_owner, now=NOW)
    assert [(line.number, line.holder) for line in shown.under_me] == [(found.number, "Olive Owner")]
    assert shown.groups == []


def test_a_date_within_the_inspectorates_is_for_the_issue_owner_and_one_beyond_is_not(cast):
    part = RecommendationFactory(issue_owner=cast.posts.issue_owner).parts.get()
    within, beyond = action(cast, part), action(cast, part)
    for found, on in ((within, date(2015, 5, 11)), (beyond, date(2015, 5, 12))):
        actions.request_deadline(found, on, because="it", reason="Later.", by=cast.owner, at=london(2015, 4, 10))
    assert [line.number for line in my_actions(cast.issue_owner, now=NOW).to_decide] == [within.number]


def test_who_holds_no_post_has_no_desk(cast):
    assert my_actions(cast.coordinator, now=NOW).holds_post is False


# The first of each section, and where they all are


def test_the_sixth_action_is_counted_and_stands_with_all_the_others_by_themselves(cast, part):
    numbers = [action(cast, part, target_on=date(2015, 8, 1)).number for _ in range(SHOWN + 1)]
    (late,) = my_actions(cast.owner, now=NOW).groups
    assert ([line.number for line in late.lines], late.lines.total, late.lines.more) == (numbers[:SHOWN], 6, 1)
    shown = my_actions(cast.owner, now=NOW, only="late")
    assert [line.number for line in shown.groups[0].lines] == numbers
    assert shown.headline == "6 actions late"


def test_a_section_by_itself_is_read_a_page_at_a_time(cast, part):
    numbers = [action(cast, part).number for _ in range(PAGE + 1)]
    lines = my_actions(cast.owner, now=NOW, only="rest", page=2).groups[0].lines
    assert ([line.number for line in lines], lines.total) == (numbers[PAGE:], PAGE + 1)


def test_a_section_that_does_not_exist_is_the_whole_page(cast, part):
    found = action(cast, part)
    shown = my_actions(cast.owner, now=NOW, only="nonsense")
    assert (shown.only, [line.number for line in shown.groups[0].lines]) == ("", [found.number])


def test_dates_to_decide_are_counted_beyond_those_shown(cast):
    part = RecommendationFactory(issue_owner=cast.posts.issue_owner).parts.get()
    for _ in range(SHOWN + 1):
        actions.request_deadline(
            action(cast, part), date(2015, 5, 1), because="it", reason="Later.", by=cast.owner, at=london(2015, 4, 10)
        )
    shown = my_actions(cast.issue_owner, now=NOW)
    assert (len(shown.to_decide), shown.to_decide.total) == (SHOWN, SHOWN + 1)
    alone = my_actions(cast.issue_owner, now=NOW, only="to-decide")
    assert (len(alone.to_decide), alone.headline) == (SHOWN + 1, "6 dates to decide")
