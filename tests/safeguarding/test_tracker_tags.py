"""The templates' filters and tags: dates as British print has them, the query string kept, what is drawn once."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, RequestContext, Template
from django.utils.safestring import mark_safe
from django.utils.translation import override

from safeguarding.lib.pages import drawn
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
    assert list(tracker.page_numbers(10, 20)) == [1, "…", 9, 10, 11, "…", 20]


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


class Counted:
    """Words that say how often they were drawn."""

    times = 0

    def __str__(self):
        Counted.times += 1
        return f"Drawn {self.times} times"


def _drawn_once(**given):
    page = Template('{% load tracker %}{% draw_once "components/person_post.html" with post=post holder=holder only %}')
    return page.render(Context(given))


def test_a_piece_is_drawn_once_for_the_same_values_and_again_for_others():
    assert _drawn_once(post=Counted()) == _drawn_once(post=Counted()) == "Drawn 1 times\n\n"
    assert "Pat Example" in _drawn_once(post="Head of Public Protection", holder="Pat Example")
    assert "&lt;b&gt;" in _drawn_once(post="<b>")
    assert "<b>" in _drawn_once(post=mark_safe("<b>"))  # equal to the other, and drawn otherwise


def test_a_piece_that_was_drawn_in_one_language_is_drawn_again_in_the_other():
    assert "No owner" in _drawn_once(post=None)
    with override("cy"):
        assert "Dim perchennog" in _drawn_once(post=None)


def test_a_piece_that_is_drawn_once_knows_nothing_of_its_page(rf):
    page = Template('{% load tracker %}{% draw_once "components/pagination.html" with page=page only %}')

    context = Context({"page": {"has_other_pages": True}})
    context.request = rf.get("/")

    with pytest.raises(AttributeError, match="request"):
        page.render(context)


def test_a_worker_keeps_no_more_of_what_was_drawn_than_it_may(monkeypatch):
    monkeypatch.setattr(drawn, "MOST", 10)
    drawn.once("first", lambda: "a" * 11)
    drawn.once("second", lambda: "b")

    assert drawn.once("second", lambda: "c") == "b"
    assert drawn.once("first", lambda: "d") == "d"
