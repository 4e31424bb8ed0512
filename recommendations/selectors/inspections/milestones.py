"""Milestones of an inspection: how two rows of one differ, what was changed of them, and the figures that a change moves."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext

from inspections.models import Inspection, Milestone
from safeguarding.as_at import rows, states
from safeguarding.lib.dates import is_late, london_date

from ...models import Recommendation
from ...models.visibility import not_gone
from ..actions.entries import Entry, paragraphs
from ..changes import Field, differing, entry
from ..facts import day
from ..moves import Move, Moves, moved

FIELDS = (
    Field("The step", lambda row: row.label),
    Field("Due", lambda row: day(row.due_on, row.due_precision)),
    Field("The clock starts on", lambda row: day(row.started_on)),
    Field("Met on", lambda row: day(row.done_on)),
    Field("How it was met", lambda row: row.done_words, note=True),
    Field("It applies", lambda row: "No" if row.ended_at else "Yes"),
)


def differences(before: Milestone, after: Milestone, *, notes: bool = True) -> list[Move]:
    """The differences between two rows of one milestone. notes: how it was met too, which is not for everybody."""
    return differing(FIELDS, before, after, notes=notes)


def milestone_changes(inspection: Inspection, at: datetime | None, *, hears: bool) -> Iterator[Entry]:
    """Entries of what was changed of its milestones by `at`, those that moved together as one. One query.

    hears: whether reasons and how they were met are for the reader.
    """
    past = states(Milestone, at).filter(inspection=inspection.id).select_related("history_user")
    states_of, together = defaultdict(list), defaultdict(list)
    for row in past.order_by("history_date", "history_id"):
        states_of[row.id].append(row)
    for before, after in (pair for found in states_of.values() for pair in pairwise(found)):
        for move in differences(before, after, notes=hears):
            line = f"{after.label}. {move.label}: {move.before} → {move.after}"
            together[after.history_date, after.history_user_id, after.history_change_reason].append((after, line))
    for (_, _, why), found in together.items():
        lines = "\n".join(line for _, line in found)
        yield entry(found[0][0], "Milestones", paragraphs(why if hears else "", lines))


def by_themselves(steps: QuerySet[Milestone], at: datetime | None = None) -> QuerySet[Milestone]:
    """Those of `steps` that are not the same as a recommendation, which is counted and dated in their place. at: None for now."""
    same = rows(Recommendation, at).filter(not_gone(Recommendation, at), milestone=OuterRef("id"))
    return steps.filter(~Exists(same))


@dataclass(frozen=True)
class Before:
    """The milestones of an inspection as they stand: a Before of selectors.moves."""

    inspection: Inspection
    at: datetime
    figures: dict[str, int]

    @classmethod
    def of(cls, inspection: Inspection, at: datetime) -> "Before":
        """As they stand now. One query."""
        steps = list(by_themselves(inspection.milestones.filter(ended_at=None)))
        unmet = [step for step in steps if not step.done_on]
        figures = {
            gettext("Milestones met"): len(steps) - len(unmet),
            "Milestones not yet met": len(unmet),
            gettext("Milestones past their date"): sum(is_late(step.due_on, london_date(at)) for step in unmet),
        }
        return cls(inspection, at, figures)

    def moves(self) -> Moves:
        """The Moves between then and what stands now."""
        return Moves(figures=moved(self.figures, Before.of(self.inspection, self.at).figures))
