"""Both commands over every published paper that is at hand: what they read as JSON, or one sentence on why not."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

PAPERS = Path(__file__).parents[4] / "shared" / "real"  # read in place, and never copied here
pytestmark = pytest.mark.skipif(not PAPERS.exists(), reason="the published papers are not part of the project")

DRAFTS = {  # recommendations and the like, and next steps
    "hmic-report.pdf": (10, 3),
    "hmic-report.txt": (10, 3),
    "city-briefing-cse-february-2015.txt": (22, 0),
    "opcc-paper-childrens-safeguarding.txt": (10, 0),
    "opcc-paper-cse-november-2013.txt": (0, 0),
    "action-update.txt": (20, 2),
    "action-update.docx": (20, 2),
    "action-capture-form.xlsx": "action-capture-form.xlsx cannot be read here: reports are",
}
ROWS = {
    "action-capture-form.xlsx": 10,
    "action-update.docx": 22,
    "hmic-report.pdf": "hmic-report.pdf cannot be read here: plans are",
    "hmic-report.txt": "hmic-report.txt",
    "city-briefing-cse-february-2015.txt": "city-briefing-cse-february-2015.txt",
    "opcc-paper-childrens-safeguarding.txt": "opcc-paper-childrens-safeguarding.txt",
    "opcc-paper-cse-november-2013.txt": "opcc-paper-cse-november-2013.txt",
    "action-update.txt": 48,  # its tables as lines of text: nothing is lost, and what came later is of the row above
}


def run(capsys, command, name, *args):
    """What the command prints as JSON, or the sentence with which it refuses."""
    try:
        call_command(command, str(PAPERS / name), "--json", *args)
    except CommandError as refused:
        return str(refused)
    return json.loads(capsys.readouterr().out)


def test_every_paper_is_tried():
    assert {path.name for path in PAPERS.iterdir()} == set(DRAFTS) == set(ROWS)


@pytest.mark.parametrize("name", DRAFTS)
def test_a_paper_as_a_report(capsys, name):
    told = run(capsys, "read_report", name, "--published", "2015-02-11")

    if isinstance(told, str):
        assert told.startswith(DRAFTS[name])
    else:
        assert (len(told["items"]), len(told["next_steps"])) == DRAFTS[name]
        wanted = {"reference", "kind", "text", "parts", "timescale", "addressees", "page", "confidence"}
        assert [wanted - set(item) for item in told["items"]] == [set()] * len(told["items"])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROWS)
def test_a_paper_as_a_plan(capsys, name):
    told = run(capsys, "import_action_plan", name)

    assert told.startswith(ROWS[name]) if isinstance(told, str) else len(told["rows"]) == ROWS[name]
