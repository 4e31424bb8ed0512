"""Days counted and read as a force counts and writes them. Expected dates were worked out on a calendar by hand."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.dates import (
    BankHolidaysUnknown,
    Precision,
    ReadDate,
    add_months,
    add_working_days,
    dates_within,
    days_between,
    days_open,
    end_of_day,
    in_words,
    is_late,
    is_month_first,
    is_working_day,
    last_day_of_month,
    london_date,
    parse_british,
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


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("30/04/2015", date(2015, 4, 30), DAY),
        ("by 30/04/2015", date(2015, 4, 30), DAY),
        ("By 30/04/2015", date(2015, 4, 30), DAY),
        ("4/5/2015", date(2015, 5, 4), DAY),  # day first
        ("30.4.15", date(2015, 4, 30), DAY),
        ("30-04-2015", date(2015, 4, 30), DAY),
        ("30 April 2015", date(2015, 4, 30), DAY),
        ("30th April 2015", date(2015, 4, 30), DAY),
        ("by the 1st of May 2015", date(2015, 5, 1), DAY),
        ("30 Apr 2015", date(2015, 4, 30), DAY),
        ("17 Sept. 2015", date(2015, 9, 17), DAY),
        ("30-Apr-15", date(2015, 4, 30), DAY),
        ("30 APRIL, 2015", date(2015, 4, 30), DAY),
        ("30/04/2015.", date(2015, 4, 30), DAY),
        ("Thursday 30 April 2015", date(2015, 4, 30), DAY),
        ("Thurs 30/04/2015", date(2015, 4, 30), DAY),
        ("2015-04-30", date(2015, 4, 30), DAY),
        ("2015-04-30 00:00:00", date(2015, 4, 30), DAY),
        ("29/02/2016", date(2016, 2, 29), DAY),
        ("  30\u00a0April\n2015 ", date(2015, 4, 30), DAY),
        ("18.5.23", date(2023, 5, 18), DAY),
        ("18/5/23", date(2023, 5, 18), DAY),
        ("18-May-23", date(2023, 5, 18), DAY),
        ("18/May/2023", date(2023, 5, 18), DAY),
        ("18th May, 2023", date(2023, 5, 18), DAY),
        ("May 18th, 2023", date(2023, 5, 18), DAY),
        ("2023/05/18", date(2023, 5, 18), DAY),
        ("2023-05-18T14:30:00", date(2023, 5, 18), DAY),
        ("18/05/2023 00:00", date(2023, 5, 18), DAY),
        ("due by 18/05/2023", date(2023, 5, 18), DAY),
        ("Due: 18/05/2023", date(2023, 5, 18), DAY),
        ("no later than 18 May 2023", date(2023, 5, 18), DAY),
        ("end of May 2023", date(2023, 5, 31), MONTH),
        ("May 2016", date(2016, 5, 31), MONTH),
        ("By May 2016", date(2016, 5, 31), MONTH),
        ("by the end of February 2016", date(2016, 2, 29), MONTH),
        ("04/2015", date(2015, 4, 30), MONTH),
        ("end of 2016", date(2016, 12, 31), YEAR),
    ],
)
def test_a_certain_date_is_read(text, on, precision):
    assert parse_british(text) == ReadDate(text, on, precision)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/02/2015", "31/02/2015 is not a real date"),
        ("by 31/02/2015", "31/02/2015 is not a real date"),
        ("29 February 2015", "29 February 2015 is not a real date"),
        ("04/30/2015", "04/30/2015 is not a real date"),
        ("13/2015", "13/2015 is not a real date"),
        ("00/2015", "00/2015 is not a real date"),
        ("30/04/2105", "30/04/2105: the year 2105 is not likely"),
        ("Friday 30 April 2015", "Friday 30 April 2015: that day is a Thursday"),
        ("17th Sept", "“17th Sept” gives no year"),
        ("30/04", "“30/04” gives no year"),
        ("w/c 23 November 2015", "“w/c 23 November 2015” names a week, not a day"),
        ("w/e from 5 June 2015", "“w/e from 5 June 2015” names a week, not a day"),
        ("wc 3 April 2023", "“wc 3 April 2023” names a week, not a day"),
        ("Q3 2023/24", "“Q3 2023/24” names a quarter, not a day"),
        ("end of the second quarter", "“end of the second quarter” names a quarter, not a day"),
        ("Spring 2024", "“Spring 2024” names a season, not a day"),
        ("mid May", "“mid May” names part of a month, not a day"),
        ("early June 2023", "“early June 2023” names part of a month, not a day"),
        ("2023/24", "“2023/24” names two years, not a day"),
        ("2023-04", "“2023-04” is not one certain date"),
        ("May 23", "“May 23” is not one certain date"),
        ("45064", "“45064” is not one certain date"),
        ("asap", "“asap” names no date"),
        ("30/04/2015 revised to 31/07/2015", "“30/04/2015 revised to 31/07/2015” is not one certain date"),
        ("2 or 3 May 2015", "“2 or 3 May 2015” is not one certain date"),
        ("30/04/2015 31/05/2015", "“30/04/2015 31/05/2015” is not one certain date"),
        ("30/04/2015 and 31/05/2015", "“30/04/2015 and 31/05/2015” is not one certain date"),
        ("30/04/2015 (draft only)", "“30/04/2015 (draft only)” is not one certain date"),
        ("before 30 April 2015", "“before 30 April 2015” is not one certain date"),
        ("30/04-2015", "“30/04-2015” is not one certain date"),
        ("Sept'15", "“Sept'15” is not one certain date"),
        ("Sept 15", "“Sept 15” is not one certain date"),
        ("2016", "“2016” is not one certain date"),
        ("by 2016", "“by 2016” is not one certain date"),
        ("42124", "“42124” is not one certain date"),
        ("ongoing", "“ongoing” names no date"),
        ("TBC", "“TBC” names no date"),
        ("as per records project board", "“as per records project board” names no date"),
        ("\uff13\uff10/04/2015", "“\uff13\uff10/04/2015” uses digits other than 0 to 9"),
        ("٣٠/٠٤/٢٠١٥", "“٣٠/٠٤/٢٠١٥” uses digits other than 0 to 9"),
    ],
)
def test_what_is_not_certain_is_not_read_and_the_reason_is_given(text, problem):
    assert parse_british(text) == ReadDate(text, None, DAY, problem)


@pytest.mark.parametrize(("text", "raw"), [("", ""), (None, ""), ("  ", "  "), ("n/a", "n/a"), ("N/A.", "N/A.")])
def test_a_blank_and_not_applicable_state_no_date_and_are_no_problem(text, raw):
    assert parse_british(text) == ReadDate(raw, None, DAY, "")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("30/04/2015 revised to 31/07/2015", ("30/04/2015", "31/07/2015")),
        ("1st May 2015, then end of July 2015", ("1st May 2015", "July 2015")),
        ("ongoing since May", ()),
    ],
)
def test_the_dates_inside_running_words_are_found(text, dates):
    assert dates_within(text) == dates


@pytest.mark.parametrize(
    ("text", "first"),
    [("04/30/2015", True), ("30/04/2015", False), ("4/5/15", None), ("5/5/15", False), ("May", False)],
)
def test_the_order_of_a_date_in_figures_is_known_only_where_one_of_them_is_no_month(text, first):
    assert is_month_first(text) is first


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_date_is_read_back_as_written(day):
    assert parse_british(in_words(day)).on == day
    assert parse_british(f"{day:%d/%m/%y}").on == day


@given(st.text())
def test_no_text_makes_the_reader_fall_over_and_every_text_is_kept(text):
    assert parse_british(text).raw == text
