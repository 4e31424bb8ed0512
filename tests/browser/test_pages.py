"""Every page of ours in Chromium: axe, no sideways scroll, no complaint of the browser's, whole without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .chromium import WIDTHS, person
from .demonstration import CAST
from .pages import NOT_PAGES, names, tour

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Who is shown each kind of page first. The later ones see what the earlier have no link to.
WALKERS = ["dcc", "owner", "coordinator", "opcc"]


@pytest.fixture(scope="module")
def visited():
    return set()


def violations(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARD}})
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found.response["violations"]]


@pytest.mark.parametrize("walker", WALKERS)
def test_every_page_is_accessible_at_both_widths_and_quiet(chromium, looked_at, visited, walker):
    problems = []
    with person(chromium, looked_at.url, CAST[walker]) as page:
        for name, path in tour(page):
            page.wait_for_selector("html[data-app-ready]", state="attached")
            for width, (across, down) in WIDTHS.items():
                page.set_viewport_size({"width": across, "height": down})
                problems += [f"{path} at {width}: {violation}" for violation in violations(page)]
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    problems.append(f"{path} at {width}: scrolls sideways")
            visited.add(name)
        problems += page.complaints

    assert problems == []


def test_the_sign_in_page_is_accessible_and_quiet(chromium, looked_at, visited):
    with person(chromium, looked_at.url) as page:
        page.goto("/sign-in/")
        page.wait_for_selector("html[data-app-ready]", state="attached")
        found = violations(page) + page.complaints
        visited.add("sign-in")

    assert found == []


def test_no_page_was_missed(visited):
    assert names() - set(NOT_PAGES) - visited == set()


@pytest.mark.parametrize("walker", ["dcc", "owner"])
def test_every_page_is_whole_without_script(chromium, looked_at, walker):
    with person(chromium, looked_at.url, CAST[walker], width="phone", javascript=False) as page:
        hidden = [
            path
            for _, path in tour(page)
            if not page.locator("main h1").first.is_visible() or page.locator("main form:has([hidden] [required])").count()
        ]

    assert hidden == []
