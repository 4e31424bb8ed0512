"""Every page is whole where no script runs."""

import pytest

from .chromium import person
from .demonstration import CAST
from .pages import WALKERS, tour


@pytest.mark.parametrize("walker", ["dcc", "owner"])
def test_every_page_is_whole_without_script(chromium, looked_at, walker):
    with person(chromium, looked_at.url, CAST[walker], width="phone", javascript=False) as page:
        hidden = [
            path
            for _, path in tour(page, *WALKERS[walker])
            if not page.locator("main h1").first.is_visible()
            or page.locator("main form:has([hidden] [required])").count()
        ]

    assert hidden == []
