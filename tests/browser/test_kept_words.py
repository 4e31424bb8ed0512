"""What is typed is kept while one types, and comes back: after a link, a lapsed session, a second sign-in, without script."""

import re
import time

import pytest
from playwright.sync_api import expect

from .chromium import PATIENCE, person
from .demonstration import CAST

WORDS = "Half a sentence about the audit 🚓"
DONE = "What was done since the last update"
KEPT = re.compile(r"Kept at \d\d:\d\d")


def update_page(page):
    page.goto("/my-actions/")
    page.goto(page.locator("a[href$='/update/']").first.get_attribute("href"))
    return page.url


def told(page):
    return page.locator(".app-kept-words__told")


def opened_until(page, url, kept):
    """Open the page until it holds what was sent as it was left, which may come after the page that was asked for next."""
    end = time.monotonic() + PATIENCE / 1000
    page.goto(url)
    while not kept() and time.monotonic() < end:
        page.wait_for_timeout(200)
        page.goto(url)
    assert kept()


def test_what_is_typed_is_kept_by_itself_and_comes_back_after_a_link_was_followed(chromium, own):
    with person(chromium, own.url, CAST["missing"]) as page:
        url = update_page(page)
        page.get_by_label(DONE).press_sequentially(WORDS)
        told(page).get_by_text(KEPT).wait_for()
        page.get_by_label("What happens next").fill("Left at once.")
        page.get_by_role("link", name="The action", exact=True).click()
        page.wait_for_url("**/actions/*/")
        opened_until(page, url, lambda: page.get_by_label("What happens next").input_value() == "Left at once.")

        expect(page.get_by_label(DONE)).to_have_value(WORDS)
        expect(page.get_by_role("button", name="Save and finish later")).to_have_count(0)
        page.get_by_role("button", name="Start again").click()
        expect(page.get_by_label(DONE)).to_have_value("")
        assert page.complaints == []


def test_whoever_is_signed_out_is_told_and_what_they_typed_is_sent_after_signing_in_in_a_new_tab(chromium, own):
    with person(chromium, own.url, CAST["missing"]) as page:
        update_page(page)
        page.context.clear_cookies(name="sessionid")
        page.get_by_label(DONE).press_sequentially(WORDS)
        told(page).get_by_text("Not kept:").wait_for()
        with page.context.expect_page() as opened:
            told(page).get_by_role("link", name="sign in again (new tab)").click()
        tab = opened.value
        tab.get_by_role("button", name=re.compile("Pat Example")).click()
        tab.wait_for_url("**/update/")
        tab.close()
        page.get_by_label(DONE).press_sequentially(".")
        told(page).get_by_text(re.compile("^Kept")).wait_for()
        page.get_by_label("On target").check()
        page.get_by_role("button", name="Post update").click()
        page.wait_for_url("**/my-actions/")

        expect(page.locator(".govuk-notification-banner--success")).to_have_count(1)


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_what_could_not_be_kept_is_said_where_one_types_and_tried_again(chromium, own, width):
    with person(chromium, own.url, CAST["missing"], width=width) as page:
        page.goto("/actions/14/update/")
        page.clock.install()
        for fails in (lambda route: route.abort(), lambda route: route.fulfill(status=500, body="Sorry")):
            page.route("**/update/", fails)
            page.get_by_label(DONE).press_sequentially("x")
            page.clock.run_for(3_000)
            told(page).get_by_text("Not kept").wait_for()
            top = told(page).bounding_box()["y"]
            assert 0 < top < page.viewport_size["height"]
            page.unroute("**/update/")
            page.clock.run_for(15_000)
            told(page).get_by_text(KEPT).wait_for()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_press_after_the_session_has_lapsed_leads_through_the_sign_in_back_to_the_words(chromium, own, javascript):
    with person(chromium, own.url, CAST["missing"], javascript=javascript) as page:
        url = update_page(page)
        page.get_by_label(DONE).fill(WORDS)
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="Post update").click()
        expect(page.locator("body")).to_contain_text("You were signed out before this was sent.")
        page.get_by_role("button", name=re.compile("Pat Example")).click()

        expect(page).to_have_url(url)
        expect(page.get_by_label(DONE)).to_have_value(WORDS)
        expect(page.locator("body")).to_contain_text("nothing was sent yet")
        expect(page.get_by_text("not sent yet.").first).to_be_visible()


def test_without_script_a_button_keeps_what_is_typed(chromium, own):
    with person(chromium, own.url, CAST["missing"], width="phone", javascript=False) as page:
        url = update_page(page)
        page.get_by_label(DONE).fill(WORDS)
        page.get_by_role("button", name="Save and finish later").click()
        page.goto("/my-actions/")
        page.goto(url)

        expect(page.get_by_label(DONE)).to_have_value(WORDS)
        expect(page.get_by_text("Kept from")).to_be_visible()


def test_back_and_press_records_one_update_and_says_so(chromium, own):
    with person(chromium, own.url, CAST["missing"]) as page:
        update_page(page)
        page.get_by_label(DONE).fill(WORDS)
        page.get_by_label("On target").check()
        page.get_by_role("button", name="Post update").click()
        page.wait_for_url("**/my-actions/")
        page.go_back()
        expect(page.get_by_label(DONE)).to_have_value(WORDS)
        page.get_by_role("button", name="Post update").click()
        page.wait_for_url("**/my-actions/")

        expect(page.locator("body")).to_contain_text("It is recorded already. Nothing was recorded twice.")
        assert page.complaints == []
