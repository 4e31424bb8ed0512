"""The piles of things that wait, with the DCC and with owners, now or as they stood; the queue to work through is in scrutiny/."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.db.models import Q
from django.utils.text import get_text_list

from ... import waiting
from ..register_rows import Register, RegisterPart
from ..scrutiny.queue_order import KINDS
from .figures import Addresses


@dataclass(frozen=True)
class Item:
    """One thing that waits, or several of a kind on one action or recommendation.

    about: in words. url: "" in the past. since: when the longest of them began to wait.
    """

    about: str
    url: str
    since: datetime
    count: int = 1


@dataclass(frozen=True)
class Pile:
    """Things of one kind that wait, the longest wait first. unit: a singular noun that takes an s."""

    what: str
    unit: str
    items: list[Item]

    @property
    def count(self) -> int:
        return sum(item.count for item in self.items)


@dataclass(frozen=True)
class Awaiting:
    """The piles that are not empty: with the DCC, and with owners."""

    dcc: list[Pile]
    owners: list[Pile]

    @property
    def dcc_total(self) -> int:
        """How many things wait for the DCC, of every kind."""
        return sum(pile.count for pile in self.dcc)


def awaiting(register: Register, to: Addresses, *, as_at: datetime | None = None) -> Awaiting:
    """The Awaiting of a register. Five queries.

    What was recommended complete and waits for an answer to a question is with its owner, not with the DCC.
    """
    recommended = [*_recommended(register, as_at), *_recommended_whole(register, as_at)]
    dates = list(waiting.deadlines(as_at).filter(action__in=register.actions))
    return Awaiting(
        dcc=_piles(
            (KINDS["action"].heading, "action", [one.item(to) for one in recommended if one.answered]),
            (KINDS["answer"].heading, "action", _answered(register, recommended, to, as_at)),
            (KINDS["statement"].heading, "statement", _statements(register, to, as_at)),
            (KINDS["response"].heading, "response", _responses(register, to)),
            (
                "Target dates beyond the inspectorate's, or where it set none",
                "date",
                [_date(one, to) for one in dates if one.beyond],
            ),
        ),
        owners=_piles(
            (
                "Recommended complete, and a question of the DCC's to answer first",
                "action",
                [one.item(to) for one in recommended if not one.answered],
            ),
            (
                "Target dates within the inspectorate's, for the issue owner",
                "date",
                [_date(one, to) for one in dates if not one.beyond],
            ),
        ),
    )


def _piles(*piles):
    return [Pile(what, unit, _together(items)) for what, unit, items in piles if items]


def _together(items):
    """The items, those on the same thing as one, the longest wait first."""
    piled = {}
    for item in sorted(items, key=lambda item: item.since):
        first = piled.setdefault((item.about, item.url), item)
        piled[item.about, item.url] = replace(first, count=first.count + (item is not first))
    return list(piled.values())


@dataclass(frozen=True)
class _Recommended:
    """An action that is recommended complete, whole or in some `parts` only (empty: whole).

    answered: no question on them waits for its owner, so it is with the DCC.
    """

    number: int
    parts: list[RegisterPart]
    since: datetime
    answered: bool

    def item(self, to):
        only = f", only {get_text_list(self.parts, 'and')}" if self.parts else ""
        return Item(f"Action {self.number}{only}", to.action(self.number), self.since)


def _recommended(register, as_at):
    """Where only some parts of an action are free to decide, those alone are meant."""
    recommended = waiting.recommended(as_at).filter(action__in=register.actions, part__in=register.parts)
    for number, coverages in groupby(recommended.order_by("action", "part"), lambda coverage: coverage.action_id):
        coverages = list(coverages)
        free = [coverage for coverage in coverages if coverage.answered]
        meant = free or coverages
        parts = [register.parts[coverage.part_id] for coverage in meant]
        some = parts if len(parts) < len(register.actions[number].parts) else []
        yield _Recommended(number, some, min(coverage.since for coverage in meant), answered=bool(free))


def _recommended_whole(register, as_at):
    for row in waiting.recommended_whole(as_at).filter(number__in=register.actions):
        yield _Recommended(row.number, [], row.since, row.answered)


def _answered(register, recommended, to, as_at):
    """Items for the actions with an answer to accept or not, which are not with the DCC anyway."""
    besides = {one.number for one in recommended if one.answered}
    # an action may answer another inspection too, which is not for this reader
    about = Q(part=None) | Q(part__in=register.parts)
    asked = waiting.answers(as_at).filter(about, action__in=register.actions).exclude(action__in=besides)
    # The latest first, so that of several questions on an action the longest wait is what stays in the dictionary.
    since = asked.order_by("-since").values_list("action", "since")
    return [Item(f"Action {number}", to.action(number), moment) for number, moment in dict(since).items()]


def _statements(register, to, as_at):
    return [
        _about_recommendation(register.recommendations[statement.recommendation_id], statement, to)
        for statement in waiting.statements(as_at).filter(recommendation__in=register.recommendations)
    ]


def _responses(register, to):
    return [_about_recommendation(p.recommendation, p.proposed, to) for p in register.parts.values() if p.proposed]


def _date(request, to):
    return Item(f"Action {request.action_id}", to.action(request.action_id), request.recorded_at)


def _about_recommendation(recommendation, record, to):
    about = f"{recommendation}, {recommendation.inspection.title}"
    return Item(about, to.recommendation(recommendation.pk), record.recorded_at)
