"""Days counted and written as a force counts and writes them. Expected dates were worked out on a calendar by hand."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from safeguarding.lib.dates import (
    BankHolidaysUnknown,
    Precision,
    add_months,
    add_working_days,
    days_between,
    days_open,
    end_of_day,
    in_words,
    is_late,
    is_working_day,
    last_day_of_month,
    london_date,
    open_in_words,
    start_in_words,
)

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2015, 2, 11), 3, date(2015, 5, 11)),
        (date(2015, 2, 11), 6, date(2015, 8, 11)),
        (date(2015, 1, 31), 1, date(2015, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2014, 11, 30), 3, date(2015, 2, 28)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2015, 2, 28), 1, date(2015, 3, 28)),
        (date(2015, 12, 31), 6, date(2016, 6, 30)),
        (date(2015, 3, 31), -1, date(2015, 2, 28)),
        (date(2015, 11, 30), 1, date(2015, 12, 30)),
    ],
)
def test_months_are_counted_by_the_calendar_and_clipped_at_month_end(start, months, expected):
    assert add_months(start, months) == expected


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [(2015, 2, date(2015, 2, 28)), (2016, 2, date(2016, 2, 29)), (2015, 12, date(2015, 12, 31))],
)
def test_the_last_day_of_a_month_knows_leap_years(year, month, expected):
    assert last_day_of_month(year, month) == expected


@pytest.mark.parametrize(
    "holiday",
    [
        date(2015, 1, 1),
        date(2015, 4, 3),  # Good Friday
        date(2015, 4, 6),  # Easter Monday
        date(2015, 5, 4),
        date(2015, 5, 25),
        date(2015, 8, 31),
        date(2015, 12, 25),
        date(2015, 12, 28),  # Boxing Day fell on a Saturday
        date(2020, 5, 8),  # the early May holiday, moved to a Friday that year
        date(2022, 6, 3),  # Platinum Jubilee
    ],
)
def test_bank_holidays_of_england_and_wales_are_not_working_days(holiday):
    assert is_working_day(holiday) is False


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2015, 4, 2), True),
        (date(2015, 4, 4), False),  # Saturday
        (date(2015, 4, 5), False),  # Sunday
        (date(2015, 8, 3), True),  # a holiday in Scotland only
    ],
)
def test_weekends_are_not_working_days_and_scottish_holidays_are(day, working):
    assert is_working_day(day) is working


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2015, 2, 11), 70, date(2015, 5, 26)),  # past both Easter days, 4 May and 25 May
        (date(2015, 4, 2), 1, date(2015, 4, 7)),  # over Easter
        (date(2015, 12, 24), 1, date(2015, 12, 29)),
        (date(2015, 2, 14), 1, date(2015, 2, 16)),  # from a Saturday
    ],
)
def test_working_days_are_counted_from_the_day_after(start, days, expected):
    assert add_working_days(start, days) == expected


@pytest.mark.parametrize("start", [date(2011, 6, 1), date(2101, 6, 1)])
def test_working_days_are_refused_where_the_bank_holidays_are_not_known(start):
    with pytest.raises(BankHolidaysUnknown, match=f"The bank holidays of {start.year} are not known"):
        add_working_days(start, 1)


def test_something_asked_for_immediately_on_11_february_has_been_open_211_days_on_10_september():
    assert days_open(date(2015, 2, 11), date(2015, 9, 10)) == 211


def test_nothing_is_open_before_it_is_asked_for_nor_counted_when_that_day_is_not_known():
    assert days_open(date(2015, 2, 11), date(2015, 2, 10)) == 0
    assert days_open(None, date(2015, 9, 10)) is None


@pytest.mark.parametrize(
    ("on", "precision", "words"),
    [
        (date(2015, 2, 11), DAY, "open 211 days"),
        (date(2015, 9, 9), DAY, "open 1 day"),
        (date(2015, 7, 31), MONTH, "open since July 2015"),
        (date(2014, 12, 31), YEAR, "open since 2014"),
        (None, DAY, ""),
    ],
)
def test_days_are_counted_from_a_known_day_only(on, precision, words):
    assert open_in_words(on, date(2015, 9, 10), precision) == words


def test_days_between_are_negative_when_the_end_is_earlier():
    assert days_between(date(2015, 2, 11), date(2015, 2, 10)) == -1


@pytest.mark.parametrize(
    ("due_on", "today", "late"),
    [
        (date(2015, 4, 30), date(2015, 4, 29), False),
        (date(2015, 4, 30), date(2015, 4, 30), False),
        (date(2015, 4, 30), date(2015, 5, 1), True),
        (None, date(2015, 5, 1), False),
    ],
)
def test_late_begins_the_day_after_the_due_date(due_on, today, late):
    assert is_late(due_on, today) is late


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2015, 4, 30, 22, 59, tzinfo=UTC), date(2015, 4, 30)),
        (datetime(2015, 4, 30, 23, 30, tzinfo=UTC), date(2015, 5, 1)),  # summer time: half past midnight
        (datetime(2015, 1, 31, 23, 30, tzinfo=UTC), date(2015, 1, 31)),  # winter
        (datetime(2015, 4, 30, 2, 0, tzinfo=timezone(timedelta(hours=5))), date(2015, 4, 29)),
        (datetime(2015, 3, 29, 0, 59, tzinfo=UTC), date(2015, 3, 29)),  # a minute before the clocks go forward
    ],
)
def test_a_moment_has_its_date_in_london(moment, expected):
    assert london_date(moment) == expected


def test_an_action_due_on_30_april_is_late_at_half_past_eleven_that_night_by_utc():
    half_past_midnight_in_london = datetime(2015, 4, 30, 23, 30, tzinfo=UTC)
    assert is_late(date(2015, 4, 30), london_date(half_past_midnight_in_london)) is True


def test_a_moment_without_a_time_zone_has_no_date():
    with pytest.raises(ValueError, match="without a time zone"):
        london_date(datetime(2015, 4, 30, 23, 30))


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2015, 8, 7), datetime(2015, 8, 7, 22, 59, 59, 999999, tzinfo=UTC)),
        (date(2015, 2, 11), datetime(2015, 2, 11, 23, 59, 59, 999999, tzinfo=UTC)),
        (date(2015, 10, 25), datetime(2015, 10, 25, 23, 59, 59, 999999, tzinfo=UTC)),  # 25 hours long
    ],
)
def test_a_day_ends_at_londons_midnight(day, ends):
    assert end_of_day(day) == ends


@pytest.mark.parametrize(
    ("precision", "expected"), [(DAY, "3 July 2015"), (MONTH, "July 2015"), (YEAR, "2015"), ("month", "July 2015")]
)
def test_a_date_is_written_no_more_exactly_than_its_source(precision, expected):
    assert in_words(date(2015, 7, 3), precision) == expected


@pytest.mark.parametrize(
    ("on", "precision", "expected"),
    [
        (date(2015, 2, 11), DAY, "publication on 11 February 2015"),
        (date(2015, 7, 31), MONTH, "publication; only July 2015 is known, not the day"),
        (None, DAY, "publication; the day is not known"),
    ],
)
def test_a_rule_says_when_its_start_is_not_known(on, precision, expected):
    assert start_in_words("publication", on, precision) == expected
