"""The records that wait for a decision or an answer, now or then. Which do is said in standings/awaited.py, what blocks in blocking.py.

`at` is None for now, else an aware datetime. That something waits is a fact of the register and no matter of who reads: whoever
asks filters it by what their reader may see.
"""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from .models import (
    Action,
    AwaitedStanding,
    Coverage,
    DeadlineRequest,
    Decision,
    Link,
    Part,
    ProgressUpdate,
    Recommendation,
    Response,
    TranscribedStatement,
)
from .workflow import GIVES_BACK, is_beyond

Kind = AwaitedStanding.Kind


def statements(at: datetime | None = None) -> QuerySet[TranscribedStatement]:
    """Transcribed statements to confirm."""
    return TranscribedStatement.objects.filter(pk__in=_records(Kind.STATEMENT, at))


def responses(at: datetime | None = None) -> QuerySet[Response]:
    """Responses that wait for the DCC: the last said to a part of ours, where it ends work or what answers it has closed."""
    return Response.objects.filter(pk__in=_records(Kind.RESPONSE, at))


def answered_under(part: Part, recommendation: Recommendation) -> QuerySet[Link]:
    """The links that say under which others a part of `recommendation` is answered, by itself or with the whole."""
    under = Link.objects.filter(kind=Link.Kind.ANSWERED_UNDER, ended_at=None, recommendation=recommendation)
    return under.filter(Q(part=None) | Q(part=part))


def deadlines(at: datetime | None = None, **whose: bool) -> QuerySet[DeadlineRequest]:
    """Dates asked for on open actions that nobody has decided; `with_dcc`: only those of the DCC, or only those of issue owners."""
    return DeadlineRequest.objects.filter(pk__in=_records(Kind.DEADLINE, at, **whose))


def _records(kind, at, **lookups):
    return AwaitedStanding.objects.at(at).filter(kind=kind, **lookups).values("record")


def sent_back() -> QuerySet[Decision]:
    """Decisions by which an action is its owner's again, sent back or reopened, and which no update has answered. Of now only.

    While it is in progress, which whoever asks has asked already: only a withdrawal leads elsewhere without an update.
    """
    updates = ProgressUpdate.objects.originals()  # a correction of what was said before answers nothing
    answering = updates.filter(action=OuterRef("action"), recorded_at__gte=OuterRef("recorded_at"))
    return Decision.objects.filter(~Exists(answering), outcome__in=GIVES_BACK)


def is_for_dcc(request: DeadlineRequest, instead_on: date | None = None) -> bool:
    """Return whether the date asked for is the DCC's to agree, decided or not; of the records, because verbs ask it too.

    instead_on: another, to be agreed instead: then whether either is.
    """
    later = max(request.new_on, instead_on or request.new_on)
    return is_beyond(later, inspectorate_due(request.action_id).first())


def inspectorate_due(action: Action | int) -> QuerySet:
    """The dates that inspectorates set for parts of ours which the action covers, the earliest first."""
    dated = Coverage.objects.filter(ended_at=None, action=action, part__ours=True, part__due_on__isnull=False)
    return dated.order_by("part__due_on").values_list("part__due_on", flat=True)
