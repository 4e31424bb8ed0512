"""The piles of things that wait, with the DCC and with owners, now or as they stood; the queue to work through is in scrutiny/."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, F, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_noop as _

from ...models import Action, AwaitedStanding
from ..figures import Addresses
from ..named_parts import named_parts, named_recommendations, only
from ..prepared import prepared
from ..scrutiny.queue_order import KINDS
from ..scrutiny.rows_waiting import rows_waiting
from ..standings import Standings

SHOWN = 10  # of a pile; the queue has them all
Kind = AwaitedStanding.Kind

# In their order: who it waits for and its kind; in words; the unit, a singular noun.
PILES = {
    (True, Kind.COMPLETION): (KINDS["action"].heading, "action"),
    (True, Kind.ANSWER): (KINDS["answer"].heading, "action"),
    (True, Kind.ANSWER_ABOUT): (KINDS["about"].heading, "answer"),
    (True, Kind.STATEMENT): (KINDS["statement"].heading, "statement"),
    (True, Kind.RESPONSE): (KINDS["response"].heading, "response"),
    (True, Kind.DEADLINE): (_("Target dates beyond the inspectorate’s, or where it set none"), "date"),
    (False, Kind.COMPLETION): (_("Recommended complete, and a question of the DCC’s to answer first"), "action"),
    (False, Kind.DEADLINE): (_("Target dates within the inspectorate’s, for the issue owner"), "date"),
}


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
    """The piles that are not empty: with the DCC, and with owners."""

    dcc: list[Pile]
    owners: list[Pile]

    @property
    def dcc_total(self) -> int:
        """How many things wait for the DCC, of every kind."""
        return sum(pile.count for pile in self.dcc)


def awaiting(asked: Standings) -> Awaiting:
    """The Awaiting of `asked`. One query, and three more where something waits.

    What was recommended complete and waits for an answer to a question is with its owner, not with the DCC.
    """
    to, piled = Addresses(asked.as_at), _first_of_each(asked)
    rows = [row for _, found in piled.values() for row in found]
    some = _only_parts({row["key"] for row in rows if row["kind"] == Kind.COMPLETION}, asked)
    about = {row["about_recommendation"] for row in rows} - {None}
    names = named_recommendations(about, asked.as_at) if about else {}
    piles = {True: [], False: []}
    for (with_dcc, kind), (what, unit) in PILES.items():
        count, found = piled.get((with_dcc, kind), (0, []))
        items = [_item(row, names, some, to) for row in found]
        if items:
            piles[with_dcc].append(Pile(what, unit, count, _together(items)))
    return Awaiting(piles[True], piles[False])


def _item(row, names, some, to):
    if asked := row["about_recommendation"]:
        return Item(names[asked], to.recommendation(asked), row["since"])
    number = row["about_action"]
    parts = some[row["with_dcc"], number] if row["kind"] == Kind.COMPLETION else ""
    return Item(f"{Action(number)}{parts}", to.action(number), row["since"])


def _first_of_each(asked: Standings) -> dict[tuple[bool, int], tuple[int, list[dict[str, object]]]]:
    """{pile: (how many, the first of its rows)} of the piles that are not empty. One query for all."""
    found = {}
    for row in _placed(asked):
        found.setdefault((row["with_dcc"], row["kind"]), (row["total"], []))[1].append(row)
    return found


@prepared
def _placed(asked):
    within = {"partition_by": [F("with_dcc"), F("kind")]}
    placed = rows_waiting(asked).annotate(
        place=Window(RowNumber(), order_by=[F("since"), F("key")], **within), total=Window(Count("*"), **within)
    )
    return placed.filter(place__lte=SHOWN).order_by("place")


def _together(items):
    """The items, those on the same thing as one, in their order."""
    piled = {}
    for item in items:
        first = piled.setdefault(item.about, item)
        piled[item.about] = replace(first, count=first.count + (item is not first))
    return list(piled.values())


def _only_parts(actions, asked):
    """{(with_dcc, action): ", only 8b"} where some parts of it are meant, and not all that may be seen."""
    meant, covers = defaultdict(set), {}
    for action, part, with_dcc, parts in _recommended(asked, actions=tuple(actions)):
        meant[with_dcc, action].add(part)
        covers[action] = parts
    parts = named_parts({part for some in meant.values() for part in some}, asked.as_at) if meant else {}
    words = defaultdict(str)
    for (with_dcc, action), some in meant.items():
        if len(some) < covers[action]:
            words[with_dcc, action] = only([parts[part] for part in sorted(some)])
    return words


@prepared
def _recommended(asked, *, actions):
    """Rows of (action, part, with_dcc, how many parts the action covers) of parts that are recommended complete."""
    covered = asked.coverages().filter(action=OuterRef("action")).order_by().values("action")
    recommended = asked.awaited().filter(kind=Kind.COMPLETION, action__pk__among=actions, part__isnull=False)
    counted = recommended.annotate(covers=Subquery(covered.annotate(parts=Count("part")).values("parts")))
    return counted.values_list("action", "part", "with_dcc", "covers")


QUESTIONS = (_placed,)  # to be asked at once with others
