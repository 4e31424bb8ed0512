"""An inspection is put right in the browser: a publication date, seen with what moves before it is sent."""

import pytest
from playwright.sync_api import expect

from .accessibility import problems_at_both_widths
from .chromium import person
from .demonstration import CAST

INSPECTION = "/inspections/hmic-ncpi-2014/"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_publication_date_is_put_right_in_four_presses(chromium, own, javascript):
    problems = []

    def look(page):
        if javascript:
            problems.extend(problems_at_both_widths(page))

    with person(chromium, own.url, CAST["coordinator"], javascript=javascript) as page:
        page.goto(INSPECTION)
        page.get_by_role("link", name="Put this inspection right").click()
        look(page)
        page.get_by_label("Publication date", exact=True).fill("12 February 2015")
        page.get_by_label("Why it is put right").fill("The report says 12 February.")
        page.get_by_role("button", name="Continue").click()
        look(page)
        expect(page.locator("body")).to_contain_text("due dates become 1 day later")
        page.get_by_role("button", name="Change it again").click()
        expect(page.get_by_label("Publication date", exact=True)).to_have_value("12 February 2015")
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("button", name="Put right").click()
        look(page)
        expect(page.locator("body")).to_contain_text("Publication date: 11 February 2015 → 12 February 2015")
        problems += page.complaints

    assert problems == []
