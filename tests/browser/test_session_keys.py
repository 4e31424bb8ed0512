"""A session is worked by keyboard alone: how many keys a decision takes, drafted and not."""

from .chromium import person
from .demonstration import CAST
from .test_keyboard import enter, tab_to

# The first matter recommended complete is drafted, those after it are not.
SESSION = f"""
from recommendations.selectors.sessions.drafted import digest_on
from recommendations.services.drafted import draft_outcome
from recommendations.services.sessions import move_session, plan_session
from safeguarding.clock import now
from safeguarding.models import User

dcc, officer = (User.objects.get(username=name) for name in ("{CAST["dcc"]}", "{CAST["staff-officer"]}"))
session = plan_session(
    title="DCC scrutiny", held_on=now().date(), chair=dcc, rules=["completion"], by=officer, at=now()
)
item = session.items.first()
drafted = {{"suggests": "send_back", "text": "Show the audit.", "digest": digest_on(item)}}
draft_outcome(item, **drafted, by=officer, at=now())
move_session(session, "open", attendance="", apologies="", by=dcc, at=now())
"""


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
        number = self.page.get_by_label(outcome).get_attribute("accesskey")
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


def test_a_decision_takes_two_keys_as_it_is_drafted_and_four_with_words(chromium, own):
    own.manage("shell", "--command", SESSION)
    with person(chromium, own.url, CAST["dcc"]) as page:
        page.goto("/scrutiny/sessions/1/")
        tab_to(page, "Go on with item 1")
        enter(page)
        first, keys = page.locator("h1").inner_text(), Keys(page)

        keys.choose("Send back")
        as_drafted = keys.record()
        second = page.locator("h1").inner_text()
        keys.choose("Send back")
        keys.press("Tab")
        page.keyboard.type("Show the dip sample.")
        keys.press("Tab")
        with_words = keys.record()

        page.goto("/scrutiny/sessions/1/")
        minutes = page.locator("main").inner_text()
        assert (as_drafted, with_words, first == second) == (2, 4, False)
        assert "Drafted by Stefan Notional" in minutes
        assert "Show the dip sample." in minutes
        assert page.complaints == []
