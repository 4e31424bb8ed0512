"""The order of the DCC's queue: what waits, kind by kind, the longest wait first, and who stands where in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import Case, Count, F, QuerySet, When, Window
from django.db.models.functions import FirstValue, Lag, Lead, RowNumber
from django.urls import resolve, reverse

from safeguarding.models import User
from safeguarding.models.people import Role

from ...models import AwaitedStanding, Question
from ..standings import Standings
from .rows_waiting import rows_waiting

Awaited = AwaitedStanding.Kind


class Kind(NamedTuple):
    """One sort of thing that waits: what it is among the standings, its heading in the queue, and the page where it is decided."""

    awaited: Awaited
    heading: str
    page: str


# In the order of the queue.
KINDS = {
    "action": Kind(Awaited.COMPLETION, "Recommended complete", "scrutiny-item"),
    "statement": Kind(Awaited.STATEMENT, "Said in a document, to be confirmed", "scrutiny-statement"),
    "response": Kind(Awaited.RESPONSE, "Responses that end work on a part", "scrutiny-response"),
    "deadline": Kind(Awaited.DEADLINE, "Dates asked for", "scrutiny-deadline"),
    "answer": Kind(Awaited.ANSWER, "Answers to the DCC's questions", "scrutiny-item"),
    "about": Kind(Awaited.ANSWER_ABOUT, "Answers to the DCC's questions on recommendations", "question-settle"),
}
_NAMES = {kind.awaited: name for name, kind in KINDS.items()}
ORDER = (F("kind"), F("since"), F("key"))


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
        self._rows = rows_waiting(Standings(user, now=at)).filter(with_dcc=True)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many of each of KINDS wait, of those that do. One query."""
        within = {"partition_by": F("kind")}
        counted = self._rows.annotate(
            place=Window(RowNumber(), order_by=ORDER, **within), count=Window(Count("*"), **within)
        )
        return {_NAMES[kind]: count for kind, count in counted.filter(place=1).values_list("kind", "count")}

    def __len__(self) -> int:
        return sum(self.counts.values())

    def __getitem__(self, some: slice) -> list[Waiting]:
        ordered = self._rows.order_by(*ORDER).values_list("kind", "key", "since")[some]
        return [Waiting(_NAMES[kind], key, since) for kind, key, since in ordered]

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self[:])

    def place(self, page: str, key: int) -> Place | None:
        """The Place of what is decided on `page` (of KINDS) under `key`; None where it does not wait. One query."""
        neighbours = {
            f"{name}_{side}": Window(function(name), order_by=ORDER)
            for side, function in (("before", Lag), ("after", Lead))
            for name in ("kind", "key")
        }
        kinds = [kind.awaited for kind in KINDS.values() if kind.page == page]
        asked = Case(When(kind__in=kinds, key=key, then=True), default=False)
        placed = self._rows.annotate(
            place=Window(RowNumber(), order_by=ORDER),
            count=Window(Count("*")),
            # A window too: a plain condition would leave nothing but the row itself to be counted.
            asked=Window(FirstValue(asked), partition_by=[F("kind"), F("key")]),
            **neighbours,
        )
        for row in placed.filter(asked=True):
            return Place(row["place"], row["count"], _beside(row, "before"), _beside(row, "after"))
        return None


def queued(user: User, at: datetime) -> Queued:
    """All that waits for the DCC at `at`, of what `user` may see."""
    return Queued(user, at)


def place(user: User, url: str, *, at: datetime) -> Place | None:
    """The Place of what stands at `url` in the queue of `user`; None where it does not wait."""
    to = resolve(url)
    return queued(user, at).place(to.url_name, to.kwargs["pk"])


def _beside(row, side):
    kind, key = row[f"kind_{side}"], row[f"key_{side}"]
    return "" if key is None else _url(_NAMES[kind], key)


def _url(kind, key):
    return reverse(KINDS[kind].page, args=[key])


def unanswered(user: User, at: datetime) -> QuerySet[Question]:
    """The DCC's questions that an owner has still to answer, the oldest first."""
    named = ("action__owner", "recommendation__inspection", "recommendation__issue_owner", "part__recommendation")
    asked = Question.objects.visible_to(user, at).unanswered().asked_as(Role.DCC).with_words("text", "answer_by")
    return asked.select_related(*named).order_by("recorded_at", "pk")
