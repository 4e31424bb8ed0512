"""Where we stand: what asks something of us, by inspection and state, now or as it stood."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from safeguarding.lib.charts import Slice
from safeguarding.models import User

from ...models import Recommendation
from ...workflow import PartState
from ..register import visible_register
from ..register_rows import RegisterRecommendation
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
    slices: list[Slice]
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
    """Counted apart, and in no other figure of the position (domain.md, What is asked for)."""

    next_steps: Figure
    strengths: Figure
    of_others: Figure
    parts_of_others: Figure


@dataclass(frozen=True)
class Position:
    """The figures that the OPCC reads first. `states` are the words over the columns of `rows`; the last row is of all."""

    today: date
    states: list[str]
    rows: list[Row]
    parts: list[PartsRow]
    parts_total: Figure
    apart: Apart
    deadlines: Deadlines
    awaiting: Awaiting
    unowned: Unowned

    @property
    def all(self) -> Row:
        """The row of all inspections."""
        return self.rows[-1]

    @property
    def settled(self) -> list[Slice]:
        """The slices of all inspections that ask nothing more of us, the best first; "Complete (force)" even if none is."""
        closed = [part for part in reversed(self.all.slices) if PartState(part.key).closed]
        complete = PartState.COMPLETE
        if any(part.key == complete for part in closed):
            return closed
        return [Slice(complete, complete.label, 0), *closed]

    @property
    def still_open(self) -> int:
        """How many recommendations ask more of us."""
        return self.all.total - sum(part.count for part in self.settled)


def position(user: User, *, now: datetime, as_at: datetime | None = None) -> Position:
    """The Position that `user` may see, by the rights of `now`, as it stood at `as_at` (None: as it stands).

    A constant number of queries. Source of what is counted apart: domain.md, What is asked for.
    """
    register = visible_register(user, now=now, as_at=as_at)
    to = Addresses(as_at)
    asking = [one for one in register.recommendations.values() if asks_of_us(one)]
    states = [state for state in PartState if any(one.state == state for one in asking)]
    rows = [
        _row(inspection.title, to.report(inspection), _of(inspection, asking), states, to, inspection=inspection.slug)
        for inspection in register.inspections.values()
    ]
    parts = _parts(asking, to)
    return Position(
        today=register.today,
        states=[state.label for state in states],
        rows=[*rows, _row("All inspections", "", asking, states, to)],
        parts=parts,
        parts_total=Figure(sum(row.parts.count for row in parts), "part"),
        apart=_apart(register, to),
        deadlines=deadlines(register, to, as_at=as_at),
        awaiting=awaiting(register, to, as_at=as_at),
        unowned=unowned(register, to, now=now, as_at=as_at),
    )


def asks_of_us(recommendation: RegisterRecommendation) -> bool:
    """Return whether it is counted: not a next step, not a strength, not addressed only to others."""
    return recommendation.counted and recommendation.state not in (PartState.NOTHING_ASKED, PartState.OTHERS)


def _of(inspection, recommendations):
    return [one for one in recommendations if one.inspection is inspection]


def _row(name, url, recommendations, states, to, **asked):
    counts = Counter(one.state for one in recommendations)
    slices = [
        Slice(state, state.label, counts[state], to.recommendations(**asked, state=state.value)) for state in states
    ]
    return Row(name, url, slices, len(recommendations))


def _parts(asking, to):
    ours = [part for one in asking for part in one.parts if part.row.ours]
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


def _apart(register, to):
    listed = list(register.recommendations.values())
    of_others = [one for one in listed if one.counted and one.state == PartState.OTHERS]
    return Apart(
        next_steps=_of_kind(listed, Kind.NEXT_STEP, "next step", to),
        strengths=_of_kind(listed, Kind.STRENGTH, "strength", to),
        of_others=Figure(len(of_others), "recommendation", to.recommendations(state=PartState.OTHERS.value)),
        parts_of_others=Figure(sum(not part.row.ours for one in listed if one.counted for part in one.parts), "part"),
    )


def _of_kind(recommendations, kind, unit, to):
    return Figure(sum(one.row.kind == kind for one in recommendations), unit, to.recommendations(kind=kind.value))
