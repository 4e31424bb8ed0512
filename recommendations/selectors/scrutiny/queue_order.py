"""The order of the DCC's queue: what waits, kind by kind, the longest wait first, and who stands where in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Value, Window
from django.db.models.functions import Lag, Lead, RowNumber
from django.urls import resolve, reverse

from safeguarding.models import User
from safeguarding.models.people import Role

from ...models import Question
from ..standings import Standings
from .rows_waiting import with_dcc


class Kind(NamedTuple):
    """One sort of thing that waits: its heading in the queue, the page where it is decided, and the key of that."""

    heading: str
    page: str
    key: str


# In the order of the queue.
KINDS = {
    "action": Kind("Recommended complete", "scrutiny-item", "action"),
    "statement": Kind("Said in a document, to be confirmed", "scrutiny-statement", "pk"),
    "response": Kind("Responses that end work on a part", "scrutiny-response", "pk"),
    "deadline": Kind("Dates asked for", "scrutiny-deadline", "pk"),
    "answer": Kind("Answers to the DCC's questions", "scrutiny-item", "action"),
    "answer-about": Kind("Answers about recommendations", "question-settle", "pk"),
}
_KINDS = list(KINDS)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: its kind (a key of KINDS), its key, the moment since when."""

    kind: str
    pk: int
    since: datetime

    @property
    def url(self) -> str:
        return _url(self.kind, self.pk)


@dataclass(frozen=True)
class Place:
    """Where one thing stands in the queue: "4 of 14", and the addresses before and after it ("" at the ends)."""

    number: int
    of: int
    previous: str
    next: str


class Queued:
    """Everything that waits for the DCC, of what `user` may see, in the order of the queue; read by the slice.

    An action or part that waits for an answer to a question is not among them: it is with its owner.
    """

    def __init__(self, user: User, at: datetime) -> None:
        rows = with_dcc(Standings(user, now=at))
        self._kinds = [
            rows[kind].order_by().annotate(of_kind=Value(number), key=F(KINDS[kind].key))
            for number, kind in enumerate(KINDS)
        ]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each of KINDS wait, of those that do."""
        firsts = _union(rows.filter(place=1) for rows in self._placed)
        return {_KINDS[kind]: count for kind, count in firsts.values_list("of_kind", "count")}

    def __len__(self) -> int:
        return sum(self.counts.values())

    def __getitem__(self, some: slice) -> list[Waiting]:
        # One union of keys, not five lists of rows.
        keyed = _union(rows.values_list("since", "of_kind", "key") for rows in self._kinds)
        ordered = keyed.order_by("of_kind", "since", "key")[some]
        return [Waiting(_KINDS[kind], key, since) for since, kind, key in ordered]

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self[:])

    def place(self, page: str, key: int) -> Place | None:
        """The Place of what is decided on `page` (of KINDS) under `key`; None where it does not wait. One query."""
        known = _union(
            rows.annotate(before=_neighbour(Lag), after=_neighbour(Lead)).filter(
                Q(key=key) | Q(place=1) | Q(place=F("count"))
            )
            for rows in self._placed
        )
        # The first and the last of each kind are the neighbours across kinds, and give the counts.
        found = sorted(known.values("of_kind", "key", "place", "count", "before", "after"), key=_by_kind_and_place)
        for index, row in enumerate(found):
            if row["key"] == key and KINDS[_KINDS[row["of_kind"]]].page == page:
                counts = {one["of_kind"]: one["count"] for one in found}
                earlier = sum(count for kind, count in counts.items() if kind < row["of_kind"])
                previous = _address(row, "before", found[index - 1] if index else None)
                following = _address(row, "after", found[index + 1] if index + 1 < len(found) else None)
                return Place(earlier + row["place"], sum(counts.values()), previous, following)
        return None

    @property
    def _placed(self):
        """The rows of each kind, with the place of each in its kind and how many that has."""
        place = Window(RowNumber(), order_by=[F("since"), F("key")])
        return [rows.annotate(place=place, count=Window(Count("pk"))) for rows in self._kinds]


def queued(user: User, at: datetime) -> Queued:
    """All that waits for the DCC at `at`, of what `user` may see."""
    return Queued(user, at)


def place(user: User, url: str, *, at: datetime) -> Place | None:
    """The Place of what stands at `url` in the queue of `user`; None where it does not wait."""
    to = resolve(url)
    return queued(user, at).place(to.url_name, to.kwargs["pk"])


def _union(each: Iterable[QuerySet]) -> QuerySet:
    first, *others = each
    return first.union(*others, all=True)


def _neighbour(function: type[Lag] | type[Lead]) -> Window:
    return Window(function("key"), order_by=[F("since"), F("key")])


def _by_kind_and_place(row):
    return row["of_kind"], row["place"]


def _address(row, side, beside):
    """The address of the neighbour of `row` on a side: in its kind, else at the end of the kind `beside` it; or ""."""
    kind, key = row["of_kind"], row[side]
    if key is None and beside:
        kind, key = beside["of_kind"], beside["key"]
    return "" if key is None else _url(_KINDS[kind], key)


def _url(kind, key):
    return reverse(KINDS[kind].page, args=[key])


def unanswered(user: User, at: datetime) -> QuerySet[Question]:
    """The DCC's questions that an owner has still to answer, the oldest first."""
    asked = Question.objects.visible_to(user, at).unanswered().asked_as(Role.DCC)
    named = ("action__owner", "recommendation__issue_owner", "part__recommendation")
    return asked.select_related(*named).order_by("recorded_at", "pk")
