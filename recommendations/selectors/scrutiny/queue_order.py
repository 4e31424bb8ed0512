"""The order of the DCC's queue: what waits, kind by kind, the longest wait first, and who stands where in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, QuerySet, Value
from django.urls import reverse

from safeguarding.models import User

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
}


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: its kind (a key of KINDS), its key, the moment since when."""

    kind: str
    pk: int
    since: datetime

    @property
    def url(self) -> str:
        return reverse(KINDS[self.kind].page, args=[self.pk])


@dataclass(frozen=True)
class Place:
    """Where one thing stands in the queue: "4 of 14", and the addresses before and after it ("" at the ends)."""

    number: int
    of: int
    previous: str
    next: str


def queued(user: User, at: datetime) -> list[Waiting]:
    """Everything that waits for the DCC, of what `user` may see, in the order of the queue. One query.

    An action or part that waits for an answer to a question is not among them: it is with its owner.
    """
    kinds = list(KINDS)
    # One union of keys, not five lists of rows: the page of one thing asks for its place without reading the rest.
    keyed = (
        rows.order_by().values_list(Value(kinds.index(kind)), F(KINDS[kind].key), F("since"))
        for kind, rows in with_dcc(Standings(user, now=at)).items()
    )
    first, *rest = keyed
    ordered = sorted(first.union(*rest, all=True), key=lambda row: (row[0], row[2], row[1]))
    return [Waiting(kinds[kind], pk, since) for kind, pk, since in ordered]


def place(user: User, url: str, *, at: datetime) -> Place | None:
    """The Place of what stands at `url` in the queue of `user`; None where it does not wait."""
    urls = [one.url for one in queued(user, at)]
    if url not in urls:
        return None
    index = urls.index(url)
    return Place(index + 1, len(urls), urls[index - 1] if index else "", "".join(urls[index + 1 : index + 2]))


def unanswered(user: User, at: datetime) -> QuerySet[Question]:
    """The DCC's questions that an owner has still to answer, the oldest first."""
    asked = Question.objects.visible_to(user, at).unanswered().filter(blocks=True)
    return asked.select_related("action__owner", "part__recommendation").order_by("recorded_at", "pk")
