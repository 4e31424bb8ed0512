"""Updates that were asked for on an action: those on which its owner, or a page of it, waits for an answer; those that have one."""

from datetime import timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from safeguarding.roles import authority

from ..models import UpdateRequest
from ..models.update_requests import answering
from ..workflow import Status
from .prepared import prepared
from .standings import Standings

ANSWERED_LATELY = timedelta(days=30)  # an update posted before is no news: our convention


def updates_to_post(asked: Standings) -> QuerySet[UpdateRequest]:
    """Those that wait for the posts of the reader, the soonest first."""
    theirs = asked.actions().filter(status=Status.IN_PROGRESS, owner__pk__among=authority(asked.user, asked.now).posts)
    return _open(asked).filter(action__in=theirs.values("action")).select_related("action")


@prepared
def requests_on(asked: Standings, *, action: int) -> QuerySet[UpdateRequest]:
    """Those on one action that wait, now or then."""
    return _open(asked).filter(action=action)


def _open(asked):
    seen = UpdateRequest.objects.visible_to(asked.user, asked.now).open(asked.as_at)
    return seen.select_related("recorded_by").order_by("answer_by", "pk")


def has_request(asked: Standings) -> Q:
    """A condition on actions: in progress, and an update that was asked for is waited for."""
    return Q(status=Status.IN_PROGRESS, action__in=UpdateRequest.objects.open(asked.as_at).values("action"))


def answered_to(asked: Standings) -> QuerySet[UpdateRequest]:
    """Those of the reader that another answered lately; `answer`: the key of the update."""
    mine = UpdateRequest.objects.visible_to(asked.user, asked.now).filter(recorded_by=asked.user, taken_back=None)
    lately = (
        answering().exclude(recorded_by=OuterRef("recorded_by")).filter(recorded_at__gt=asked.now - ANSWERED_LATELY)
    )
    return mine.annotate(answer=Subquery(lately.values("pk")[:1])).filter(answer__isnull=False).order_by("answer")
