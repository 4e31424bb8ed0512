"""Time limits as reports word them. The examples are of a report published on Wednesday 11 February 2015."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.timescales import Kind, counted_again, read
from safeguarding.lib.dates import Precision

PUBLISHED = date(2015, 2, 11)


@pytest.mark.parametrize(
    ("words", "kind", "n", "due_on", "rule"),
    [
        ("Within three months", Kind.MONTHS, 3, date(2015, 5, 11), "3 calendar months from"),
        ("Within three months:", Kind.MONTHS, 3, date(2015, 5, 11), "3 calendar months from"),
        ("within six months", Kind.MONTHS, 6, date(2015, 8, 11), "6 calendar months from"),
        ("no later than six months after publication", Kind.MONTHS, 6, date(2015, 8, 11), "6 calendar months from"),
        ("Not later than 1 month after publication", Kind.MONTHS, 1, date(2015, 3, 11), "1 calendar month from"),
        ("within twelve calendar months", Kind.MONTHS, 12, date(2016, 2, 11), "12 calendar months from"),
        ("within two months", Kind.MONTHS, 2, date(2015, 4, 11), "2 calendar months from"),
        ("within two years", Kind.MONTHS, 24, date(2017, 2, 11), "24 calendar months from"),
        ("within six weeks", Kind.WEEKS, 6, date(2015, 3, 25), "6 weeks (42 days) from"),
        ("Within six weeks of publication", Kind.WEEKS, 6, date(2015, 3, 25), "6 weeks (42 days) from"),
        (
            "within 6 weeks of the publication of this report",
            Kind.WEEKS,
            6,
            date(2015, 3, 25),
            "6 weeks (42 days) from",
        ),
        ("within six weeks of the report being published", Kind.WEEKS, 6, date(2015, 3, 25), "6 weeks (42 days) from"),
        ("within eighteen months", Kind.MONTHS, 18, date(2016, 8, 11), "18 calendar months from"),
        ("within the next three months", Kind.MONTHS, 3, date(2015, 5, 11), "3 calendar months from"),
        ("within 28 days", Kind.DAYS, 28, date(2015, 3, 11), "28 days from"),
        ("within\u00a028 days of the date of publication", Kind.DAYS, 28, date(2015, 3, 11), "28 days from"),
    ],
)
def test_a_limit_counted_from_publication_has_its_due_date_and_rule(words, kind, n, due_on, rule):
    timescale = read(words, published=PUBLISHED)
    assert (timescale.words, timescale.kind, timescale.n, timescale.on) == (words, kind, n, due_on)
    assert timescale.rule == f"{rule} publication on 11 February 2015"


@pytest.mark.parametrize(
    ("published", "words", "due_on"),
    [
        (date(2014, 11, 30), "within three months", date(2015, 2, 28)),
        (date(2015, 11, 30), "within three months", date(2016, 2, 29)),
        (date(2016, 2, 29), "within one year", date(2017, 2, 28)),
        (date(2014, 8, 31), "within six months", date(2015, 2, 28)),
        (date(2016, 1, 18), "within six weeks", date(2016, 2, 29)),
    ],
)
def test_a_limit_is_clipped_at_month_end_and_knows_leap_years(published, words, due_on):
    assert read(words, published=published).on == due_on


@pytest.mark.parametrize(
    ("words", "kind", "due_on", "precision", "rule"),
    [
        ("By 30 November 2015", "date", date(2015, 11, 30), "day", "By the date stated, 30 November 2015"),
        ("by 31 August 2015", "date", date(2015, 8, 31), "day", "By the date stated, 31 August 2015"),
        ("not later than 31/08/2015", "date", date(2015, 8, 31), "day", "By the date stated, 31 August 2015"),
        ("on or before 31 August 2015", "date", date(2015, 8, 31), "day", "By the date stated, 31 August 2015"),
        ("by 1 January 2015", "date", date(2015, 1, 1), "day", "By the date stated, 1 January 2015"),
        ("By May 2016", "month", date(2016, 5, 31), "month", "By the last day of May 2016 (our convention)"),
        ("By February 2016", "month", date(2016, 2, 29), "month", "By the last day of February 2016 (our convention)"),
        (
            "by no later than May 2016",
            "month",
            date(2016, 5, 31),
            "month",
            "By the last day of May 2016 (our convention)",
        ),
        ("by the end of 2016", "date", date(2016, 12, 31), "year", "By the last day of 2016 (our convention)"),
    ],
)
def test_a_limit_that_names_its_date_needs_no_publication(words, kind, due_on, precision, rule):
    timescale = read(words, published=None)
    assert (timescale.kind, timescale.on, timescale.precision, timescale.rule) == (kind, due_on, precision, rule)


@pytest.mark.parametrize("words", ["Immediately", "immediately:", "Immediate", "with immediate effect"])
def test_immediately_has_no_due_date_but_a_day_it_is_open_from(words):
    timescale = read(words, published=PUBLISHED)
    assert (timescale.kind, timescale.on) == (Kind.IMMEDIATE, None)
    assert timescale.rule == ("Asked for immediately, so no due date; open since publication on 11 February 2015")


@pytest.mark.parametrize(
    "words",
    [
        *("as a matter of priority", "as an absolute priority", "Urgently", "without delay", "without further delay"),
        *("as quickly as possible", "as soon as reasonably practicable", "at the earliest opportunity"),
    ],
)
def test_vague_words_set_no_date(words):
    timescale = read(words, published=PUBLISHED)
    assert (timescale.kind, timescale.on) == (Kind.VAGUE, None)


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("", "No time limit is stated"),
        ("n/a", "No time limit is stated"),
        ("within 24 hours of receipt", "“within 24 hours of receipt” is not one certain date"),
        ("within 28 days of receipt", "“within 28 days of receipt” is not one certain date"),
        ("within 10 working days", "“within 10 working days” is not one certain date"),
        ("within 0 days", "“within 0 days” is not one certain date"),
        ("within the next inspection cycle", "“within the next inspection cycle” is not a date"),
        ("within three months of the next board", "“within three months of the next board” is not a date"),
        ("in three months", "“in three months” is not a date"),
        ("within several weeks", "“within several weeks” is not a date"),
        ("by 31/02/2015", "31/02/2015 is not a real date"),
        ("by 30 April", "“by 30 April” gives no year"),
        ("by 2016", "“by 2016” is not one certain date"),
        (
            "By 30 November 2015 and by 30 June 2016",
            "“By 30 November 2015 and by 30 June 2016” is not one certain date",
        ),
        ("within ٣ months", "“within ٣ months” uses digits other than 0 to 9"),
    ],
)
def test_words_that_are_not_certain_are_no_limit_and_say_why(words, rule):
    timescale = read(words, published=PUBLISHED)
    assert (timescale.words, timescale.kind, timescale.on, timescale.rule) == (words, Kind.NONE, None, rule)


@pytest.mark.parametrize("words", ["within three months", "within six weeks", "within 28 days"])
def test_a_relative_limit_has_no_due_date_while_only_the_month_of_publication_is_known(words):
    timescale = read(words, published=date(2015, 7, 31), published_precision=Precision.MONTH)
    assert timescale.on is None
    assert timescale.rule.endswith("from publication; only July 2015 is known, not the day")


def test_a_relative_limit_has_no_due_date_before_publication_is_known():
    timescale = read("within three months", published=None)
    assert (timescale.kind, timescale.n, timescale.on) == (Kind.MONTHS, 3, None)
    assert timescale.rule == "3 calendar months from publication; the day is not known"


@given(st.text())
def test_no_wording_makes_the_reader_fall_over(words):
    assert read(words, published=PUBLISHED).words == words


# Counted again, of which only the rule was kept


@pytest.mark.parametrize(
    "words", ["Within six weeks", "within 3 months", "within 10 days", "Within one year", "Immediately"]
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((date(2015, 2, 11), "day"), (date(2015, 2, 12), "day")),
        ((date(2015, 2, 28), "month"), (date(2015, 2, 12), "day")),
        ((None, "day"), (date(2015, 2, 12), "day")),
        ((date(2015, 2, 11), "day"), (None, "day")),
    ],
)
def test_a_rule_counted_again_is_what_its_words_would_give(words, before, after):
    rule = read(words, published=before[0], published_precision=before[1]).rule
    again, meant = (
        counted_again(rule, before=before, after=after),
        read(words, published=after[0], published_precision=after[1]),
    )

    assert (again.on, again.precision, again.rule) == (meant.on, meant.precision, meant.rule)


@pytest.mark.parametrize(
    "rule", ["", "By the date stated, 30 November 2015", "6 weeks (42 days) from publication on 1 May 2014"]
)
def test_a_rule_that_counts_from_another_day_or_none_is_left_alone(rule):
    known = (date(2015, 2, 11), "day")

    assert counted_again(rule, before=known, after=(date(2015, 2, 12), "day")) is None
