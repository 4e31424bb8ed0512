"""The parts of ours by state, and how many are others'."""

from dataclasses import dataclass

from django.db.models import Count, Q

from ...workflow import PartState
from ..figures import Addresses, Figure
from ..prepared import prepared
from ..recommendations.list import is_counted
from ..standings import Standings


@dataclass(frozen=True)
class PartsRow:
    """How many parts of ours are in a state, and in how many recommendations."""

    key: str
    label: str
    parts: Figure
    recommendations: Figure


def parts_by_state(asked: Standings, to: Addresses) -> tuple[list[PartsRow], int, int, int]:
    """The PartsRows of ours; how many of them are open past their date, and asked for immediately; how many are others'."""
    found, of_others = {}, 0
    for ours, state, *counts in _counted_parts(asked):
        if not ours:
            of_others += counts[0]
        elif state != PartState.NOTHING_ASKED:
            found[PartState(state)] = counts
    rows = [
        PartsRow(
            state.value,
            state.label,
            Figure(found[state][0], "part"),
            Figure(found[state][1], "recommendation", to.recommendations(part_state=state.value)),
        )
        for state in PartState
        if state in found
    ]
    past, immediate = (sum(counts[n] for state, counts in found.items() if not state.closed) for n in (2, 3))
    return rows, past, immediate, of_others


@prepared
def _counted_parts(asked):
    counted = asked.parts().filter(is_counted()).order_by().values_list("ours", "state")
    return counted.annotate(
        total=Count("pk"),
        within=Count("recommendation", distinct=True),
        past=Count("pk", filter=Q(due_on__lt=asked.today)),
        at_once=Count("pk", filter=Q(immediate=True)),
    )


QUESTIONS = (_counted_parts,)  # to be asked at once with others
