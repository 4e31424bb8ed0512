"""The order of the DCC's queue: what waits, kind by kind, the longest wait first, and who stands where in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from safeguarding.models import User

from ... import waiting
from ...models import Action, DeadlineRequest, Part, Question, Response, TranscribedStatement


class Kind(NamedTuple):
    """One sort of thing that waits: its heading in the queue, and the name of the page where it is decided."""

    heading: str
    page: str


# In the order of the queue.
KINDS = {
    "action": Kind("Recommended complete", "scrutiny-item"),
    "statement": Kind("Said in a document, to be confirmed", "scrutiny-statement"),
    "response": Kind("Responses that end work on a part", "scrutiny-response"),
    "deadline": Kind("Dates asked for", "scrutiny-deadline"),
    "answer": Kind("Answers to the DCC's questions", "scrutiny-item"),
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
        rows.order_by().values_list(Value(kinds.index(kind)), F(rows.model._meta.pk.attname), F("since"))
        for kind, rows in rows_waiting(user, at).items()
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


def rows_waiting(user: User, at: datetime) -> dict[str, QuerySet]:
    """For each of KINDS the rows that wait for the DCC (waiting.py), of those `user` may see; each says `since` when."""
    actions, parts = Action.objects.visible_to(user, at), Part.objects.visible_to(user, at).values("pk")
    completed = waiting.recommended().filter(action=OuterRef("pk"), part__in=parts, answered=True).order_by("since")
    whole = waiting.recommended_whole().filter(number=OuterRef("pk"), answered=True)
    answered = waiting.answers().filter(Q(part=None) | Q(part__in=parts), action=OuterRef("pk")).order_by("since")
    since = Coalesce(Subquery(completed.values("since")[:1]), Subquery(whole.values("since")[:1]))
    completions = actions.annotate(since=since).filter(since__isnull=False)
    return {
        "action": completions,
        "statement": _visible(waiting.statements(), TranscribedStatement, user, at),
        "response": _visible(waiting.responses(), Response, user, at),
        "deadline": _visible(waiting.deadlines(), DeadlineRequest, user, at).filter(beyond=True),
        # An action stands in the queue once: where it waits for support, its answers are read on the same page.
        "answer": actions.annotate(since=Subquery(answered.values("since")[:1]))
        .filter(since__isnull=False)
        .exclude(pk__in=completions.order_by().values("pk")),
    }


def _visible(rows, model, user, at):
    visible = model.objects.visible_to(user, at).order_by().values("pk")
    return rows.filter(pk__in=visible).annotate(since=F("recorded_at"))


def unanswered(user: User, at: datetime) -> QuerySet[Question]:
    """The DCC's questions that an owner has still to answer, the oldest first."""
    asked = Question.objects.visible_to(user, at).unanswered().filter(blocks=True)
    return asked.select_related("action__owner", "part__recommendation").order_by("recorded_at", "pk")
