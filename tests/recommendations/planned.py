"""Rows of a plan as an importer would hand them on, and accepting them."""

import hashlib

from recommendations.selectors.intake.planned_rows import PlannedRow
from recommendations.services.intake import accept_plan
from tests.moments import london

ACCEPTED = london(2015, 4, 13)


def planned(reference="1", row=2, **fields):
    """A row of "plan.xlsx" about a recommendation of the inspection "hmic"."""
    words = {"wording": "See that the log is kept.", "kind": "recommendation", "inspection": "hmic"}
    place = {"place": f"plan.xlsx, sheet Plan, row {row}", "source": f"Plan|{row}"}
    return PlannedRow(reference=reference, **place, **(words | fields))


def accepted(*rows, by, at=ACCEPTED, answers=None, contents=None):
    """What accepting these rows did; each set of rows is a file of its own."""
    data = (contents or repr(rows)).encode()
    came = {"name": "plan.xlsx", "sha256": hashlib.sha256(data).hexdigest(), "data": data}
    return accept_plan(list(rows), **came, answers=answers, by=by, at=at)
