"""The main job from end to end: a plan comes in, its owner reports, the DCC supports, the OPCC sees the position."""

import re
import sqlite3

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from safeguarding.ledger import leaves

from .chromium import person, ready
from .demonstration import CAST

HEADER = [
    "Issue or recommendation",
    "Issue owner",
    "Corporate or Local?",
    "Action required",
    "Action owner",
    "Cost",
    "Urgency (deadline date or n/a)",
    "Expected completion date",
]
# Recommendation 9 has two parts and no action of its own until this plan.
ROW = [
    "9. Within six months (pg 19-20)\nStaff should a) write down what children say; and b) note how it ended.",
    "Superintendent",
    "Corporate",
    "Add two questions to every closing report: what the child said, and how it ended.",
    "Detective Chief Inspector",
    "n/a",
    "31/08/2015",
    "n/a",
]
PAST = "/position/?at=6+August+2015"
COMPLETE = re.compile(r"(\d+) of \d+\srecommendations complete \(force\)")


@pytest.fixture
def number(own, tmp_path):
    """The action that the accepted plan opened, by number."""
    book = Workbook()
    for row in (HEADER, ROW):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    plan = [tmp_path / "plan.xlsx", "--inspection", "hmic-ncpi-2014"]
    told = own.manage("import_action_plan", *plan, "--accept", "--by", CAST["coordinator"])
    assert "Actions: 1 opened" in told
    return _newest(own, "action", "number")


def _newest(own, noun, key):
    with sqlite3.connect(own.database) as database:
        return database.execute(f"SELECT max({key}) FROM recommendations_{noun}").fetchone()[0]


def position(page, path="/position/"):
    """The words and figures of the position, and the band above them when it is the past."""
    ready(page, path)
    band = page.locator(".app-past").all_inner_texts()
    return " ".join([*band, page.locator("main").inner_text()])


def complete(words):
    return int(COMPLETE.search(words)[1])


def test_from_a_plan_to_the_position(chromium, own, number, tmp_path):
    proof = tmp_path / "dip-sample.txt"
    proof.write_text("Twenty closing reports read; eighteen say both.")

    with person(chromium, own.url, CAST["opcc"]) as page:
        before, past_before = position(page), position(page, PAST)

    _owner_reports_and_recommends(chromium, own, number, proof)
    _owner_cannot_sign_off(chromium, own, number)
    _dcc_asks(chromium, own, number)
    _owner_answers(chromium, own, number)
    _dcc_supports_one_part_then_the_whole(chromium, own, number)

    with person(chromium, own.url, CAST["opcc"]) as page:
        after, past_after = position(page), position(page, PAST)
        assert page.complaints == []
    assert complete(after) == complete(before) + 1
    assert past_after == past_before
    assert "As it stood at 6 August 2015, 23:59. Not today." in past_after


def _owner_reports_and_recommends(chromium, own, number, proof):
    with person(chromium, own.url, CAST["owner"]) as page:
        page.goto("/my-actions/")
        expect(page.get_by_text("Add two questions to every closing report")).to_be_visible()
        page.goto(f"/actions/{number}/update/")
        page.get_by_label("What was done since the last update").fill(
            "Both questions are in the report since 1 August."
        )
        expect(page.get_by_label("What it is").first).to_be_hidden()
        page.get_by_label("Files").first.set_input_files(proof)
        page.get_by_label("What it is").first.fill("Dip sample")
        page.get_by_label("I recommend this complete").check()
        page.get_by_label("Part 9a").check()
        page.get_by_label("Part 9b").check()
        expect(page.get_by_role("button", name="Post update and recommend parts 9a and 9b complete")).to_be_visible()
        page.get_by_label("Tested", exact=True).check()
        page.get_by_label("How was it shown, in a few words").fill("A dip sample of twenty reports.")
        page.get_by_role("button", name="Post update").click()
        expect(page.get_by_text("completion of parts 9a and 9b recommended")).to_be_visible()
        assert page.complaints == []


def _owner_cannot_sign_off(chromium, own, number):
    """The button is absent with its reason, the address refuses, and so does the database."""
    with person(chromium, own.url, CAST["owner"]) as page:
        page.goto(f"/actions/{number}/")
        expect(page.get_by_role("button", name="Support completion")).to_have_count(0)
        expect(page.get_by_text("Support completion: This is for the DCC.")).to_be_visible()
        refused = page.request.post(
            f"{own.url}/scrutiny/{number}/",
            form={"csrfmiddlewaretoken": _token(page), "outcome": "support", "digest": ""},
            headers={"Referer": page.url},
        )
        assert refused.status == 403
        assert "This is for the DCC." in refused.text()
    with sqlite3.connect(own.database) as database, pytest.raises(sqlite3.IntegrityError, match="Only the DCC"):
        database.create_function(leaves.FUNCTION, -1, leaves.hash_row)  # without it nothing at all is written there
        owner = database.execute("SELECT id FROM safeguarding_user WHERE username = ?", [CAST["owner"]]).fetchone()[0]
        database.execute(
            "INSERT INTO recommendations_decision"
            " (recorded_at, recorded_by_id, audience, marking, action_id, outcome, reason, decided_on, digest, recommended_by_id)"
            " VALUES ('2015-09-10 09:00', ?, 'opcc', 'official', ?, 'supports', '', '2015-09-10', '', ?)",
            [owner, number, owner],
        )


def _token(page):
    return page.locator("input[name=csrfmiddlewaretoken]").first.input_value()


def _dcc_asks(chromium, own, number):
    with person(chromium, own.url, CAST["dcc"]) as page:
        page.goto(f"/scrutiny/{number}/")
        page.get_by_label("Ask a question").check()
        page.get_by_label("Your question or reason").fill("Which reports were read, and by whom?")
        page.get_by_role("button", name="Record and go on").click()
        page.get_by_text("question asked").wait_for()


def _owner_answers(chromium, own, number):
    with person(chromium, own.url, CAST["owner"]) as page:
        page.goto("/my-actions/")
        expect(page.get_by_text("Which reports were read, and by whom?")).to_be_visible()
        page.goto(f"/questions/{_newest(own, 'question', 'id')}/answer/")
        page.get_by_label("Your answer").fill("Twenty of August, read by the missing persons team.")
        page.get_by_role("button", name="Send answer").click()
        assert page.complaints == []


def _dcc_supports_one_part_then_the_whole(chromium, own, number):
    with person(chromium, own.url, CAST["dcc"]) as page:
        _decide(page, number, "Accept the answer")
        page.goto(f"/scrutiny/{number}/")
        page.get_by_label("About").select_option(label="Only 9a")
        page.get_by_label("Support completion").check()
        page.get_by_role("button", name="Record and go on").click()
        page.goto(f"/actions/{number}/")
        expect(page.locator("main").get_by_text("Recommended complete").first).to_be_visible()
        _decide(page, number, "Support completion")
        page.goto(f"/actions/{number}/")
        expect(page.locator("main").get_by_text("Complete (force)").first).to_be_visible()
        assert page.complaints == []


def _decide(page, number, outcome):
    page.goto(f"/scrutiny/{number}/")
    page.get_by_label(outcome).check()
    page.get_by_role("button", name="Record and go on").click()
