"""The figures of the position for a program, by the selectors of its page."""

from collections.abc import Iterator

from ..selectors.position.by_inspection import ORIGINAL, open_by_inspection
from ..selectors.position.page import counted_by_state
from ..selectors.register import visible_inspections
from ..selectors.standings import Standings
from ..workflow import PartState

READ = 500  # inspections at a time
# The fields of an inspection, and the figures of the page that they are.
FIGURES = {
    "overdue_original": ORIGINAL,
    "overdue_current": "overdue",
    "not_yet_due": "not-due",
    "revised": "revised",
    "no_date": "no-date",
}


def position_figures(asked: Standings) -> Iterator[dict[str, object]]:
    """Of each inspection its slug, `states` of recommendations, and the FIGURES of open actions. Three statements."""
    inspections = visible_inspections(asked.user, now=asked.now, as_at=asked.as_at)
    states, actions = counted_by_state(asked), open_by_inspection(asked)
    for one in inspections.iterator(READ):
        yield {
            "slug": one.slug,
            "states": {state.value: states[one.id][state] for state in PartState if states[one.id][state]},
            **{field: actions[one.id][key] for field, key in FIGURES.items()},
        }
