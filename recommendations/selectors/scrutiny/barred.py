"""Dates within the inspectorate's that no issue owner may agree: nobody owns the issue, or it is their own work. The DCC decides."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from safeguarding.as_at import history_of
from safeguarding.models import User

from ... import waiting
from ...models import Action, Coverage, DeadlineRequest, ProgressUpdate
from ..first_rows import Shown, with_count
from ..prepared import prepared
from ..standings import Standings

_HOLDINGS = "part__recommendation__issue_owner__holdings"


@prepared
def first_barred(asked: Standings) -> QuerySet[DeadlineRequest]:
    """The first of barred_dates(), with how many there are."""
    return with_count(barred_dates(asked.user, asked.now), Shown.PAGE)


def barred_dates(user: User, at: datetime) -> QuerySet[DeadlineRequest]:
    """Those that wait at `at` on actions that `user` may see, the oldest first, each with its action and who asked.

    As four_eyes.interests_in_date() has it, but for when an action was reopened: whoever owned it before is counted too. The DCC
    may decide every one of them (permissions.may_decide_deadline), so that one too many hurts nobody.
    """
    asked = waiting.deadlines(with_dcc=False).visible_to(user, at)
    return (
        asked.filter(~Exists(_who_may(at))).select_related("action__owner", "recorded_by").order_by("recorded_at", "pk")
    )


def _who_may(at):
    """The coverages of its action whose issue somebody owns now who has no part in the action: a condition on dates asked for."""
    now = {f"{_HOLDINGS}__starts_at__lte": at}
    held = Q(**{f"{_HOLDINGS}__ends_at": None}) | Q(**{f"{_HOLDINGS}__ends_at__gt": at})
    holder, action = OuterRef(f"{_HOLDINGS}__holder"), OuterRef("action")
    own_work = (
        DeadlineRequest.objects.filter(action=action, recorded_by=holder),
        ProgressUpdate.objects.filter(action=action, recommends_complete=True, recorded_by=holder),
        history_of(Action).objects.filter(number=action, owner__holdings__holder=holder),
    )
    # In one call, so that all of them speak of the same holding.
    return Coverage.objects.filter(held, *(~Exists(done) for done in own_work), ended_at=None, action=action, **now)
