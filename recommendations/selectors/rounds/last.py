"""The rounds whose day has passed: those still open, and what nobody returned to the last one."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from safeguarding.as_at import recorded, rows

from ...models import ReturnNotice, RoundScope, UpdateRound
from ..standings import Standings
from .asked import OWED, InRound


def past_their_day(asked: Standings) -> QuerySet[UpdateRound]:
    """Rounds that are not closed, although the day for returns has passed."""
    return UpdateRound.objects.filter(closed_at=None, returns_by__lt=asked.today)


def not_returned(asked: Standings) -> Q:
    """A condition on actions: the last round whose day has passed, or that was closed, asked about it, and nobody said a word.

    Nor was the owner excused from it. One that asks about named actions alone is no round of the others.
    """
    over = rows(UpdateRound, asked.as_at).filter(Q(returns_by__lt=asked.today) | Q(closed_at__isnull=False))
    over = over.filter(~Exists(RoundScope.objects.filter(round=OuterRef("id"), action__isnull=False)))
    last = over.order_by("-commissioned_at", "-id")
    key = Subquery(last.values("id")[:1])
    on = InRound(key, Subquery(last.values("commissioned_at")[:1]), as_at=asked.as_at)
    silent = Q(on.asked(), ~Q(on.answered()), ~Q(on.reported()), status=OWED)
    return silent & ~Q(_excused(key, asked))


def _excused(key, asked):
    """The last thing that was said to its owner in the round is that no return is asked of them."""
    notices = recorded(ReturnNotice, asked.as_at).filter(round=key)
    later = notices.filter(post=OuterRef("post"), pk__gt=OuterRef("pk"))
    of_owner = notices.filter(post=OuterRef("owner"), kind=ReturnNotice.Kind.EXCUSED)
    return Exists(of_owner.filter(~Exists(later)))
