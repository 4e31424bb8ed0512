"""Dates within the inspectorate's that no issue owner may agree: nobody owns the issue, or it is their own work. The DCC decides."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from safeguarding.as_at import history_of
from safeguarding.models import Holding, User

from ... import waiting
from ...models import Action, Coverage, DeadlineRequest, ProgressUpdate
from ..first_rows import Shown, with_count
from ..prepared import prepared
from ..standings import Standings


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
    """The holdings now of the posts that own its issues, by somebody who has no part in the action: a condition on dates asked for."""
    action = OuterRef(OuterRef("action"))
    issues = Coverage.objects.filter(action=action, ended_at=None).values("part__recommendation__issue_owner")
    owned = history_of(Action).objects.filter(number=action, owner__holdings__isnull=False)
    # Each a list of people, for PostgreSQL plans a list by itself: as conditions it would weigh every order of thirteen tables.
    own_work = (
        DeadlineRequest.objects.filter(action=action).values("recorded_by"),
        ProgressUpdate.objects.filter(action=action, recommends_complete=True).values("recorded_by"),
        owned.values("owner__holdings__holder"),
    )
    free = Holding.objects.on(at).filter(post__in=issues)
    for people in own_work:
        free = free.exclude(holder__in=people)
    return free
