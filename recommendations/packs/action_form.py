"""The eight-column action form, as forces send it to the inspectorate."""

from safeguarding.lib.writers.tables import Table
from safeguarding.models import Marking

from .heading import as_it_stands, marking_of

# By the importer's names of fields: the header, and the column's share of the width.
COLUMNS = {
    "recommendation": ("Issue or recommendation", 44),
    "issue_owner": ("Issue owner", 16),
    "corporate_or_local": ("Corporate or Local?", 14),
    "action": ("Action required", 44),
    "action_owner": ("Action owner", 16),
    "cost": ("Cost", 12),
    "target": ("Urgency (deadline date or n/a)", 14),
    "expected": ("Expected completion date", 14),
}
BLANK_ROWS = 20


def action_form(inspection, rows, *, embargoes=(), at) -> Table:
    """The form's contents from plan_rows: who does what by when, with the source named above the header."""
    return Table(
        title=f"Action plan: {inspection.title}",
        marking=marking_of(inspection, rows),
        about=as_it_stands(rows, at, embargoes),
        labels=(("Source originator", inspection.body.name), ("Source title", inspection.title)),
        columns=tuple(COLUMNS.values()),
        rows=tuple(tuple(row.cells[name] for name in COLUMNS) for row in rows),
        at=at,
    )


def empty_form(*, at) -> Table:
    """The form without a word in it, for somebody to fill in and bring back."""
    return Table(
        title="Action plan",
        marking=Marking.OFFICIAL.label,
        about="A row for each action. A recommendation with several actions has as many rows.",
        labels=(("Source originator", ""), ("Source title", "")),
        columns=tuple(COLUMNS.values()),
        rows=(("",) * len(COLUMNS),) * BLANK_ROWS,
        at=at,
    )
