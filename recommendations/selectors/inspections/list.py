"""The list of inspections: what each filter and each order means, and what a row shows."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext_noop as _

from inspections.models import Inspection, Milestone
from inspections.visibility import under_embargo
from safeguarding.as_at import rows
from safeguarding.lib.dates import is_late

from ...models import Recommendation
from ...workflow import PartState
from ..figures import Addresses
from ..standings import Standings
from .milestones import by_themselves
from .readers import embargo


def not_released(asked: Standings) -> Q:
    """A condition on inspections: the OPCC could see it, and does not. Not those under embargo: it is not for the OPCC yet."""
    return Q(released_at=None) & ~under_embargo(asked.as_at or asked.now, asked.today)


# What a filter keeps: (value asked for, Standings) -> condition on the rows of inspections.
INSPECTION_CONDITIONS = {
    "body": lambda slug, asked: Q(body__slug=slug),
    "kind": lambda slug, asked: Q(kind__slug=slug),
    "unreleased": lambda ticked, asked: not_released(asked),
}

INSPECTION_COLUMNS = {"title": (_("Inspection"), "title"), "published": (_("Published"), "published_on")}


@dataclass(frozen=True)
class StateCount:
    """How many recommendations of an inspection are in a state, and where they are."""

    state: PartState
    count: int
    url: str


@dataclass(frozen=True)
class InspectionRow:
    """One inspection in a list; states worst first. all_url: where its recommendations are. embargo: see readers.embargo."""

    inspection: Inspection
    url: str
    all_url: str
    total: int
    states: list[StateCount]
    next_steps: int
    embargo: datetime | None
    milestone: Milestone | None
    milestone_late: bool


def inspection_rows(inspections: Collection[Inspection], asked: Standings) -> list[InspectionRow]:
    """Rows for `inspections` (as visible_inspections gives them), in their order; the milestone is the next one not met.

    Two queries.
    """
    keys = [inspection.id for inspection in inspections]
    counts = defaultdict(dict)
    tallied = asked.recommendations().filter(inspection__in=keys).values_list("inspection", "kind", "state")
    for inspection, kind, state, count in tallied.annotate(Count("pk")).order_by():
        counts[inspection][kind, PartState(state)] = count
    waiting = {}
    unmet = rows(Milestone, asked.as_at).filter(inspection__in=keys, done_on=None, ended_at=None).exclude(due_on=None)
    for milestone in by_themselves(unmet, asked.as_at).order_by("due_on", "id"):
        waiting.setdefault(milestone.inspection_id, milestone)
    return [_inspection_row(each, counts[each.id], waiting.get(each.id), asked) for each in inspections]


def _inspection_row(inspection, counts, milestone, asked):
    to = Addresses(asked.as_at)
    next_steps = sum(count for (kind, _), count in counts.items() if kind == Recommendation.Kind.NEXT_STEP)
    states = defaultdict(int)
    for (kind, state), count in counts.items():
        states[state] += count if kind != Recommendation.Kind.NEXT_STEP else 0
    in_states = [
        StateCount(state, states[state], to.recommendations(inspection=inspection.slug, state=state.value))
        for state in PartState
        if states[state]
    ]
    return InspectionRow(
        inspection=inspection,
        url=to.inspection(inspection),
        all_url=to.recommendations(inspection=inspection.slug),
        total=sum(each.count for each in in_states),
        states=in_states,
        next_steps=next_steps,
        embargo=embargo(inspection, asked),
        milestone=milestone,
        milestone_late=milestone is not None and is_late(milestone.due_on, asked.today),
    )
