"""Two browsers at once: what somebody else does while the DCC decides is shown before anything is recorded, and no word is lost."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from .chromium import person, ready
from .demonstration import CAST

MOVED_ON = "Something new was added to this action after you opened it."


def begin_to_decide(page, action, outcome, words):
    """Open an action in scrutiny, choose and type, and press nothing yet."""
    ready(page, f"/scrutiny/{action}/")
    page.get_by_label(outcome).check()
    page.get_by_label("Your question or reason").fill(words)


def record(page):
    page.get_by_role("button", name="Record and go on").click()


def told(page, words):
    """The problem is told, and `words` still stand in the field."""
    expect(page.locator(".govuk-error-summary")).to_contain_text(MOVED_ON)
    expect(page.get_by_label("Your question or reason")).to_have_value(words)


@pytest.fixture
def at_once(chromium, own):
    """Opens a page of its own for a person, beside those that are open."""
    with ExitStack() as opened:
        yield lambda name: opened.enter_context(person(chromium, own.url, CAST[name]))


def test_a_new_update_while_the_dcc_decides_is_read_first(at_once):
    dcc, owner = at_once("dcc"), at_once("owner")
    begin_to_decide(dcc, 1, "Send back", "Show the audit.")
    ready(owner, "/actions/1/update/")
    owner.get_by_label("What was done since the last update").fill("The audit of August is finished.")
    owner.get_by_label("On target").check()
    owner.get_by_role("button", name="Post update").click()

    record(dcc)

    told(dcc, "Show the audit.")
    expect(dcc.locator("main")).to_contain_text("1 update since you opened this page")
    expect(dcc.locator("main")).to_contain_text("The audit of August is finished.")
    record(dcc)
    expect(dcc.locator("main")).to_contain_text("Action 1: sent back.")


def test_of_two_chief_officers_the_second_is_told_and_keeps_their_words(at_once):
    dcc, deputy = at_once("dcc"), at_once("deputy")
    for page, words in ((dcc, "Show the dip sample."), (deputy, "Show the audit.")):
        begin_to_decide(page, 6, "Send back", words)

    record(deputy)
    record(dcc)

    told(dcc, "Show the dip sample.")
    expect(dcc.locator("main")).to_contain_text("the action is in progress")


def test_what_its_owner_takes_back_meanwhile_is_not_supported(at_once):
    dcc, owner = at_once("dcc"), at_once("owner")
    begin_to_decide(dcc, 1, "Support completion", "I have seen the order.")
    ready(owner, "/actions/1/take-back/")
    owner.get_by_label("Why you take it back").fill("The audit is not finished.")
    owner.get_by_role("button", name="Take it back").click()

    record(dcc)

    told(dcc, "I have seen the order.")
    expect(dcc.locator("main")).to_contain_text("the action is in progress")
