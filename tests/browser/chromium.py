"""The system's Chromium, driven by Playwright, and everything it complained of."""

import os
import shutil
from contextlib import contextmanager

from playwright.sync_api import expect, sync_playwright

# The first is the same Chromium without a window to draw, for four fifths of the processor's time.
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome")
PATH = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # What a script is compiled into once it has run for long is not there before the page is done: a tenth of the renderer's time.
    "--js-flags=--no-opt --no-maglev",
]
PATIENCE = 30_000  # milliseconds
expect.set_options(timeout=PATIENCE)
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}


@contextmanager
def browser():
    """A headless Chromium."""
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=PATH, headless=True, args=ARGUMENTS) as chromium,
    ):
        yield chromium


@contextmanager
def person(chromium, url, username=None, *, width="desktop", javascript=True):
    """A page at `url`, signed in as one of the demonstration's people; `page.complaints` lists what went wrong.

    Complaints are console errors and warnings (a broken Content-Security-Policy among them), script errors, and
    answers of 400 and above.
    """
    across, down = WIDTHS[width]
    with chromium.new_context(
        viewport={"width": across, "height": down}, base_url=url, locale="en-GB", java_script_enabled=javascript
    ) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.complaints = []
        page.on("console", lambda m: m.type in ("error", "warning") and page.complaints.append(m.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("response", lambda r: r.status >= 400 and page.complaints.append(f"{r.status} {r.url}"))
        if username:
            page.goto("/sign-in/")
            page.locator(f'button[formaction="/sign-in/{username}/"]').click()
        yield page


def ready(page, path):
    """Open a page and wait until its script has run."""
    page.goto(path)
    page.wait_for_selector("html[data-app-ready]", state="attached")
