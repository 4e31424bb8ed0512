"""One row of a plan against the register: what becomes of it, and what it would do."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import TextChoices

from inspections.models import Inspection

from ...models import Action, Recommendation
from .answers import Offer, OpenQuestion
from .changes import Change
from .planned_rows import PlannedRow, StatementDraft


class Outcome(TextChoices):
    """The outcomes of a row. Only the first three go in."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    UNCERTAIN = "uncertain", "To answer"
    REFUSED = "refused", "Refused"
    LEFT_OUT = "left-out", "Left out"

    @property
    def goes_in(self) -> bool:
        return self in (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)


@dataclass
class ComparedRow:
    """One row against the register. `key` names it among the rows of its document.

    action: the known one that it means. opens: it opens a new one; covers_too: it shares the one that the row of that key
    means. letters: the parts that the action covers, none for all. changes, statements, links: what goes in. questions,
    refusals: why it does not yet, or cannot. offers: what was read and may be put right. notes: good to know.
    """

    key: str
    row: PlannedRow
    inspection: Inspection | None = None
    recommendation: Recommendation | None = None
    action: Action | None = None
    opens: bool = False
    covers_too: str = ""
    letters: tuple[str, ...] = ()
    owner: str = ""
    issue_owner: str = ""
    changes: list[Change] = field(default_factory=list)
    statements: list[StatementDraft] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    questions: list[OpenQuestion] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: bool = False

    @property
    def outcome(self) -> Outcome:
        # In this order: what is left out need be neither right nor answered, and a question on a refused row changes nothing.
        if self.left_out:
            return Outcome.LEFT_OUT
        if self.refusals:
            return Outcome.REFUSED
        if self.questions:
            return Outcome.UNCERTAIN
        if self.recommendation is None or self.opens:
            return Outcome.NEW
        return Outcome.CHANGED if self._does_anything else Outcome.UNCHANGED

    @property
    def _does_anything(self):
        return bool(self.changes or self.statements or self.links or self.covers_too)

    def ask_nothing_moot(self) -> None:
        """Tell, and do not ask, whether a row goes in that means a known action and would do nothing: one that a filter hid."""
        only_that = all(question.column == "row" for question in self.questions)
        if only_that and self.action and not self._does_anything:
            self.notes += [question.sentence for question in self.questions]
            self.questions = []

    def shown(self) -> str:
        """Everything that a person is shown of what it would do, as words."""
        # Not `values`, which no person sees.
        changes = [(change.name, change.old, change.new) for change in self.changes]
        done = (
            self.outcome,
            self.action and self.action.pk,
            self.opens,
            self.covers_too,
            self.letters,
            changes,
            self.links,
        )
        return repr((self.key, self.row, self.owner, self.issue_owner, done, self.statements))


def compared_digest(compared: Iterable[ComparedRow]) -> str:
    """SHA-256 of what a person was shown: it differs where the register moved on in between."""
    return hashlib.sha256("\n".join(row.shown() for row in compared).encode()).hexdigest()
