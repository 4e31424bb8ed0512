"""Dates read as British staff write them, only where they are certain; what is not certain says why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.dates import Precision, ReadDate, dates_within, in_words, is_month_first, parse_british

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


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
        ("18/May/23 12:00 AM", date(2023, 5, 18), DAY),
        ("2015-06-30T12:00:00.000Z", date(2015, 6, 30), DAY),
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
        ("30/04/1915", "30/04/1915: the year 1915 is not likely"),
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
        ("asap", "“asap” is not a date"),
        ("30/04/2015 revised to 31/07/2015", "“30/04/2015 revised to 31/07/2015” is not one certain date"),
        ("2 or 3 May 2015", "“2 or 3 May 2015” is not one certain date"),
        ("30/04/2015 31/05/2015", "“30/04/2015 31/05/2015” is not one certain date"),
        ("30/04/2015 and 31/05/2015", "“30/04/2015 and 31/05/2015” is not one certain date"),
        ("30/04/2015 (draft only)", "“30/04/2015 (draft only)” is not one certain date"),
        ("before 30 April 2015", "“before 30 April 2015” is not one certain date"),
        ("30/04-2015", "“30/04-2015” is not one certain date"),
        ("2015-06-30T23:00:00.000Z", "“2015-06-30T23:00:00.000Z” is not one certain date"),  # 1 July in London
        ("Sept'15", "“Sept'15” is not one certain date"),
        ("Sept 15", "“Sept 15” is not one certain date"),
        ("2016", "“2016” is not one certain date"),
        ("by 2016", "“by 2016” is not one certain date"),
        ("42124", "“42124” is not one certain date"),
        ("ongoing", "“ongoing” is not a date"),
        ("TBC", "“TBC” is not a date"),
        ("as per records project board", "“as per records project board” is not a date"),
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


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_every_date_is_read_back_as_written(day):
    assert parse_british(in_words(day)).on == day
    assert parse_british(f"{day:%d/%m/%y}").on == day


@given(st.text())
def test_no_text_makes_the_reader_fall_over_and_every_text_is_kept(text):
    assert parse_british(text).raw == text
