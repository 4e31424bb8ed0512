"""Where we stand: what asks something of us, by inspection and state, now or as it stood."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from safeguarding.lib.charts import Slice

from ...models import Recommendation
from ...workflow import PartState
from ..register import visible_register
from .awaiting import Awaiting, awaiting
from .deadlines import Deadlines, deadlines
from .figures import Addresses, Figure
from .unowned import Unowned, unowned

Kind = Recommendation.Kind


@dataclass(frozen=True)
class Row:
    """One inspection, or all of them: how many recommendations are in each state, in the order of the columns."""

    name: str
    url: str
    slices: list
    total: int


@dataclass(frozen=True)
class PartsRow:
    """How many parts of ours are in a state, and in how many recommendations."""

    key: str
    label: str
    parts: Figure
    recommendations: Figure


@dataclass(frozen=True)
class Apart:
    """What is in no other figure of the position, and why not."""

    next_steps: Figure
    strengths: Figure
    of_others: Figure
    parts_of_others: Figure


@dataclass(frozen=True)
class Position:
    """What the OPCC reads first. `states` are the words over the columns of `rows`; the last row is of all."""

    today: date
    states: list
    rows: list
    parts: list
    parts_total: Figure
    apart: Apart
    deadlines: Deadlines
    awaiting: Awaiting
    unowned: Unowned

    @property
    def all(self):
        """The row of all inspections."""
        return self.rows[-1]

    @property
    def settled(self):
        """The slices of all inspections that ask nothing more of us, the best first; "Complete (force)" even if none is."""
        found = [part for part in reversed(self.all.slices) if PartState(part.key).closed]
        complete = PartState.COMPLETE
        return found if any(part.key == complete for part in found) else [Slice(complete, complete.label, 0), *found]

    @property
    def still_open(self):
        """How many recommendations ask more of us."""
        return self.all.total - sum(part.count for part in self.settled)


def position(user, *, now, as_at=None):
    """The Position that `user` may see, by the rights of `now`, as it stood at `as_at` (None: as it stands).

    A constant number of queries. Source of what is counted apart: domain.md, What is asked for.
    """
    seen = visible_register(user, now=now, as_at=as_at)
    to = Addresses(as_at)
    asking = [found for found in seen.recommendations.values() if asks_of_us(found)]
    states = [state for state in PartState if any(found.state == state for found in asking)]
    rows = [
        _row(inspection.title, to.report(inspection), _of(inspection, asking), states, to, inspection=inspection.slug)
        for inspection in seen.inspections.values()
    ]
    parts = _parts(asking, to)
    return Position(
        today=seen.today,
        states=[state.label for state in states],
        rows=[*rows, _row("All inspections", "", asking, states, to)],
        parts=parts,
        parts_total=Figure(sum(row.parts.count for row in parts), "part"),
        apart=_apart(seen, to),
        deadlines=deadlines(seen, to, as_at=as_at),
        awaiting=awaiting(seen, to, as_at=as_at),
        unowned=unowned(seen, to, now=now, as_at=as_at),
    )


def asks_of_us(recommendation):
    """Whether a RegisterRecommendation is counted: not a next step, not a strength, not addressed only to others."""
    return recommendation.counted and recommendation.state not in (PartState.NOTHING_ASKED, PartState.OTHERS)


def _of(inspection, recommendations):
    return [found for found in recommendations if found.inspection is inspection]


def _row(name, url, recommendations, states, to, **asked):
    counts = Counter(found.state for found in recommendations)
    slices = [
        Slice(state, state.label, counts[state], to.recommendations(**asked, state=state.value)) for state in states
    ]
    return Row(name, url, slices, len(recommendations))


def _parts(asking, to):
    ours = [part for found in asking for part in found.parts if part.row.ours]
    rows = []
    for state in PartState:
        within = [part for part in ours if part.state == state]
        if within:
            holding = {part.recommendation.pk for part in within}
            url = to.recommendations(part_state=state.value)
            rows.append(
                PartsRow(
                    state.value,
                    state.label,
                    Figure(len(within), "part"),
                    Figure(len(holding), "recommendation", url),
                )
            )
    return rows


def _apart(seen, to):
    found = list(seen.recommendations.values())
    of_others = [one for one in found if one.counted and one.state == PartState.OTHERS]
    return Apart(
        next_steps=_of_kind(found, Kind.NEXT_STEP, "next step", to),
        strengths=_of_kind(found, Kind.STRENGTH, "strength", to),
        of_others=Figure(len(of_others), "recommendation", to.recommendations(state=PartState.OTHERS.value)),
        parts_of_others=Figure(sum(not part.row.ours for one in found if one.counted for part in one.parts), "part"),
    )


def _of_kind(found, kind, unit, to):
    return Figure(sum(one.row.kind == kind for one in found), unit, to.recommendations(kind=kind.value))
