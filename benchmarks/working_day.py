"""What people of each role do while the tracker is under load, and how often: each thing a few requests of one browser."""

import random
import re
from collections.abc import Callable
from typing import NamedTuple

from .browser import Browser
from .large_plan import as_csv
from .register.words import RARE
from .tasks import LATE, THEN

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
PLAN_ROWS = 40


class Deed(NamedTuple):
    """One thing that is done: how often of all that its role does, and the function that does it."""

    often: int
    do: Callable[[Browser, dict, random.Random], None]


class Kind(NamedTuple):
    """People of a kind: how many of a hundred, as whom they sign in ("" for owners, each as another), and what they do."""

    of_hundred: int
    person: str
    deeds: list[Deed]


def _reads(name, path):
    return lambda browser, facts, chance: browser.read(name, path.format(**facts))


def _own_action(browser, facts, chance):
    own = [number for number, owner in facts["owned"] if owner == browser.person]
    return chance.choice(own)


def _action(browser, facts, chance):
    browser.read("An action", f"/actions/{chance.choice(facts['owned'])[0]}/")


def _update(browser, facts, chance):
    path = f"/actions/{_own_action(browser, facts, chance)}/update/"
    browser.read("The form of an update", path)
    browser.send("An update is posted", path, {"done": f"Progress {chance.random()}", "assessment": "on-target"})


def _evidence(browser, facts, chance):
    path = f"/actions/{_own_action(browser, facts, chance)}/update/"
    browser.read("The form of an update", path)
    sent = {"done": f"Sampled {chance.random()}", "assessment": "on-target", "evidence-0-of": "test"}
    file = PDF + b"%" * chance.randrange(2_000_000)
    browser.send("An update with a file of up to 2 MB", path, sent, {"evidence-0-files": ("sample.pdf", file)})


def _recommendation(browser, facts, chance):
    """Their own action recommended complete, so that the DCC has something to decide."""
    number = _own_action(browser, facts, chance)
    if number in facts["two_parts"]:
        return
    path = f"/actions/{number}/update/"
    browser.read("The form of an update", path)
    shown = {"recommends_complete": "on", "shown": "tested", "shown_by": f"Forty were sampled, {chance.random()}."}
    browser.send("An action is recommended complete", path, shown | {"no_evidence_because": "It stays in the system."})


def _decision(browser, facts, chance):
    queue = browser.read("Scrutiny queue", "/scrutiny/")
    if matters := re.findall(r'href="(/scrutiny/\d+/)', queue):
        path = chance.choice(matters)
        page = browser.read("A matter to decide", path, may_be_gone=True)
        if 'value="send_back"' in page:
            decision = {"outcome": "send_back", "text": f"Sample April too, {chance.random()}."}
            browser.send("A decision of the DCC", path, decision)


def _plan(browser, facts, chance):
    browser.read("Plans in", "/plans/")
    plan = as_csv(PLAN_ROWS, seed=chance.random())
    came = browser.send(f"A plan of {PLAN_ROWS} rows is read", "/plans/", {}, {"file": ("plan.csv", plan)})
    if came:
        browser.read("Its preview", came)


KINDS = [
    Kind(
        80,
        "",
        [
            Deed(30, _reads("My actions", "/my-actions/")),
            Deed(25, _action),
            Deed(20, _update),
            Deed(4, _evidence),
            Deed(2, _recommendation),
            Deed(8, _reads("List of late actions", LATE)),
            Deed(5, _reads("Search", f"/search/?q={RARE}")),
            Deed(6, _reads("An inspection of 100", "/inspections/{inspection}/")),
        ],
    ),
    Kind(
        4,
        "dcc-0",
        [
            Deed(60, _decision),
            Deed(20, _reads("Position", "/position/")),
            Deed(20, _reads("Dashboard", "/position/dashboard/")),
        ],
    ),
    Kind(
        10,
        "opcc-0",
        [
            Deed(20, _reads("Position", "/position/")),
            Deed(10, _reads("Position as at a past day", f"/position/?at={THEN}")),
            Deed(15, _reads("Dashboard", "/position/dashboard/")),
            Deed(15, _reads("List of late actions", LATE)),
            Deed(10, _reads("Late recommendations", "/recommendations/?late=inspectorate")),
            Deed(10, _reads("Search", f"/search/?q={RARE}")),
            Deed(12, _action),
            Deed(6, _reads("Progress report of 100", "/inspections/{inspection}/progress/")),
            Deed(2, _reads("CSV of every action", "/actions/actions.csv")),
        ],
    ),
    Kind(
        6,
        "coordinator-0",
        [
            Deed(30, _reads("Coordination", "/coordination/")),
            Deed(15, _reads("Gaps in the plan", "/gaps/")),
            Deed(20, _reads("List of late actions", LATE)),
            Deed(15, _reads("An inspection of 100", "/inspections/{inspection}/")),
            Deed(10, _plan),
            Deed(5, _reads("Plan of 100 as Word", "/inspections/{inspection}/plan/action-form.docx")),
            Deed(5, _reads("Plan of 100 as Excel", "/inspections/{inspection}/plan/progress-table.xlsx")),
        ],
    ),
]
