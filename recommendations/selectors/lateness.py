"""Late three ways, no date, and asked for immediately: figures that must never be merged (domain.md)."""

from dataclasses import dataclass
from datetime import date

from safeguarding.lib.dates import days_open, is_late

from ..workflow import OPEN

# Every open action is in one of these, so that they add up (domain.md, Dates that must not be merged).
STANDINGS = {"not-due": "Not yet due", "revised": "On a revised date", "overdue": "Overdue", "no-date": "No date"}


@dataclass(frozen=True)
class Lateness:
    """How an action stands to its dates on a day. Late from the day after."""

    open: bool = False
    current: bool = False
    original: bool = False
    inspectorate: bool = False
    no_date: bool = False
    moved: bool = False
    immediate_days: int | None = None

    @property
    def standing(self):
        """The key in STANDINGS of an open action, by its current target; "" once it is closed."""
        if not self.open:
            return ""
        if self.no_date:
            return "no-date"
        if self.current:
            return "overdue"
        return "revised" if self.moved else "not-due"

    @property
    def words(self):
        """The most pressing in words, or ""."""
        if self.current:
            return "Late"
        if self.inspectorate:
            return "Past the inspectorate's date"
        if self.original:
            return "Past its first target"
        return ""


def lateness(action, *, due_on: date | None, asked_on: date | None, today: date) -> Lateness:
    """Lateness of an action (a row of today or of the past) on `today` in London; none once it is closed.

    due_on: the inspectorate's date. asked_on: when an inspectorate asked for it immediately, which is no due date;
    its days are a figure of its own.
    """
    if action.status not in OPEN:
        return Lateness()
    return Lateness(
        open=True,
        current=is_late(action.target_on, today),
        original=is_late(action.original_target_on, today),
        inspectorate=is_late(due_on, today),
        no_date=action.target_on is None,
        moved=action.target_on != action.original_target_on,
        immediate_days=days_open(asked_on, today),
    )
