"""The coordinator's pages, of which there are as many as of all others: beside test_pages, on the other core."""

from .accessibility import problems_at_both_widths
from .chromium import person
from .demonstration import CAST
from .pages import WALKERS, tour


def test_every_page_is_accessible_at_both_widths_and_quiet(chromium, looked_at, known):
    problems = []
    with person(chromium, looked_at.url, CAST["coordinator"]) as page:
        for name, _ in tour(page, *WALKERS["coordinator"]):
            problems += problems_at_both_widths(page, known=known(name))
        problems += page.complaints

    assert problems == []


def test_no_page_was_missed(missed):
    assert missed == set()
