"""What waits for the DCC now, the longest wait first within each kind; what waited once is in position/awaiting.py."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from ...models import Action, Coverage, DeadlineRequest, Part, ProgressUpdate, Question, Response, TranscribedStatement
from ...workflow import OPEN, Status


class Kind(NamedTuple):
    """What sort of thing waits: how the queue is headed, and the name of the page where it is decided."""

    heading: str
    page: str


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
    def url(self):
        return reverse(KINDS[self.kind].page, args=[self.pk])


@dataclass(frozen=True)
class Place:
    """Where one thing stands in the queue: "4 of 14", and the addresses before and after it ("" at the ends)."""

    number: int
    of: int
    previous: str
    next: str


def waiting(user, at):
    """Everything that waits for the DCC, of what `user` may see, in the order of the queue. One query.

    An action or part that waits for an answer to a question is not among them: it is with its owner.
    """
    kinds = list(KINDS)
    keyed = (
        rows.order_by().values_list(Value(kinds.index(kind)), F(rows.model._meta.pk.attname), F("since"))
        for kind, rows in rows_waiting(user, at).items()
    )
    first, *rest = keyed
    found = sorted(first.union(*rest, all=True), key=lambda row: (row[0], row[2], row[1]))
    return [Waiting(kinds[kind], pk, since) for kind, pk, since in found]


def place(user, url, *, at):
    """The Place of what stands at `url` in the queue of `user`; None where it does not wait."""
    urls = [one.url for one in waiting(user, at)]
    if url not in urls:
        return None
    index = urls.index(url)
    return Place(index + 1, len(urls), urls[index - 1] if index else "", "".join(urls[index + 1 : index + 2]))


def rows_waiting(user, at):
    """For each of KINDS the rows that wait for the DCC, of those `user` may see; each says `since` when."""
    actions = Action.objects.visible_to(user, at)
    completions = actions.filter(_completion_waits()).annotate(since=_recommended_at())
    answered = _asked(OuterRef("pk")).exclude(answers=None).order_by("answers__recorded_at")
    return {
        "action": completions,
        "statement": TranscribedStatement.objects.visible_to(user, at)
        .to_confirm()
        .filter(decision=None)
        .annotate(since=F("recorded_at")),
        "response": Response.objects.visible_to(user, at).for_decision().annotate(since=F("recorded_at")),
        "deadline": DeadlineRequest.objects.visible_to(user, at)
        .annotate(due_on=_inspectorate_due(OuterRef("action")), since=F("recorded_at"))
        .pending()
        .filter(Q(due_on=None) | Q(new_on__gt=F("due_on")), action__status__in=OPEN),
        "answer": actions.filter(Exists(answered))
        .exclude(pk__in=completions.order_by().values("pk"))
        .annotate(since=Subquery(answered.values("answers__recorded_at")[:1])),
    }


def unanswered(user, at):
    """The DCC's questions that an owner has still to answer, the oldest first."""
    asked = Question.objects.visible_to(user, at).unanswered().filter(blocks=True)
    return asked.select_related("action__owner", "part__recommendation").order_by("recorded_at", "pk")


def _completion_waits():
    """A part, or an action without parts, is recommended complete, and no question on it is unanswered."""
    asked_of_part = _asked(OuterRef("action"), answers=None).filter(Q(part=None) | Q(part=OuterRef("part")))
    parts = _recommended_parts().filter(~Exists(asked_of_part))
    covers = Coverage.objects.filter(action=OuterRef("pk"), ended_at=None)
    whole = Q(status=Status.RECOMMENDED_COMPLETE) & ~Exists(covers) & ~Exists(_asked(OuterRef("pk"), answers=None))
    return Q(status__in=[Status.IN_PROGRESS, Status.RECOMMENDED_COMPLETE]) & Exists(parts) | whole


def _recommended_parts():
    return Coverage.objects.filter(
        action=OuterRef("pk"), ended_at=None, recommended_in__isnull=False, supported_in=None
    )


def _recommended_at():
    """The moment since when the longest waiting part, or the whole action, is recommended complete."""
    parts = _recommended_parts().order_by("recommended_in__recorded_at").values("recommended_in__recorded_at")
    whole = ProgressUpdate.objects.filter(action=OuterRef("pk"), recommends_complete=True)
    return Coalesce(Subquery(parts[:1]), Subquery(whole.order_by("-recorded_at").values("recorded_at")[:1]))


def _asked(action, **lookups):
    return Question.objects.open().filter(blocks=True, action=action, **lookups).order_by()


def _inspectorate_due(action):
    """permissions.inspectorate_due(), for many rows at once."""
    dated = Part.objects.filter(coverages__action=action, coverages__ended_at=None, ours=True, due_on__isnull=False)
    return Subquery(dated.order_by("due_on").values("due_on")[:1])
