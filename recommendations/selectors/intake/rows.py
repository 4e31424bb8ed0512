"""One row of a plan as it goes in: what it asks, promises and says, whatever kind of file it stood in."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class StatementDraft:
    """Words that say more than an import may do: TranscribedStatement.Means, part's letter or "", who and when.

    `column` is the cell they stand in: "status", "update", "action" ...
    """

    means: str
    words: str
    letter: str = ""
    said_by: str = ""
    said_on: date | None = None
    column: str = ""


@dataclass(frozen=True)
class PlannedRow:
    """One row of a plan as it goes in. `place` says where it stands: "plan.xlsx, sheet Plan, row 2"; `source` the same for
    programs: "Plan|2".

    task: the action's words, None where the row has none of its own. action_fields and issue_fields: what the
    document has columns for, by field of Action and Recommendation; a column that a document lacks is not there.
    action_owner, issue_owner: the post or other words in those columns, None where there is no such column.
    says_complete: the status words, where they say complete or recommend it. action_number: the number that the
    tracker printed beside the action. action_place: rows that share it share one action. cells: the words as they
    stand, by column. asks: what has to be answered first, as (column, sentence).
    """

    place: str
    inspection: str
    reference: str
    kind: str
    wording: str
    timescale: str = ""
    page_reference: str = ""
    parts: tuple = ()
    task: str | None = None
    links: tuple = ()
    action_fields: dict = field(default_factory=dict)
    issue_fields: dict = field(default_factory=dict)
    action_owner: str | None = None
    issue_owner: str | None = None
    statements: tuple = ()
    says_complete: str = ""
    action_number: int | None = None
    action_place: str = ""
    cells: dict = field(default_factory=dict)
    asks: tuple = ()
    source: str = ""

    def says_as_printed(self, column, printed):
        """Whether a cell holds just what an export prints there today (`printed`, words by column)."""
        return column in self.cells and self.cells[column] == printed.get(column)
