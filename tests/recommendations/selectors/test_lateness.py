from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from recommendations.selectors.lateness import (
    LATE,
    STANDINGS,
    Late,
    Lateness,
    Soon,
    days_past,
    is_late_in,
    lateness,
    stands_at,
)
from recommendations.selectors.recommendations.list import recommendation_rows
from recommendations.selectors.register import visible_register
from recommendations.selectors.standings import Standings
from recommendations.workflow import Status
from tests.factories import ActionFactory, RecommendationFactory
from tests.moments import NOW, OPENED, PUBLISHED, london
from tests.recorded import change

TODAY = date(2015, 9, 10)


def action(target_on=None, original_target_on=None, status=Status.IN_PROGRESS):
    return SimpleNamespace(status=status, target_on=target_on, original_target_on=original_target_on or target_on)


def judged(row, *, due_on=None, asked_on=None, today=TODAY):
    return lateness(row, due_on=due_on, asked_on=asked_on, today=today)


@pytest.mark.parametrize(
    ("today", "late"), [(date(2015, 4, 29), False), (date(2015, 4, 30), False), (date(2015, 5, 1), True)]
)
def test_an_action_is_late_from_the_day_after_its_target(today, late):
    assert judged(action(date(2015, 4, 30)), today=today).current is late


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2015, 4, 30, 22, 59, tzinfo=UTC), False),  # 23:59 in London, where it is summer
        (datetime(2015, 4, 30, 23, 0, tzinfo=UTC), True),  # midnight in London
        (datetime(2015, 4, 30, 23, 30, tzinfo=UTC), True),
    ],
)
def test_the_day_after_begins_at_midnight_in_london(cast, moment, late):
    made = ActionFactory(owner=cast.posts.owner, target_on=date(2015, 4, 30))

    assert visible_register(cast.coordinator, now=moment).actions[made.number].lateness.current is late
    assert visible_register(cast.coordinator, now=NOW, as_at=moment).actions[made.number].lateness.current is late


def test_the_three_dates_are_three_figures():
    moved = action(target_on=date(2015, 12, 1), original_target_on=date(2015, 6, 30))

    stands = judged(moved, due_on=date(2015, 9, 9))

    assert (stands.current, stands.original, stands.inspectorate) == (False, True, True)
    assert stands.late == Late(1, "the inspectorate’s date")


def test_asked_for_immediately_counts_days_and_is_not_late():
    stands = judged(action(), asked_on=PUBLISHED)

    assert stands.immediate_days == 211
    assert (stands.current, stands.original, stands.inspectorate) == (False, False, False)


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        (action(date(2015, 9, 10)), "not-due"),
        (action(date(2015, 9, 9)), "overdue"),
        (action(date(2015, 12, 1), original_target_on=date(2015, 6, 30)), "revised"),
        (action(date(2015, 7, 31), original_target_on=date(2015, 6, 30)), "overdue"),
        (action(), "no-date"),
        (action(date(2015, 6, 30), status=Status.RECOMMENDED_COMPLETE), "overdue"),
    ],
)
def test_every_open_action_stands_in_one_of_four(row, standing):
    assert judged(row).standing == standing


@pytest.mark.parametrize("status", [Status.COMPLETE, Status.WITHDRAWN])
def test_what_is_closed_is_neither_late_nor_open(status):
    assert judged(action(date(2015, 4, 30), status=status), due_on=date(2015, 5, 11), asked_on=PUBLISHED) == Lateness()
    assert Lateness().standing == ""


def test_a_warning_is_told_on_its_very_day_and_of_what_is_closed_no_days_are_past():
    assert [Soon(days).within for days in (0, 7, 8, 30, 31, 60)] == [7, 7, 30, 30, 60, 60]
    past = action(date(2015, 9, 1), original_target_on=date(2015, 8, 1))
    assert days_past(past, date(2015, 9, 10), TODAY) == {"current": 9, "original": 40}
    assert days_past(action(date(2015, 9, 1), status=Status.COMPLETE), None, TODAY) == {}


def test_the_lists_ask_for_what_the_figures_say(cast):
    past, today, ahead = date(2015, 9, 9), date(2015, 9, 10), date(2015, 12, 1)
    by_dates = {"late": (past, past), "due": (today, today), "moved": (ahead, past), "early": (past, ahead), "none": ()}
    due_in_may = RecommendationFactory().parts.all()
    for text, dates in by_dates.items():
        made = ActionFactory(text=text, parts=due_in_may if text == "late" else [], owner=cast.posts.owner)
        if dates:
            change(made, target_on=dates[0], original_target_on=dates[1], by=cast.coordinator, at=OPENED)
    asked = Standings(cast.coordinator, now=NOW)

    def texts(condition):
        return set(asked.actions().filter(condition).values_list("action__text", flat=True))

    assert {way: texts(is_late_in(way, asked)) for way in LATE} == {
        "current": {"late", "early"},
        "original": {"late", "moved"},
        "inspectorate": {"late"},
    }
    assert {key: texts(stands_at(key, asked)) for key in STANDINGS} == {
        "not-due": {"due"},
        "revised": {"moved"},
        "overdue": {"late", "early"},
        "no-date": {"none"},
    }


@pytest.mark.parametrize(("ahead", "within"), [(61, None), (60, 60), (30, 30), (7, 7), (0, 7), (-1, None)])
def test_a_recommendation_says_sixty_thirty_and_seven_days_before_that_its_date_comes(cast, ahead, within):
    asked = RecommendationFactory()
    now = london(2015, 5, 11) - timedelta(days=ahead)  # the inspectorate's date is 11 May 2015
    standings = Standings(cast.dcc, now=now)

    (row,) = recommendation_rows(list(standings.recommendations().filter(recommendation=asked)), standings)

    assert (row.soon and row.soon.within) == within
