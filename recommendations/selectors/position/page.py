"""Where we stand: what asks something of us, by inspection and state, now or as it stood."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from safeguarding.lib.pages.charts import Slice
from safeguarding.models import User

from ...models import RecommendationStanding
from ...permissions import may_see_gaps
from ...workflow import PartState
from ..assurance import Assurances, assurances
from ..commissioner import Waiting, waiting
from ..figures import Addresses, Figure
from ..gaps.counted import SevereGaps, severe_gaps
from ..listing import Listing
from ..measures import by_theme, first_of_themes
from ..meetings import meetings_before
from ..prepared import prepared
from ..recommendations.list import has_verdict, is_counted
from ..register import visible_inspections
from ..repeats import is_repeat
from ..standings import Standings
from .at_once import ask
from .awaiting import Awaiting, awaiting
from .boards import PlaceRow, by_place
from .by_kind import VERDICTS, Apart, Kind, Verdicts, apart, asks_of_us, verdicts
from .deadlines import Deadlines, PartCounts, deadlines, tally
from .parts import PartsRow, parts_by_state
from .questions import Unanswered, unanswered
from .since import Since, since_the_meeting
from .unowned import Unowned, unowned
from .worked import Worked, worked

INSPECTIONS = 10  # rows of a page of the table

_PLACES = ("board", "theme")
_COUNTS = ("total", "past", "at_once", "unowned", *(word.name.lower() for word in VERDICTS), "repeats")


@dataclass(frozen=True)
class Row:
    """One inspection, or all of them: how many recommendations are in each state, in the order of the columns."""

    name: str
    url: str
    slices: list[Slice]
    total: int


@dataclass(frozen=True)
class Position:
    """The figures that the OPCC reads first. `states` are the words over the columns of `rows`; the last row is of all.

    page: of the inspections in `rows`. gaps: None for who does not see them.
    """

    today: date
    states: list[str]
    rows: list[Row]
    page: Page = field(compare=False)
    open: Figure
    parts: list[PartsRow]
    parts_total: Figure
    verdicts: Verdicts
    apart: Apart
    deadlines: Deadlines
    awaiting: Awaiting
    questions: Unanswered | None
    gaps: SevereGaps | None
    unowned: Unowned
    boards: list[PlaceRow]
    themes: list[PlaceRow]
    worked: Worked
    assurances: Assurances
    since: Since
    responses: Waiting | None

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
    def measured(self) -> bool:
        """True where a theme has a measure to show."""
        return any(row.measure for row in self.themes)

    @property
    def still_open(self) -> int:
        """How many recommendations ask more of us."""
        return self.open.count

    @property
    def worries(self) -> bool:
        """True where there is anything to look at first."""
        dates, nobody = self.deadlines, self.unowned.any
        figures = (
            dates.immediate_in,
            dates.recommendations_past,
            self.verdicts.disputed,
            self.gaps and self.gaps.total,
        )
        is_asked = nobody or self.questions is not None or self.responses is not None
        return is_asked or any(figure and figure.count for figure in figures)


def position(user: User, *, now: datetime, as_at: datetime | None = None, page: str = "1") -> Position:
    """The Position that `user` may see, by the rights of `now`, as it stood at `as_at` (None: as it stands).

    page: of the inspections, as an address has it. Everything is counted in the database, in a constant number of queries.
    Source of what is counted apart: domain.md, What is asked for.
    """
    asked, to = Standings(user, now=now, as_at=as_at), Addresses(as_at)
    meetings = meetings_before(asked.today)
    reports = Listing(asked, _inspections, page=page, size=INSPECTIONS)
    inspections = Paginator(reports, INSPECTIONS).get_page(page)
    ask((_tallied, _counted_by_state, _measures), asked, inspections, meetings)
    tallied = _tallied(asked)
    by_kind = _by_kind(tallied)
    totals = Counter()
    for (kind, state), counts in by_kind.items():
        if asks_of_us(kind, state):
            totals[state] += counts[0]
    states = [state for state in PartState if totals[state]]
    past_in, nobodys = (sum(counts[n] for key, counts in by_kind.items() if _is_open(*key)) for n in (1, 3))
    immediate_in = sum(counts[2] for (kind, _state), counts in by_kind.items() if kind != Kind.NEXT_STEP)
    parts, past, immediate, of_others = parts_by_state(asked, to)
    counts = tally(asked)
    return Position(
        today=asked.today,
        states=[state.label for state in states],
        rows=[*_rows(inspections, states, asked, to), _row("All inspections", "", totals, states, to)],
        page=inspections,
        open=Figure(_open_in(totals), "recommendation", to.recommendations(state="open")),
        parts=parts,
        parts_total=Figure(sum(row.parts.count for row in parts), "part"),
        verdicts=verdicts(by_kind, to),
        apart=apart(by_kind, of_others, to),
        deadlines=deadlines(asked, to, counts, PartCounts(past, past_in, immediate, immediate_in)),
        awaiting=awaiting(asked),
        questions=unanswered(asked, to),
        gaps=severe_gaps(asked, to) if may_see_gaps(user, at=now) else None,
        unowned=unowned(asked, to, counts, nobodys),
        boards=by_place(_open_by("board", tallied), "board", to),
        themes=by_place(_open_by("theme", tallied), "theme", to, by_theme(_measures(asked), to)),
        worked=worked(asked, to),
        assurances=assurances(asked, to, inspections.paginator.count),
        since=since_the_meeting(asked, to, meetings),
        responses=waiting(asked),
    )


def _inspections(asked):
    return visible_inspections(asked.user, now=asked.now, as_at=asked.as_at)


def _open_in(totals):
    return sum(count for state, count in totals.items() if not state.closed)


@prepared
def _tallied(asked: Standings) -> QuerySet:
    """Rows with kind, state, slug and name of the board and of the theme, and _COUNTS: recommendations, of them past their date,
    asked for immediately, without issue owner, closed by the inspectorate, still open to it, closed by us all the same, asked before."""
    conditions = (
        Q(),
        Q(due_on__lt=asked.today),
        Q(immediate=True),
        Q(issue_owner=None),
        *(has_verdict(word) for word in VERDICTS),
        is_repeat(asked),
    )
    counts = {name: Count("pk", filter=condition) for name, condition in zip(_COUNTS, conditions, strict=True)}
    # Grouped by keys and named afterwards, else the words of every recommendation would be joined and compared.
    named = {f"{place}_{name}": _of_place(place, name) for place in _PLACES for name in ("slug", "name")}
    grouped = asked.recommendations().order_by().values("kind", "state", *_PLACES)
    return grouped.annotate(**counts).annotate(**named)


def _of_place(place, name):
    """The field `name` of the board or theme of a recommendation, as it is today."""
    model = RecommendationStanding._meta.get_field(place).related_model
    return Subquery(model.objects.filter(pk=OuterRef(place)).values(name))


@prepared
def _measures(asked):
    return first_of_themes(asked, asked.recommendations().filter(is_counted()))


def _by_kind(tallied) -> dict[tuple[str, PartState], Sequence[int]]:
    """{(kind, state): (recommendations, and what else _tallied counts)}, of all boards."""
    found = {}
    for row in tallied:
        key, counts = (row["kind"], PartState(row["state"])), [row[name] for name in _COUNTS]
        found[key] = [sum(pair) for pair in zip(found.get(key, [0] * len(counts)), counts, strict=True)]
    return found


def _is_open(kind, state):
    return kind != Kind.NEXT_STEP and not state.closed


def _open_by(place, tallied):
    """The counts that by_place takes, of the recommendations that are counted and open."""
    for row in tallied:
        if _is_open(row["kind"], PartState(row["state"])):
            yield tuple(row[name] for name in (f"{place}_slug", f"{place}_name", "total", "past", "unowned"))


def counted_by_state(asked: Standings, inspections: Collection[int] | None = None) -> dict[int, Counter]:
    """{key of an inspection: how many recommendations that ask something of us are in each PartState}, of those that have any.

    inspections: few keys; None: of all. One query.
    """
    counts = defaultdict(Counter)
    for key, kind, state, count in _counted_by_state(asked, inspections=inspections and tuple(inspections)):
        if asks_of_us(kind, PartState(state)):
            counts[key][PartState(state)] += count
    return counts


@prepared
def _counted_by_state(asked, *, inspections):
    tallied = asked.recommendations().order_by()
    if inspections is not None:
        tallied = tallied.filter(inspection__pk__among=inspections)
    return tallied.values_list("inspection", "kind", "state").annotate(Count("pk"))


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
