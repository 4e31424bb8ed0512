"""The templates' filters: dates as British print has them, and the query string kept."""

from datetime import UTC, date, datetime

from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template

from safeguarding.templatetags import tracker

IN_SUMMER = datetime(2015, 8, 7, 23, 30, tzinfo=UTC)  # half past midnight of the 8th in London


def test_dates_are_british_and_no_more_exact_than_they_are():
    assert tracker.day(date(2015, 2, 11)) == "11 February 2015"
    assert tracker.day(date(2016, 5, 31), "month") == "May 2016"
    assert tracker.short_day(date(2015, 9, 1)) == "1 Sep 2015"


def test_moments_are_londons():
    assert tracker.moment(IN_SUMMER) == "8 August 2015, 00:30"
    assert tracker.moment_with_weekday(IN_SUMMER) == "Saturday 8 August 2015, 00:30"
    assert tracker.day_of(IN_SUMMER) == "8 August 2015"


def test_no_date_is_no_words():
    assert [tracker.day(None), tracker.short_day(None), tracker.moment(None)] == ["", "", ""]


def test_page_numbers_keep_first_last_and_neighbours():
    page = Paginator(range(200), 10).page(10)

    assert list(tracker.page_numbers(page)) == [1, "…", 9, 10, 11, "…", 20]


def test_a_form_keeps_the_query_it_does_not_ask_for(rf):
    request = rf.get("/?as_at=2015-08-06&state=open&state=done&page=3&words=%22")

    assert tracker.kept_query(RequestContext(request), "words") == (
        '<input type="hidden" name="as_at" value="2015-08-06">'
        '<input type="hidden" name="state" value="open">'
        '<input type="hidden" name="state" value="done">'
    )


def test_withheld_words_are_said_once_with_their_number_and_not_at_all_where_there_are_none():
    page = Template(
        "{% load tracker %}{% withheld_once %}{{ text }} {% if text %}{% withheld %}{% endif %}{% endwithheld_once %}"
    )

    shown = page.render(Context({"text": "Wording: words withheld"}))

    assert shown.count("Words are withheld in 2 places on this page") == 1
    assert "withheld in" not in page.render(Context({"text": ""}))
