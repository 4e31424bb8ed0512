"""Every page of ours in Chromium: axe, no sideways scroll, no complaint of the browser's."""

from urllib.parse import urlsplit

import pytest

from .accessibility import problems_at_both_widths
from .chromium import person
from .demonstration import CAST
from .pages import WALKERS, tour

# Who has a kind of page before them that none of those has: a wait to review, a follow-up check to record, the set-up.
SHOWN_MORE = ["records", "missing", "administrator"]


LINK = f"""
from safeguarding.models import User
from safeguarding.one_time_links import one_time_link
print(one_time_link(User.objects.get(username="{CAST["missing"]}")))
"""


@pytest.mark.parametrize("walker", [one for one in WALKERS if one != "coordinator"])
def test_every_page_is_accessible_at_both_widths_and_quiet(chromium, looked_at, known, walker):
    problems = []
    with person(chromium, looked_at.url, CAST[walker]) as page:
        for name, _ in tour(page, *WALKERS[walker]):
            problems += problems_at_both_widths(page, known=known(name))
        problems += page.complaints

    assert problems == []


@pytest.mark.parametrize("walker", SHOWN_MORE)
def test_so_is_every_page_that_only_some_are_shown(chromium, looked_at, known, visited, walker):
    problems = []
    with person(chromium, looked_at.url, CAST[walker]) as page:
        for name, _ in tour(page):
            if name not in visited:
                problems += problems_at_both_widths(page, known=known(name))
        problems += page.complaints

    assert problems == []


def test_so_are_the_pages_before_the_sign_in_and_the_pages_that_refuse(chromium, looked_at, visited):
    link = urlsplit(looked_at.manage("shell", "--verbosity", "0", "--command", LINK).strip()).path
    with person(chromium, looked_at.url) as page:
        problems = []
        for name, path in {"sign-in": "/sign-in/", "set-password": link}.items():
            page.goto(path)
            problems += problems_at_both_widths(page) + page.complaints
            visited.add(name)
    with person(chromium, looked_at.url, CAST["opcc"]) as page:
        for path in ("/no-such-page/", "/scrutiny/"):
            page.goto(path)
            problems += problems_at_both_widths(page)
        refused = [complaint for complaint in page.complaints if complaint.startswith("40")]

    assert problems == []
    assert refused == [f"404 {looked_at.url}/no-such-page/", f"403 {looked_at.url}/scrutiny/"]


def test_no_page_was_missed(missed):
    assert missed == set()
