"""The session of 7 August 2015 is replayed by keyboard alone: how long it takes, how many keys a decision, and does it fit?"""

import time

from playwright.sync_api import expect

from .chromium import person
from .demonstration import CAST
from .test_keyboard import enter, tab_to

FIVE_MINUTES = 300  # seconds
# What is left of its agenda, in order, as the staff officer has drafted it; the answer to a question is drafted by nobody.
LEFT = (
    ("Action 1", "Ask a question"),
    ("Action 5", "Support completion"),
    ("Action 6", "Send back"),
    ("Says no action is required", "Leave it as it is"),
    ("Already in place?", "Agree"),
    ("A note of scrutiny recommends complete", "Ask the owner"),
    ("A note of scrutiny recommends complete", "Leave it as it is"),
    ("A note of scrutiny recommends complete", "Leave it as it is"),
    ("14 October 2015 for action 7?", "Agree"),
    ("Action 7", "Accept the answer"),
    ("Says no action is required", "Not what was said"),
)

# The decision is no higher than a small window, nothing of it scrolls by itself, its button is in sight, and so is every field of
# it unless a choice revealed more.
FITS = """() => {
    const panel = document.querySelector("section[aria-labelledby=decision]"), all = [...panel.querySelectorAll("*")];
    const bottom = one => one.getBoundingClientRect().bottom, record = panel.querySelector(".app-record");
    const revealed = panel.querySelector(".govuk-radios__conditional:not(.govuk-radios__conditional--hidden)");
    const fields = all.filter(one => one.matches("label, textarea, select, input") && one.checkVisibility());
    return {
        fits: panel.offsetHeight <= innerHeight && bottom(record) <= innerHeight,
        scrolls: [panel, ...all].some(one => !one.matches("textarea") && getComputedStyle(one).overflowY === "auto"),
        seen: fields.length > 2 && (revealed !== null || Math.max(...fields.map(bottom)) <= record.getBoundingClientRect().top),
    };
}"""


class Keys:
    """Presses that are counted; words are typed besides."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def choose(self, outcome):
        """Press the access key of an outcome, by its label: Alt and its number."""
        number = self.page.get_by_label(outcome).first.get_attribute("accesskey")
        # Not by Playwright's keyboard, which leaves the character out where Alt is held: then Chromium knows no access key.
        key = {"modifiers": 1, "key": number, "text": number, "unmodifiedText": number, "code": f"Digit{number}"}
        self.page.context.new_cdp_session(self.page).send(
            "Input.dispatchKeyEvent", {"type": "keyDown", "windowsVirtualKeyCode": ord(number)} | key
        )
        self.pressed += 1

    def record(self):
        """Press Enter, which records. Returns how many presses it took until then."""
        self.pressed += 1
        enter(self.page)
        pressed, self.pressed = self.pressed, 0
        return pressed


def test_the_session_of_7_august_2015_is_replayed_in_under_five_minutes_with_two_keys_a_decision(chromium, own):
    with person(chromium, own.url, CAST["dcc"]) as page:
        page.set_viewport_size({"width": 1280, "height": 720})
        keys, pressed, began = Keys(page), [], time.monotonic()
        _take_up(page)
        for title, outcome in LEFT:
            expect(page.locator("h1")).to_have_text(title)
            assert (title, page.evaluate(FITS)) == (title, {"fits": True, "scrolls": False, "seen": True})
            keys.choose(outcome)
            if title == "Action 6":
                keys.press("Tab")
                page.keyboard.type("Show the dip sample. ")
                keys.press("Tab")
            pressed.append(keys.record())
        _close(page)
        took = time.monotonic() - began

        minutes = page.locator("main").inner_text()
        assert (pressed, took < FIVE_MINUTES) == ([2, 2, 4, *[2] * 8], True)
        assert "7 of 7 on the agenda dealt with" in minutes
        assert "Show the dip sample. Say how large" in minutes
        assert minutes.count("Drafted by Stefan Notional") == 4 + len(LEFT) - 1
        assert "Draft:" not in minutes
        assert page.complaints == []


def _take_up(page):
    """From the list of sessions to the first item that is left."""
    page.goto("/scrutiny/sessions/")
    for words in ("DCC scrutiny, 7 August 2015", "Take up or close the session"):
        tab_to(page, words)
        enter(page)
    _move(page, "Open it")
    tab_to(page, "Go on with item 1")
    enter(page)


def _close(page):
    tab_to(page, "Pause or close the session")
    enter(page)
    _move(page, "Pause it", "ArrowDown")


def _move(page, first, choose="Space"):
    """Choose the first of what is next for the session, or the one after it, and record that."""
    tab_to(page, first)
    page.keyboard.press(choose)
    tab_to(page, "Record")
    enter(page)
