"""Where we stand: what asks something of us, by inspection and state, now or as it stood."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from safeguarding.lib.charts import Slice
from safeguarding.models import User

from ...models import Recommendation
from ...permissions import may_see_gaps
from ...workflow import Ledgers, PartState
from ..figures import Addresses, Figure
from ..gaps.counted import severe_gaps
from ..prepared import prepared
from ..recommendations.list import OPEN_PART, has_verdict, is_counted, is_past_due, is_unowned
from ..register import visible_inspections
from ..repeats import is_repeat
from ..standings import Standings
from .awaiting import Awaiting, awaiting
from .boards import BoardRow, by_board
from .deadlines import Deadlines, PartCounts, deadlines, tally
from .questions import Unanswered, unanswered
from .unowned import Unowned, unowned

INSPECTIONS = 20  # rows of a page of the table

Kind = Recommendation.Kind
_VERDICTS = (Ledgers.VERIFIED, Ledgers.STILL_OPEN, Ledgers.DISPUTED)


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
class Verdicts:
    """The inspectorate's ledger, of the recommendations that ask something of us. `disputed` are among the `still_open`.

    repeats: those that an inspection asked before.
    """

    verified: Figure
    still_open: Figure
    disputed: Figure
    repeats: Figure


@dataclass(frozen=True)
class Position:
    """The figures that the OPCC reads first. `states` are the words over the columns of `rows`; the last row is of all.

    page: of the inspections in `rows`. gaps: severe ones; None for who does not see them.
    """

    today: date
    states: list[str]
    rows: list[Row]
    page: Page = field(compare=False)
    parts: list[PartsRow]
    parts_total: Figure
    verdicts: Verdicts
    apart: Apart
    deadlines: Deadlines
    awaiting: Awaiting
    questions: Unanswered | None
    gaps: Figure | None
    unowned: Unowned
    boards: list[BoardRow]

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


def position(user: User, *, now: datetime, as_at: datetime | None = None, page: str = "1") -> Position:
    """The Position that `user` may see, by the rights of `now`, as it stood at `as_at` (None: as it stands).

    page: of the inspections, as an address has it. Everything is counted in the database, in a constant number of queries.
    Source of what is counted apart: domain.md, What is asked for.
    """
    asked, to = Standings(user, now=now, as_at=as_at), Addresses(as_at)
    tallied = _tallied(asked)
    by_kind = _by_kind(tallied)
    totals = Counter()
    for (kind, state), counts in by_kind.items():
        if asks_of_us(kind, state):
            totals[state] += counts[0]
    states = [state for state in PartState if totals[state]]
    inspections = Paginator(visible_inspections(user, now=now, as_at=as_at), INSPECTIONS).get_page(page)
    past_in, immediate_in, nobodys = (sum(counts[n] for counts in by_kind.values()) for n in (1, 2, 3))
    parts, past, immediate, of_others = _parts(asked, to)
    counts = tally(asked)
    return Position(
        today=asked.today,
        states=[state.label for state in states],
        rows=[*_rows(inspections, states, asked, to), _row("All inspections", "", totals, states, to)],
        page=inspections,
        parts=parts,
        parts_total=Figure(sum(row.parts.count for row in parts), "part"),
        verdicts=_verdicts(by_kind, to),
        apart=_apart(by_kind, of_others, to),
        deadlines=deadlines(asked, to, counts, PartCounts(past, past_in, immediate, immediate_in)),
        awaiting=awaiting(asked),
        questions=unanswered(asked, to),
        gaps=severe_gaps(asked, to) if may_see_gaps(user, at=now) else None,
        unowned=unowned(asked, to, counts, nobodys),
        boards=by_board(_open_by_board(tallied), to),
    )


def asks_of_us(kind: str, state: PartState) -> bool:
    """Return whether it is counted: not a next step, not a strength, not addressed only to others."""
    return kind != Kind.NEXT_STEP and state not in (PartState.NOTHING_ASKED, PartState.OTHERS)


@prepared
def _tallied(asked: Standings) -> QuerySet:
    """Rows of (kind, state, slug of the board, its name, recommendations, of them past due, asked for immediately, without
    issue owner, closed by the inspectorate, still open to it, closed by us all the same, and asked before); of those counted."""
    counted = asked.recommendations().order_by().values_list("kind", "state", "board__slug", "board__name")
    return counted.annotate(
        total=Count("pk"),
        past=Count("pk", filter=is_counted() & is_past_due(asked)),
        at_once=Count("pk", filter=is_counted() & Q(immediate=True)),
        unowned=Count("pk", filter=is_counted() & is_unowned()),
        **{word.name.lower(): Count("pk", filter=has_verdict(word)) for word in _VERDICTS},
        repeats=Count("pk", filter=is_repeat(asked)),
    )


def _by_kind(tallied) -> dict[tuple[str, PartState], Sequence[int]]:
    """{(kind, state): (recommendations, and what else _tallied counts)}, of all boards."""
    found = {}
    for kind, state, _, _, *counts in tallied:
        key = (kind, PartState(state))
        found[key] = [sum(pair) for pair in zip(found.get(key, [0] * len(counts)), counts, strict=True)]
    return found


def _open_by_board(tallied):
    """The counts that by_board takes, of the recommendations that are counted and open."""
    for kind, state, slug, name, total, past, _, nobodys, *_ in tallied:
        if kind != Kind.NEXT_STEP and not PartState(state).closed:
            yield slug, name, total, past, nobodys


def counted_by_state(asked: Standings, inspections: Collection[int] | None = None) -> dict[int, Counter]:
    """{key of an inspection: how many recommendations that ask something of us are in each PartState}, of those that have any.

    inspections: few keys; None: of all. One query.
    """
    tallied = asked.recommendations().order_by()
    if inspections is not None:
        tallied = tallied.filter(inspection__in=inspections)
    counts = defaultdict(Counter)
    for key, kind, state, count in tallied.values_list("inspection", "kind", "state").annotate(Count("pk")):
        if asks_of_us(kind, PartState(state)):
            counts[key][PartState(state)] += count
    return counts


def _rows(inspections, states, asked, to):
    """A Row for each of these inspections."""
    counts = counted_by_state(asked, [inspection.id for inspection in inspections])
    return [
        _row(each.title, to.report(each), counts[each.id], states, to, inspection=each.slug) for each in inspections
    ]


def _row(name, url, counts, states, to, **asked):
    slices = [
        Slice(state, state.label, counts[state], to.recommendations(**asked, state=state.value)) for state in states
    ]
    return Row(name, url, slices, counts.total())


def _parts(asked, to):
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
    past, immediate = (sum(counts[n] for counts in found.values()) for n in (2, 3))
    return rows, past, immediate, of_others


@prepared
def _counted_parts(asked):
    counted = asked.parts().filter(is_counted()).order_by().values_list("ours", "state")
    return counted.annotate(
        total=Count("pk"),
        within=Count("recommendation", distinct=True),
        past=Count("pk", filter=OPEN_PART & Q(due_on__lt=asked.today)),
        at_once=Count("pk", filter=OPEN_PART & Q(immediate=True)),
    )


def _verdicts(by_kind, to):
    asking = [counts[4:] for (kind, state), counts in by_kind.items() if asks_of_us(kind, state)]
    return Verdicts(
        *(
            Figure(sum(counts[n] for counts in asking), "recommendation", to.recommendations(verdict=word.value))
            for n, word in enumerate(_VERDICTS)
        ),
        Figure(sum(counts[-1] for counts in asking), "recommendation", to.recommendations(repeat="on")),
    )


def _apart(by_kind, parts_of_others, to):
    def of(unit, url, wanted):
        return Figure(sum(counts[0] for key, counts in by_kind.items() if wanted(*key)), unit, url)

    others = PartState.OTHERS
    return Apart(
        next_steps=of(
            "next step", to.recommendations(kind=Kind.NEXT_STEP.value), lambda kind, _: kind == Kind.NEXT_STEP
        ),
        strengths=of("strength", to.recommendations(kind=Kind.STRENGTH.value), lambda kind, _: kind == Kind.STRENGTH),
        of_others=of(
            "recommendation",
            to.recommendations(state=others.value),
            lambda kind, state: kind != Kind.NEXT_STEP and state == others,
        ),
        parts_of_others=Figure(parts_of_others, "part"),
    )
