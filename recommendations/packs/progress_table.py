"""The progress table, as the police and crime commissioner's office reads it."""

from safeguarding.lib.writers.tables import Table

from .heading import as_it_stands, marking_of

# By the importer's names of fields: the header, and the column's share of the width.
COLUMNS = {
    "recommendation": ("Recommendation", 50),
    "action": ("Action", 50),
    "status": ("Action Status", 16),
    "update": ("Action update", 60),
    "stands": ("How it stands", 50),
}


def progress_table(inspection, rows, *, embargoes=(), at) -> Table:
    """The table's contents from plan_rows: how far each action is, dated scrutiny in its update, dates, waits and evidence."""
    return Table(
        title=f"Progress: {inspection.title}",
        marking=marking_of(inspection, rows),
        about=as_it_stands(rows, at, embargoes),
        labels=(),
        columns=tuple(COLUMNS.values()),
        rows=tuple(tuple(row.cells[name] for name in COLUMNS) for row in rows),
        at=at,
    )
