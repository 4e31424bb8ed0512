"""Matters that arise from the session before: left undealt with on its agenda, and asked then and still open."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from safeguarding.models import User

from ...models import AgendaOutcome, Question, ScrutinySession
from ...permissions import readable_sessions
from .agenda import visible_items


@dataclass(frozen=True)
class Arising:
    """The session before; left: how many of its items nothing was decided or asked on; asked: of its questions those still open."""

    session: ScrutinySession
    left: int
    asked: int


def arising(session: ScrutinySession, user: User, *, at: datetime) -> Arising | None:
    """The Arising of the session held before, of what `user` may see; None where there was none. Three queries at most."""
    earlier = Q(held_on__lt=session.held_on) | Q(held_on=session.held_on, pk__lt=session.pk)
    held = readable_sessions(user, at=at).filter(earlier).exclude(state=ScrutinySession.State.PLANNED)
    if (before := held.first()) is None:
        return None
    items = before.items.standing().filter(visible_items(user, at=at))
    asked = AgendaOutcome.objects.filter(item__in=items.values("pk")).values("question")
    still_open = Question.objects.visible_to(user, at).open().filter(pk__in=asked)
    return Arising(before, items.left().count(), still_open.count())
