"""What stands in the two papers, before they are files."""

from types import SimpleNamespace

from recommendations.packs.action_form import action_form
from recommendations.packs.progress_table import progress_table
from recommendations.selectors.plan_export import PlanRow
from safeguarding.lib.writers.tables import Table
from tests.moments import NOW
from tests.recommendations.importers.conftest import HEADER

INSPECTION = SimpleNamespace(title="Child protection 2014", marking="official", body=SimpleNamespace(name="HMIC"))
CELLS = {
    "recommendation": "1. Immediately:\nSee to it.",
    "issue_owner": "Superintendent",
    "corporate_or_local": "Local",
    "action": "Action 7:\nKeep the log.",
    "action_owner": "Inspector",
    "cost": "n/a",
    "target": "30/04/2015",
    "expected": "May 2016",
    "status": "In progress",
    "update": "01/05/2015, Inspector: Begun.",
    "stands": "Dates: current target 30 April 2015",
}


def test_the_action_form_has_the_eight_columns_and_names_its_source():
    made = action_form(INSPECTION, (PlanRow(1, 7, CELLS),), at=NOW)

    assert made == Table(
        title="Action plan: Child protection 2014",
        marking="OFFICIAL",
        about="As it stood on 10 September 2015 at 09:00.",
        labels=(("Source originator", "HMIC"), ("Source title", "Child protection 2014")),
        columns=made.columns,
        rows=(
            (
                "1. Immediately:\nSee to it.",
                "Superintendent",
                "Local",
                "Action 7:\nKeep the log.",
                "Inspector",
                "n/a",
                "30/04/2015",
                "May 2016",
            ),
        ),
        at=NOW,
    )
    assert made.header == HEADER


def test_the_progress_table_has_status_and_update():
    made = progress_table(INSPECTION, (PlanRow(1, 7, CELLS),), at=NOW)

    assert made == Table(
        title="Progress: Child protection 2014",
        marking="OFFICIAL",
        about="As it stood on 10 September 2015 at 09:00.",
        labels=(),
        columns=made.columns,
        rows=(
            (
                "1. Immediately:\nSee to it.",
                "Action 7:\nKeep the log.",
                "In progress",
                "01/05/2015, Inspector: Begun.",
                "Dates: current target 30 April 2015",
            ),
        ),
        at=NOW,
    )
    assert made.header == ("Recommendation", "Action", "Action Status", "Action update", "How it stands")


def test_a_paper_takes_the_highest_marking_of_what_is_in_it_and_says_that_words_are_left_out():
    rows = (PlanRow(1, 7, CELLS), PlanRow(1, 8, CELLS, withheld=True, marking="official-sensitive"))

    for make in (action_form, progress_table):
        made = make(INSPECTION, rows, at=NOW)
        assert made.marking == "OFFICIAL-SENSITIVE"
        assert made.about == (
            "As it stood on 10 September 2015 at 09:00. Words that are not released to the reader are left out."
        )
