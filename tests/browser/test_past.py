"""The pages of one thing as it stood, in Chromium: accessible at both widths, and from one to the next without script."""

import pytest
from playwright.sync_api import expect

from .accessibility import problems_at_both_widths
from .chromium import person
from .demonstration import CAST

PAGES = ["/actions/4/?at=2015-08-07", "/inspections/hmic-ncpi-2014/?at=2015-08-07", "/actions/4/?at=31/2/2015"]


@pytest.mark.parametrize("walker", ["dcc", "opcc"])
def test_every_page_of_the_past_is_accessible_at_both_widths_and_quiet(chromium, looked_at, walker):
    problems = []
    with person(chromium, looked_at.url, CAST[walker]) as page:
        for path in PAGES:
            page.goto(path)
            problems += problems_at_both_widths(page)
        page.goto(PAGES[0])
        page.get_by_role("link", name="Recommendation 4").click()
        problems += problems_at_both_widths(page) + page.complaints

    assert problems == []


def test_the_way_back_to_today_and_into_the_past_needs_no_script(chromium, looked_at):
    with person(chromium, looked_at.url, CAST["opcc"], width="phone", javascript=False) as page:
        page.goto("/actions/4/")
        page.get_by_label("As it stood at the end of").fill("7 August 2015")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("main")).to_contain_text(
            "2 entries of what was said or done by 7 August 2015 were recorded later."
        )
        page.get_by_role("link", name="Recommendation 4").click()
        expect(page.locator("section.app-past")).to_contain_text("As it stood at 7 August 2015, 23:59.")
        page.get_by_role("link", name="Show today").click()

        expect(page.locator("section.app-past")).to_have_count(0)
        expect(page.locator("h1")).to_have_text("Recommendation 4")
