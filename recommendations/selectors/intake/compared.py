"""One row of a plan against the register: what becomes of it, and what it would do."""

import hashlib
from dataclasses import dataclass, field

from django.db.models import TextChoices

from inspections.models import Inspection

from ...models import Action, Recommendation
from .changes import Change
from .rows import PlannedRow


class Outcome(TextChoices):
    """What becomes of a row. Only the first three go in."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    UNCERTAIN = "uncertain", "To answer"
    REFUSED = "refused", "Refused"
    LEFT_OUT = "left-out", "Left out"

    @property
    def goes_in(self):
        return self in (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)


@dataclass(frozen=True)
class Ask:
    """Something to answer before the row goes in: which kind of answer (a field of Answers), under which key.

    `choices` are (value, label); without any, the words of `column` are to be put right. `column` is what it is about.
    """

    kind: str
    key: str
    sentence: str
    choices: tuple = ()
    column: str = ""


@dataclass
class Compared:
    """One row against the register. `key` names it among the rows of its document.

    action: the known one that it means. opens: it opens a new one; covers_too: it shares the one that the row of that key
    means. changes, statements, links: what goes in. asks, refusals: why it does not yet, or cannot. notes: good to know.
    """

    key: str
    row: PlannedRow
    inspection: Inspection | None = None
    recommendation: Recommendation | None = None
    action: Action | None = None
    opens: bool = False
    covers_too: str = ""
    owner: str = ""
    issue_owner: str = ""
    changes: list[Change] = field(default_factory=list)
    statements: list = field(default_factory=list)
    links: list = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: bool = False

    @property
    def outcome(self):
        if self.left_out:
            return Outcome.LEFT_OUT
        if self.refusals:
            return Outcome.REFUSED
        if self.asks:
            return Outcome.UNCERTAIN
        if self.recommendation is None or self.opens:
            return Outcome.NEW
        return Outcome.CHANGED if self._does_anything else Outcome.UNCHANGED

    @property
    def _does_anything(self):
        return bool(self.changes or self.statements or self.links or self.covers_too)

    def told(self):
        """Everything that a person is shown of what it would do, as words."""
        changes = [(change.name, change.old, change.new) for change in self.changes]
        done = (self.outcome, self.action and self.action.pk, self.opens, self.covers_too, changes, self.links)
        return repr((self.key, self.row, self.owner, self.issue_owner, done, self.statements))


def compared_digest(compared):
    """SHA-256 of what a person was shown: it differs where the register moved on in between."""
    return hashlib.sha256("\n".join(found.told() for found in compared).encode()).hexdigest()
