"""The list of inspections: what each filter means, and what a row shows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from inspections.models import Inspection, Milestone
from safeguarding.lib.dates import is_late

from ...workflow import PartState
from ..register_rows import Register

# What a filter keeps: (row of an Inspection, value asked for, day on which it is asked) -> whether it stays.
INSPECTION_TESTS = {
    "body": lambda inspection, slug, today: inspection.body.slug == slug,
    "kind": lambda inspection, slug, today: inspection.kind.slug == slug,
}


@dataclass(frozen=True)
class InspectionRow:
    """One inspection in a list. states: (PartState, how many of its recommendations), worst first."""

    inspection: Inspection
    total: int
    states: list[tuple[PartState, int]]
    next_steps: int
    milestone: Milestone | None
    milestone_late: bool


def inspection_rows(inspections: Iterable[Inspection], register: Register) -> list[InspectionRow]:
    """Rows for `inspections`, in their order; the milestone is the next one not met. One query."""
    waiting = {}
    for milestone in Milestone.objects.filter(inspection__in=inspections, done_on=None).exclude(due_on=None):
        waiting.setdefault(milestone.inspection_id, milestone)
    return [_inspection_row(inspection, register, waiting.get(inspection.pk)) for inspection in inspections]


def _inspection_row(inspection, register, milestone):
    reported = [each for each in register.recommendations.values() if each.inspection.pk == inspection.pk]
    states = Counter(each.state for each in reported if each.counted)
    return InspectionRow(
        inspection=inspection,
        total=states.total(),
        states=[(state, states[state]) for state in PartState if states[state]],
        next_steps=len(reported) - states.total(),
        milestone=milestone,
        milestone_late=milestone is not None and is_late(milestone.due_on, register.today),
    )
