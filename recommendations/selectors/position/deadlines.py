"""Dates kept and not kept: open actions, late three ways, asked for immediately, extensions, milestones."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Window
from django.db.models.lookups import GreaterThan

from inspections.models import Milestone
from safeguarding.as_at import not_yet, recorded, rows
from safeguarding.lib.dates import is_late
from safeguarding.replica import cursor_to_read

from ...models import DeadlineRequest
from ...models.deadlines import AGREED_ON
from ..figures import Addresses, Figure
from ..gaps.of_actions import owner_gone
from ..inspections.milestones import by_themselves
from ..lateness import LATE, STANDINGS, is_open, is_past, target_stands_at
from ..named_parts import titles_of_inspections
from ..prepared import in_all, prepared
from ..standings import Standings
from .open_parts import FirstOpenParts, Immediate, PastDue, first_open_parts

SHOWN = 20  # of what is listed one by one: milestones, the actions of an extension
_ALL = "all"  # of the reasons for an extension


@dataclass(frozen=True)
class Open:
    """Open actions; `total` is the sum of the four `standings`, which are pairs of words and Figure."""

    total: Figure
    standings: list[tuple[str, Figure]]


@dataclass(frozen=True)
class LateWay:
    """Open actions late in one of the ways of LATE; an action may be late in several."""

    words: str
    meaning: str
    actions: Figure


@dataclass(frozen=True)
class Extensions:
    """How often a later target was asked for, for one reason or all, and what came of it.

    `actions`: (number, address) of the first that it was asked for on, and how many `more` there are.
    """

    because: str
    asked: int
    granted: int
    refused: int
    waiting: int
    actions: list[tuple[int, str]]
    more: int


@dataclass(frozen=True)
class Unmet:
    """A milestone not yet met. source: the citation of its clock, or where the report states it."""

    label: str
    source: str
    inspection: str
    url: str
    due_on: date | None
    due_precision: str
    past: bool


@dataclass(frozen=True)
class Deadlines:
    """Everything the position says about dates. `past`, `immediate` and `steps` are the first; their Figures count all."""

    open: Open
    late: list[LateWay]
    parts_past: Figure
    past: list[PastDue]
    recommendations_past: Figure
    immediate: list[Immediate]
    immediate_parts: Figure
    immediate_in: Figure
    extensions: list[Extensions]
    steps: list[Unmet]
    steps_unmet: Figure
    steps_met: Figure

    @property
    def extended(self) -> Extensions | None:
        """The Extensions for all reasons together; None where nobody asked."""
        return self.extensions[-1] if self.extensions else None


def tally(asked: Standings) -> dict[str, int]:
    """How many open actions stand so: by keys of STANDINGS, by ways of LATE as "late-current", "unowned", and "vacant" where nobody
    holds the post. One query.
    """
    keys = (*STANDINGS, *(f"late-{way}" for way in LATE), "unowned", "vacant")
    (counts,) = _tally(asked)
    return dict(zip(keys, counts, strict=True))


@prepared
def _tally(asked):
    conditions = (
        *(target_stands_at(key, asked) for key in STANDINGS),
        *(is_past(way, asked) for way in LATE),
        Q(owner=None),
        owner_gone(asked),
    )
    counts = {f"count_{number}": Count("pk", filter=condition) for number, condition in enumerate(conditions)}
    return in_all(asked.actions().filter(is_open()), **counts)


@dataclass(frozen=True)
class PartCounts:
    """How many parts, and recommendations with such a part, are open past the inspectorate's date or asked immediately."""

    past: int
    past_in: int
    immediate: int
    immediate_in: int


def deadlines(asked: Standings, to: Addresses, counts: Mapping[str, int], parts: PartCounts) -> Deadlines:
    """The Deadlines of `asked`. counts: its tally(). A constant number of queries."""
    steps, unmet, met = _steps(asked, to)
    first = first_open_parts(asked, to) if parts.immediate or parts.past else FirstOpenParts([], [])
    return Deadlines(
        open=open_actions(counts, to),
        late=late_three_ways(counts, to),
        parts_past=Figure(parts.past, "part"),
        past=first.past,
        recommendations_past=Figure(parts.past_in, "recommendation", to.recommendations(late="inspectorate")),
        immediate=first.immediate,
        immediate_parts=Figure(parts.immediate, "part"),
        immediate_in=Figure(parts.immediate_in, "recommendation", to.recommendations(immediate="on")),
        extensions=_extensions(asked, to),
        steps=steps,
        steps_unmet=Figure(unmet, "milestone"),
        steps_met=Figure(met, "milestone"),
    )


def open_actions(counts: Mapping[str, int], to: Addresses) -> Open:
    """The open actions: not yet due + on a revised date + overdue + no date."""
    return Open(
        total=Figure(sum(counts[key] for key in STANDINGS), "action", to.actions(state="open")),
        standings=[(words, Figure(counts[key], "action", to.actions(due=key))) for key, words in STANDINGS.items()],
    )


def late_three_ways(counts: Mapping[str, int], to: Addresses) -> list[LateWay]:
    """Late against the current target, the original target, and the inspectorate's date: three figures, never added."""
    return [
        LateWay(words, meaning, Figure(counts[f"late-{way}"], "action", to.actions(late=way)))
        for way, (words, meaning) in LATE.items()
    ]


def _extensions(asked: Standings, to: Addresses) -> list[Extensions]:
    """Those for each reason, and for all of them together. One query."""
    numbers, came, on = defaultdict(list), {}, {}
    for because, action, *counts, on_actions, on_all in _extended(asked):
        numbers[because].append(action)
        came[because] = [int(count) for count in counts]  # a sum of PostgreSQL's is no int
        on[because], on[_ALL] = on_actions, on_all
    if not came:
        return []
    numbers[_ALL] = sorted({number for some in numbers.values() for number in some})
    came[_ALL] = [sum(counts) for counts in zip(*came.values(), strict=True)]
    reasons = {reason.value: reason.label for reason in DeadlineRequest.Because} | {_ALL: "All reasons"}
    return [_of_reason(words, numbers[key], *came[key], on[key], to) for key, words in reasons.items() if key in came]


def _extended(asked):
    """Rows of (reason, one of its first actions, asked for, granted, waiting, on how many actions, on how many for any reason)."""
    requests, parameters = _requests.statement(asked)
    if not requests:
        return []
    with cursor_to_read() as cursor:
        cursor.execute(EXTENDED.format(requests=requests), [*parameters, SHOWN])
        return cursor.fetchall()


@prepared
def _requests(asked):
    """Rows of (reason, action, asked for, granted, waiting)."""
    waits = not_yet("decision", asked.as_at)
    # A first date, or an earlier one, is no extension.
    extends = recorded(DeadlineRequest, asked.as_at).filter(
        not_yet("taken_back", asked.as_at), action__in=asked.actions().values("action"), new_on__gt=F("previous_on")
    )
    return (
        extends.order_by()
        .values("because", "action")
        .annotate(
            asked=Count("pk"),
            granted=Count("pk", filter=~waits & Q(decision__agreed=True) & GreaterThan(AGREED_ON, F("previous_on"))),
            waiting=Count("pk", filter=waits),
        )
    )


# Written out, because Django knows no sum over the rows that it has grouped already.
EXTENDED = """
    WITH requests (because, action, asked, granted, waiting) AS ({requests})
    SELECT because, action, asked, granted, waiting, on_actions, (SELECT COUNT(DISTINCT action) FROM requests) FROM (
        SELECT because, action, SUM(asked) OVER reason AS asked, SUM(granted) OVER reason AS granted,
            SUM(waiting) OVER reason AS waiting, COUNT(*) OVER reason AS on_actions,
            ROW_NUMBER() OVER (PARTITION BY because ORDER BY action) AS place
        FROM requests WINDOW reason AS (PARTITION BY because)
    ) AS placed
    WHERE place <= %s ORDER BY because, action
"""


def _of_reason(because, numbers, asked, granted, waiting, on, to):
    actions = [(number, to.action(number)) for number in numbers[:SHOWN]]
    return Extensions(because, asked, granted, asked - granted - waiting, waiting, actions, on - len(actions))


def _steps(asked: Standings, to: Addresses) -> tuple[list[Unmet], int, int]:
    """The first of the milestones not yet met, how many of them there are, and how many are met."""
    found = _first_steps(asked)
    if not found:
        return [], 0, 0
    waiting = [row for row in found if row.done_on is None]
    titles = {row.inspection_id: row.inspection.title for row in waiting}
    if asked.as_at and waiting:
        titles = titles_of_inspections(titles, asked.as_at)
    return [_step(row, titles[row.inspection_id], asked, to) for row in waiting], found[0].unmet, found[0].met


@prepared
def _first_steps(asked):
    in_force = by_themselves(rows(Milestone, asked.as_at).filter(ended_at=None), asked.as_at)
    steps = in_force.filter(inspection__in=asked.inspections.order_by().values("pk"))
    unmet, met = (Window(Count("pk", filter=condition)) for condition in (Q(done_on=None), Q(done_on__isnull=False)))
    in_order = F("done_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "id"
    return steps.annotate(unmet=unmet, met=met).order_by(*in_order).select_related("inspection")[:SHOWN]


def _step(row, title, asked, to):
    return Unmet(
        label=row.label,
        source=row.source,
        inspection=title,
        url=to.inspection(row.inspection),
        due_on=row.due_on,
        due_precision=row.due_precision,
        past=is_late(row.due_on, asked.today),
    )


QUESTIONS = (_tally, _first_steps)  # to be asked at once with others
