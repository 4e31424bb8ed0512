"""Boxes that change the page as they are ticked: the parts recommended complete, all rows of a list."""

import re

from .chromium import person, ready
from .demonstration import CAST


def test_the_button_names_the_parts_that_are_ticked(chromium, looked_at):
    with person(chromium, looked_at.url, CAST["custody"]) as page:
        ready(page, "/actions/7/update/")
        button = page.locator("main form button.govuk-button").first
        said = [button.inner_text()]
        page.get_by_label("I recommend this complete").check()
        said.append(button.inner_text())
        for name in ("Part 8a", "Part 8d"):
            page.locator("label", has_text=name).click()
            said.append(button.inner_text())
        page.get_by_label("I recommend this complete").uncheck()
        said.append(button.inner_text())

        assert said == [
            "Post update",
            "Post update and recommend complete",
            "Post update and recommend part 8a complete",
            "Post update and recommend parts 8a and 8d complete",
            "Post update",
        ]
        assert page.complaints == []


def test_all_rows_of_a_list_are_ticked_at_once(chromium, looked_at):
    with person(chromium, looked_at.url, CAST["coordinator"]) as page:
        ready(page, "/actions/?silent=on")
        ticked, rows = page.locator("input[name=rows]:checked"), page.locator("input[name=rows]")
        page.get_by_label("Tick all on this page").check()
        assert 1 < rows.count() == ticked.count()
        page.get_by_label("Tick all on this page").uncheck()
        assert ticked.count() == 0
        assert page.complaints == []


def test_a_list_on_a_phone_is_sorted_by_headings_that_are_seen_and_reached_by_tab(chromium, looked_at):
    with person(chromium, looked_at.url, CAST["coordinator"], width="phone") as page:
        ready(page, "/actions/")
        page.get_by_label("Tick all on this page").focus()
        page.keyboard.press("Tab")
        focused = page.locator("thead a:focus")
        box = focused.bounding_box()
        seen = page.evaluate("([x, y]) => document.elementFromPoint(x, y).innerText", [box["x"] + 5, box["y"] + 5])
        assert (focused.inner_text(), seen) == ("Action", "Action")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"\?sort="))
        assert page.complaints == []
