"""The piles of things that wait, with the DCC and with owners, now or as they stood; the queue to work through is in scrutiny/."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, F, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.utils.text import get_text_list

from ... import waiting
from ..figures import Addresses
from ..named_parts import named_parts, named_recommendations
from ..scrutiny.queue_order import KINDS
from ..scrutiny.rows_waiting import with_dcc, with_owners
from ..standings import Standings
from .questions import reads_as_opcc, unanswered_by_opcc

SHOWN = 10  # of a pile; the queue has them all

# In their order: who it waits for and its kind, in words; the unit; what it is about.
PILES = {
    ("dcc", "action"): (KINDS["action"].heading, "action", "action"),
    ("dcc", "answer"): (KINDS["answer"].heading, "action", "action"),
    ("dcc", "answer-about"): (KINDS["answer-about"].heading, "answer", "recommendation"),
    ("dcc", "statement"): (KINDS["statement"].heading, "statement", "recommendation"),
    ("dcc", "response"): (KINDS["response"].heading, "response", "part__recommendation"),
    ("dcc", "deadline"): ("Target dates beyond the inspectorate's, or where it set none", "date", "action"),
    ("owners", "action"): ("Recommended complete, and a question of the DCC's to answer first", "action", "action"),
    ("opcc", "question"): ("The OPCC's questions without an answer", "question", "pk"),
    ("owners", "deadline"): ("Target dates within the inspectorate's, for the issue owner", "date", "action"),
}
OPCC = ("opcc", "question")


@dataclass(frozen=True)
class Item:
    """One thing that waits, or several of a kind on one action or recommendation.

    about: in words. since: when the longest of them began to wait.
    """

    about: str
    url: str
    since: datetime
    count: int = 1


@dataclass(frozen=True)
class Pile:
    """Things of one kind that wait; `items` are those that wait longest. unit: a singular noun that takes an s."""

    what: str
    unit: str
    count: int
    items: list[Item]

    @property
    def more(self) -> int:
        """How many are not among the items."""
        return self.count - sum(item.count for item in self.items)


@dataclass(frozen=True)
class Awaiting:
    """The piles that are not empty: with the DCC, and with owners.

    asked: the questions of the OPCC that nobody has answered, for its reviewers; None where there is none. Its one item leads
    to them all.
    """

    dcc: list[Pile]
    owners: list[Pile]
    asked: Pile | None

    @property
    def dcc_total(self) -> int:
        """How many things wait for the DCC, of every kind."""
        return sum(pile.count for pile in self.dcc)


def awaiting(asked: Standings) -> Awaiting:
    """The Awaiting of `asked`. One query, and four more where something waits.

    What was recommended complete and waits for an answer to a question is with its owner, not with the DCC.
    """
    to, piled = Addresses(asked.as_at), _first_of_each(asked)
    asked_by_opcc = piled.pop(OPCC, None)
    actions = {key for pile, (_, found) in piled.items() for key, _ in found if PILES[pile][2] == "action"}
    others = {key for pile, (_, found) in piled.items() for key, _ in found if PILES[pile][2] != "action"}
    only = _only_parts(actions, asked)
    names = named_recommendations(others, asked.as_at) if others else {}
    piles = defaultdict(list)
    for (whose, kind), (what, unit, about) in PILES.items():
        count, found = piled.get((whose, kind), (0, []))
        items = [
            Item(f"Action {key}{only[whose, key] if kind == 'action' else ''}", to.action(key), since)
            if about == "action"
            else Item(names[key], to.recommendation(key), since)
            for key, since in found
        ]
        if items:
            piles[whose].append(Pile(what, unit, count, _together(items)))
    return Awaiting(piles["dcc"], piles["owners"], asked_by_opcc and _questions(*asked_by_opcc, to))


def _questions(count, found, to):
    what, unit, _ = PILES[OPCC]
    return Pile(what, unit, count, [Item(what, to.questions(), found[0][1], count)])


def _first_of_each(asked: Standings) -> dict[tuple[str, str], tuple[int, list[tuple[int, datetime]]]]:
    """{pile: (how many, the first of them as (key, since))} of the piles that are not empty. One query for all."""
    rows = {("dcc", kind): found for kind, found in with_dcc(asked).items()}
    rows |= {("owners", kind): found for kind, found in with_owners(asked).items()}
    if reads_as_opcc(asked):
        rows[OPCC] = unanswered_by_opcc(asked)
    wanted = ((number, pile) for number, pile in enumerate(PILES) if pile in rows)
    first, *others = (_numbered(rows[pile], number, PILES[pile][2]) for number, pile in wanted)
    piles, found = list(PILES), {}
    for number, key, since, _, total in sorted(first.union(*others, all=True), key=lambda row: (row[0], row[3])):
        found.setdefault(piles[number], (total, []))[1].append((key, since))
    return found


def _numbered(rows: QuerySet, number: int, about: str) -> QuerySet:
    numbered = rows.order_by().annotate(
        place=Window(RowNumber(), order_by=[F("since"), F("pk")]), total=Window(Count("pk"))
    )
    return numbered.filter(place__lte=SHOWN).values_list(Value(number), about, "since", "place", "total")


def _together(items):
    """The items, those on the same thing as one, in their order."""
    piled = {}
    for item in items:
        first = piled.setdefault(item.about, item)
        piled[item.about] = replace(first, count=first.count + (item is not first))
    return list(piled.values())


def _only_parts(actions, asked):
    """{(whose, action): ", only 8b"} where some parts of it are meant, and not all that may be seen."""
    covered, meant = defaultdict(set), defaultdict(set)
    if actions:
        for action, part in asked.coverages().filter(action__in=actions).values_list("action", "part"):
            covered[action].add(part)
        recommended = waiting.recommended(asked.as_at).filter(action__in=actions)
        for action, part, answered in recommended.values_list("action", "part", "answered"):
            if part in covered[action]:
                meant["dcc" if answered else "owners", action].add(part)
    parts = named_parts({part for some in meant.values() for part in some}, asked.as_at) if meant else {}
    words = defaultdict(str)
    for (whose, action), some in meant.items():
        if some < covered[action]:
            words[whose, action] = f", only {get_text_list([str(parts[part]) for part in sorted(some)], 'and')}"
    return words
