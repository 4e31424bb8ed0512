"""Dates kept and not kept: open actions, late three ways, asked for immediately, extensions, milestones."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from inspections.models import Milestone
from safeguarding.as_at import decided, recorded, rows
from safeguarding.lib.dates import is_late

from ...models import DeadlineRequest
from ...workflow import PartState
from ..lateness import LATE, STANDINGS
from ..register_rows import Register
from .figures import Addresses, Figure


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
    """A part of ours asked for "immediately" and open; `days` since publication, None where the day is not known."""

    reference: str
    inspection: str
    url: str
    state: PartState
    days: int | None


@dataclass(frozen=True)
class Extensions:
    """How often a later target was asked for, for one reason or all, and what came of it.

    `actions`: (number, address) of those it was asked for on.
    """

    because: str
    asked: int
    granted: int
    refused: int
    waiting: int
    actions: list[tuple[int, str]]


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
    """Everything the position says about dates."""

    open: Open
    late: list[LateWay]
    parts_past: Figure
    recommendations_past: Figure
    immediate: list[Immediate]
    immediate_in: Figure
    extensions: list[Extensions]
    steps: list[Unmet]
    steps_met: Figure

    @property
    def extended(self) -> Extensions | None:
        """The Extensions for all reasons together; None where nobody asked."""
        return self.extensions[-1] if self.extensions else None


def deadlines(register: Register, to: Addresses, *, as_at: datetime | None = None) -> Deadlines:
    """The Deadlines of `register`. Two queries."""
    parts = [part for part in register.parts.values() if part.recommendation.counted and not part.state.closed]
    past = [part for part in parts if part.late]
    immediate = sorted((part for part in parts if part.asked_immediately), key=_printed_order)
    steps = list(rows(Milestone, as_at).filter(inspection_id__in=register.inspections).order_by("due_on", "id"))
    return Deadlines(
        open=open_actions(register, to),
        late=late_three_ways(register, to),
        parts_past=Figure(len(past), "part"),
        recommendations_past=_holding(past, to.recommendations(late="inspectorate")),
        immediate=sorted((_immediate(part, to) for part in immediate), key=lambda one: -(one.days or 0)),
        immediate_in=_holding(immediate, to.recommendations(immediate="on")),
        extensions=_extensions(register, to, as_at),
        steps=[_unmet(row, register, to) for row in steps if not row.done_on],
        steps_met=Figure(sum(bool(row.done_on) for row in steps), "milestone"),
    )


def open_actions(register: Register, to: Addresses) -> Open:
    """The open actions: not yet due + on a revised date + overdue + no date."""
    counts = Counter(action.lateness.standing for action in register.actions.values())
    return Open(
        total=Figure(sum(counts[key] for key in STANDINGS), "action", to.actions(state="open")),
        standings=[(words, Figure(counts[key], "action", to.actions(due=key))) for key, words in STANDINGS.items()],
    )


def late_three_ways(register: Register, to: Addresses) -> list[LateWay]:
    """Late against the current target, the original target, and the inspectorate's date: three figures, never added."""
    lateness = [action.lateness for action in register.actions.values()]
    return [
        LateWay(words, meaning, Figure(sum(getattr(each, way) for each in lateness), "action", to.actions(late=way)))
        for way, (words, meaning) in LATE.items()
    ]


def _printed_order(part):
    return part.recommendation.row.order, part.row.letter


def _holding(parts, url):
    return Figure(len({part.recommendation.pk for part in parts}), "recommendation", url)


def _immediate(part, to):
    return Immediate(
        reference=str(part),
        inspection=part.recommendation.inspection.title,
        url=to.recommendation(part.recommendation.pk),
        state=part.state,
        days=part.immediate_days,
    )


def _extensions(register, to, as_at):
    asked = recorded(DeadlineRequest, as_at).filter(action__in=register.actions).select_related("decision")
    # A first date, or an earlier one, is no extension.
    requests = [request for request in asked if request.previous_on and request.new_on > request.previous_on]
    by_reason = [
        _extended(reason.label, [one for one in requests if one.because == reason], to, as_at)
        for reason in DeadlineRequest.Because
    ]
    asked_for = [row for row in by_reason if row.asked]
    return [*asked_for, _extended("All reasons", requests, to, as_at)] if asked_for else []


def _extended(because, requests, to, as_at):
    outcomes = [decided(request, as_at) for request in requests]
    granted = sum(bool(outcome and outcome.agreed) for outcome in outcomes)
    waiting = outcomes.count(None)
    actions = [(number, to.action(number)) for number in sorted({request.action_id for request in requests})]
    return Extensions(because, len(requests), granted, len(requests) - granted - waiting, waiting, actions)


def _unmet(row, register, to):
    inspection = register.inspections[row.inspection_id]
    return Unmet(
        label=row.label,
        inspection=inspection.title,
        url=to.inspection(inspection),
        due_on=row.due_on,
        due_precision=row.due_precision,
        past=is_late(row.due_on, register.today),
    )
