"""The clocks of a dashboard: steps of its inspections that a rule or a report dates, and that are not met."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q, Window

from inspections.models import Milestone
from safeguarding.as_at import rows
from safeguarding.lib.dates import days_between

from ...models.commissioner import CLOCK
from ..commissioner import Waiting, time_left
from ..inspections.milestones import by_themselves
from ..lateness import AHEAD, comes_soon
from ..named_parts import titles_of_inspections
from .within import Within, prepared_within

SHOWN = 8


@dataclass(frozen=True)
class Step:
    """A step not met. days: until its day, negative once it is past; None where it is not known, or its clock's start.

    source: the citation of its clock, or where the report states it.
    """

    label: str
    source: str
    inspection: str
    url: str
    due_on: date | None
    due_precision: str
    days: int | None

    @property
    def past(self) -> int:
        """By how many days it is past; 0 where it is not."""
        return max(0, -self.days) if self.days is not None else 0


@dataclass(frozen=True)
class Clocks:
    """The first SHOWN of `total` steps, the earliest first. ahead: how many fall in the days of AHEAD.

    responses: of reports that wait for the Commissioner's, which are among the steps.
    """

    steps: list[Step]
    total: int
    past: int
    undated: int
    ahead: list[int]
    responses: Waiting | None = None

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.steps)


def clocks(within: Within) -> Clocks:
    """The Clocks of `within`; with filters, of the inspections that asked something of it. One statement, of the past two."""
    found, asked = _first_steps(within), within.asked
    if not found:
        return Clocks([], 0, 0, 0, [0 for _ in AHEAD])
    titles = {row.inspection_id: row.inspection.title for row in found}
    if asked.as_at:
        titles = titles_of_inspections(titles, asked.as_at)
    one = found[0]
    ahead = [getattr(one, f"ahead_{days}") for days in AHEAD]
    left = time_left(one.respond_by, asked.today)
    responses = Waiting(one.responses, one.respond_by, left) if one.responses else None
    return Clocks([_step(row, titles, within) for row in found], one.total, one.past, one.undated, ahead, responses)


@prepared_within
def _first_steps(within):
    """The first SHOWN, each with the counts of all."""
    asked = within.asked
    counts = {
        "total": Q(),
        "past": Q(due_on__lt=asked.today),
        "undated": Q(due_on=None),
        **{f"ahead_{days}": comes_soon("due_on", asked, days) for days in AHEAD},
    }
    counted = {name: Window(Count("pk", filter=condition)) for name, condition in counts.items()}
    respond = Q(clock=CLOCK, done_words="")
    counted |= {
        "responses": Window(Count("pk", filter=respond)),
        "respond_by": Window(Min("due_on", filter=respond)),
    }
    first = _steps(within).annotate(**counted).order_by(F("due_on").asc(nulls_last=True), "id")
    return first.select_related("inspection")[:SHOWN]


def _steps(within):
    in_force = rows(Milestone, within.asked.as_at).filter(ended_at=None, done_on=None)
    of = within.every_recommendation() if within.kept else None
    known = within.asked.inspections.order_by().values("pk")
    return by_themselves(in_force, within.asked.as_at).filter(
        inspection__in=known if of is None else of.order_by().values("inspection")
    )


def _step(row, titles, within):
    return Step(
        label=row.label,
        source=row.source,
        inspection=titles[row.inspection_id],
        url=within.to.inspection(row.inspection),
        due_on=row.due_on,
        due_precision=row.due_precision,
        days=days_between(within.asked.today, row.due_on) if row.due_on else None,
    )


QUESTIONS = (_first_steps.unfiltered,)  # to be asked at once with others
