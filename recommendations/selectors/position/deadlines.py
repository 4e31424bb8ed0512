"""Dates kept and not kept: open actions, late three ways, asked for immediately, extensions, milestones."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from inspections.models import Milestone
from safeguarding.as_at import not_yet, recorded, rows
from safeguarding.lib.dates import days_open, is_late, open_in_words

from ...models import DeadlineRequest
from ...workflow import PartState
from ..figures import Addresses, Figure
from ..inspections.milestones import by_themselves
from ..lateness import LATE, STANDINGS, is_late_in, is_open, stands_at
from ..named_parts import named_parts, titles_of_inspections
from ..prepared import in_all, prepared
from ..recommendations.list import OPEN_PART, is_counted
from ..standings import Standings

SHOWN = 20  # of what is listed one by one: parts asked for immediately, milestones, the actions of an extension


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
class Immediate:
    """A part of ours asked for "immediately" and open; `days` since publication, None where the day is not known.

    open: the same in words, "211 days" or "since July 2015"; "" where nothing is known.
    """

    reference: str
    inspection: str
    url: str
    state: PartState
    days: int | None
    open: str


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
    """A milestone not yet met."""

    label: str
    inspection: str
    url: str
    due_on: date | None
    due_precision: str
    past: bool


@dataclass(frozen=True)
class Deadlines:
    """Everything the position says about dates. `immediate` and `steps` are the first; their Figures count all."""

    open: Open
    late: list[LateWay]
    parts_past: Figure
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
    """How many open actions stand so: by keys of STANDINGS, by ways of LATE as "late-current", and "unowned". One query."""
    keys = (*STANDINGS, *(f"late-{way}" for way in LATE), "unowned")
    (counts,) = _tally(asked)
    return dict(zip(keys, counts, strict=True))


@prepared
def _tally(asked):
    conditions = (
        *(stands_at(key, asked) for key in STANDINGS),
        *(is_late_in(way, asked) for way in LATE),
        is_open() & Q(owner=None),
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
    in_force = by_themselves(rows(Milestone, asked.as_at).filter(ended_at=None), asked.as_at)
    steps = in_force.filter(asked.known.of("inspection"))
    met = steps.aggregate(met=Count("pk", filter=~Q(done_on=None)), unmet=Count("pk", filter=Q(done_on=None)))
    return Deadlines(
        open=open_actions(counts, to),
        late=late_three_ways(counts, to),
        parts_past=Figure(parts.past, "part"),
        recommendations_past=Figure(parts.past_in, "recommendation", to.recommendations(late="inspectorate")),
        immediate=_immediate(asked, to) if parts.immediate else [],
        immediate_parts=Figure(parts.immediate, "part"),
        immediate_in=Figure(parts.immediate_in, "recommendation", to.recommendations(immediate="on")),
        extensions=_extensions(asked, to),
        steps=_unmet(steps, asked, to) if met["unmet"] else [],
        steps_unmet=Figure(met["unmet"], "milestone"),
        steps_met=Figure(met["met"], "milestone"),
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


def _immediate(asked, to):
    found = asked.parts().filter(OPEN_PART, is_counted(), immediate=True)
    found = list(found.order_by(F("asked_on").asc(nulls_last=True), "recommendation", "part")[:SHOWN])
    names = named_parts([part.part_id for part in found], asked.as_at)
    return [
        Immediate(
            reference=names[part.part_id].words,
            inspection=names[part.part_id].inspection,
            url=names[part.part_id].url,
            state=PartState(part.state),
            days=days_open(part.asked_on, asked.today, names[part.part_id].published_precision),
            open=open_in_words(part.asked_on, asked.today, names[part.part_id].published_precision).removeprefix(
                "open "
            ),
        )
        for part in found
    ]


def _extensions(asked: Standings, to: Addresses) -> list[Extensions]:
    # A first date, or an earlier one, is no extension.
    requests = recorded(DeadlineRequest, asked.as_at).filter(
        not_yet("taken_back", asked.as_at), action__in=asked.actions().values("action"), new_on__gt=F("previous_on")
    )
    waits = not_yet("decision", asked.as_at)
    counted = (
        requests.order_by()
        .values_list("because")
        .annotate(
            asked=Count("pk"),
            granted=Count("pk", filter=~waits & Q(decision__agreed=True)),
            waiting=Count("pk", filter=waits),
            on=Count("action", distinct=True),
        )
    )
    found = {because: counts for because, *counts in counted}
    if not found:
        return []
    numbers = _first_actions(requests)
    by_reason = [_extended(r.label, numbers[r], *found[r], to) for r in DeadlineRequest.Because if r in found]
    asked_for, granted, waiting, _ = map(sum, zip(*found.values(), strict=True))
    every = sorted({number for some in numbers.values() for number in some})
    on = requests.aggregate(on=Count("action", distinct=True))["on"]
    return [*by_reason, _extended("All reasons", every, asked_for, granted, waiting, on, to)]


def _first_actions(requests: QuerySet) -> dict[str, list[int]]:
    """{reason: the first actions on which it was given}."""
    found = defaultdict(list)
    for because, number in requests.order_by("action").values_list("because", "action").distinct()[: 3 * SHOWN]:
        found[because].append(number)
    return found


def _extended(because, numbers, asked, granted, waiting, on, to):
    actions = [(number, to.action(number)) for number in numbers[:SHOWN]]
    return Extensions(because, asked, granted, asked - granted - waiting, waiting, actions, on - len(actions))


def _unmet(steps: QuerySet, asked: Standings, to: Addresses) -> list[Unmet]:
    unmet = steps.filter(done_on=None).order_by(F("due_on").asc(nulls_last=True), "id")
    found = list(unmet.select_related("inspection")[:SHOWN])
    titles = titles_of_inspections({row.inspection_id for row in found}, asked.as_at)
    return [
        Unmet(
            label=row.label,
            inspection=titles[row.inspection_id],
            url=to.inspection(row.inspection),
            due_on=row.due_on,
            due_precision=row.due_precision,
            past=is_late(row.due_on, asked.today),
        )
        for row in found
    ]
