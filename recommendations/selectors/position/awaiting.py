"""What waits for scrutiny, since when, now or as it stood; the queue that the DCC works through is in scrutiny/."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.text import get_text_list

from ...models import DeadlineRequest, StatementDecision, TranscribedStatement
from ...workflow import OPEN
from ..as_at import recorded
from ..scrutiny.waiting import KINDS
from .completions import completions, open_questions


@dataclass(frozen=True)
class Item:
    """What waits: what it is about, where it is, since when the longest of them, and how many there are on it."""

    about: str
    url: str
    since: datetime
    count: int = 1


@dataclass(frozen=True)
class Pile:
    """Things of one kind that wait, the longest wait first. unit: a singular noun that takes an s."""

    what: str
    unit: str
    items: list

    @property
    def count(self):
        return sum(item.count for item in self.items)


@dataclass(frozen=True)
class Awaiting:
    """The piles that are not empty: with the DCC, and with owners."""

    dcc: list
    owners: list

    @property
    def dcc_total(self):
        """How many things wait for the DCC, of every kind."""
        return sum(pile.count for pile in self.dcc)


def awaiting(seen, to, *, as_at=None):
    """The Awaiting of the Register `seen`; `to` is its Addresses. Four queries.

    What was recommended complete and waits for an answer to a question is with its owner, not with the DCC.
    """
    asked = open_questions(seen, as_at)
    recommended = completions(seen, asked, as_at)
    beyond, within = _dates(seen, to, as_at)
    answered = _answered(seen, asked, to, besides={one.number for one in recommended if one.answered})
    return Awaiting(
        dcc=_piles(
            (KINDS["action"].heading, "action", _recommended(recommended, to, answered=True)),
            (KINDS["answer"].heading, "action", answered),
            (KINDS["statement"].heading, "statement", _statements(seen, to, as_at)),
            (KINDS["response"].heading, "response", _responses(seen, to)),
            ("Target dates beyond the inspectorate's, or where it set none", "date", beyond),
        ),
        owners=_piles(
            (
                "Recommended complete, and a question of the DCC's to answer first",
                "action",
                _recommended(recommended, to, answered=False),
            ),
            ("Target dates within the inspectorate's, for the issue owner", "date", within),
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


def _recommended(found, to, *, answered):
    return [
        Item(f"Action {one.number}{_only(one.parts)}", to.action(one.number), one.since)
        for one in found
        if one.answered is answered
    ]


def _only(parts):
    return f", only {get_text_list(parts, 'and')}" if parts else ""


def _answered(seen, asked, to, *, besides):
    """Items for the actions with an answer to accept or not, which are not with the DCC anyway."""
    return [
        Item(f"Action {number}", to.action(number), min(moments))
        for number, questions in asked.items()
        if number not in besides and (moments := [one.answered_at for one in questions if one.answered_at])
    ]


def _statements(seen, to, as_at):
    waiting = recorded(TranscribedStatement, as_at).to_confirm(as_at).filter(recommendation__in=seen.recommendations)
    return [
        _about_recommendation(seen.recommendations[statement.recommendation_id], statement, to)
        for statement in waiting.exclude(pk__in=recorded(StatementDecision, as_at).values("statement"))
    ]


def _responses(seen, to):
    return [_about_recommendation(p.recommendation, p.proposed, to) for p in seen.parts.values() if p.proposed]


def _dates(seen, to, as_at):
    """Items for the dates asked for beyond the inspectorate's, or where it set none; and for those within."""
    still = [number for number, action in seen.actions.items() if action.status in OPEN]
    waiting = recorded(DeadlineRequest, as_at).pending(as_at).filter(action__in=still)
    beyond, within = [], []
    for request in waiting:
        number, due = request.action_id, seen.actions[request.action_id].due_on
        pile = beyond if due is None or request.new_on > due else within
        pile.append(Item(f"Action {number}", to.action(number), request.recorded_at))
    return beyond, within


def _about_recommendation(found, record, to):
    return Item(f"{found}, {found.inspection.title}", to.recommendation(found.pk), record.recorded_at)
