"""Tab, Space and Enter alone, with script and without: an update, a decision, and from the position to a recommendation."""

import re

import pytest
from playwright.sync_api import expect

from .chromium import person
from .demonstration import CAST

FURTHEST = 60  # presses of Tab until something must have been reached
# What is focused, and how it shows that it is.
FOCUSED = """() => {
    const it = document.activeElement, box = it.getBoundingClientRect();
    const bare = getComputedStyle(it), label = it.labels?.[0], beside = label && getComputedStyle(label, "::before");
    const outlined = style => style.outlineStyle !== "none" && style.outlineColor !== "rgba(0, 0, 0, 0)";
    const marked = style => style && (style.boxShadow !== "none" || outlined(style));
    return {
        words: (label?.innerText || it.innerText || it.getAttribute("aria-label") || it.name || "").trim(),
        shown: Boolean(marked(bare) || marked(beside)) && box.bottom > 0 && box.top < innerHeight,
    };
}"""


def tab_to(page, words):
    """Press Tab until what is focused has `words`; everything on the way shows that it is focused."""
    passed = []
    for _ in range(FURTHEST):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        assert found["shown"], f"{found['words']} does not show that it is focused, on {page.url}"
        if words in found["words"]:
            return passed
        passed.append(found["words"])
    raise AssertionError(f"{words} was not among {passed}, on {page.url}")


def enter(page):
    """Press Enter on what is focused, and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_the_main_job_needs_no_mouse(chromium, own, javascript):
    def someone(role):
        return person(chromium, own.url, CAST[role], javascript=javascript)

    with someone("custody") as page:
        _post_an_update(page, javascript)
    with someone("dcc") as page:
        _support_and_go_on(page)
    with someone("opcc") as page:
        _from_the_position_to_a_recommendation(page)


def _post_an_update(page, javascript):
    page.goto("/my-actions/")
    assert tab_to(page, "Skip to main content") == []
    page.keyboard.press("Enter")
    # The links of the header and the menu are skipped; the action was taken over lately, which is told first.
    assert tab_to(page, "Answer") == ["1 action", "I have seen these", "action 7"]
    tab_to(page, "Update")
    enter(page)
    tab_to(page, "Post update")
    enter(page)

    expect(page).to_have_title(re.compile("^Error:"))
    if javascript:
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    tab_to(page, "Enter what was done")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name || location.hash") in ("done", "#id_done")

    page.locator("#id_done").focus()
    page.keyboard.type("The protocol is signed by both councils.")
    tab_to(page, "On target")
    page.keyboard.press("Space")
    tab_to(page, "Post update")
    enter(page)
    expect(page.get_by_text("Update posted on action 7.")).to_be_visible()


def _support_and_go_on(page):
    page.goto("/scrutiny/")
    tab_to(page, "Start with 1 of")
    enter(page)
    first = page.locator("h1").inner_text()
    tab_to(page, "Support completion")
    page.keyboard.press("Space")
    tab_to(page, "Your question or reason")  # the owner says on target, and it is late
    page.keyboard.type("I have seen what was issued.")
    tab_to(page, "Record and go on")
    enter(page)
    expect(page.get_by_text(f"{first}: completion supported.")).to_be_visible()
    expect(page.locator("h1")).not_to_have_text(first)


def _from_the_position_to_a_recommendation(page):
    page.goto("/position/")
    tab_to(page, "What protects children meanwhile")
    enter(page)
    expect(page.locator("#past table")).to_be_visible()  # which is folded away until then
    page.goto("/position/")
    tab_to(page, "complete (force)")
    enter(page)
    tab_to(page, "Recommendation ")
    enter(page)
    expect(page.locator("h1")).to_have_text(re.compile("^Recommendation "))
    expect(page.locator("main").get_by_text("Complete (force)").first).to_be_visible()
