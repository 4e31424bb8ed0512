"""Corrected after it was signed off: the sign-off belongs to what was seen then, so the DCC is told (domain.md)."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from safeguarding.models import User

from ...models import Action, Answer, Decision, ProgressUpdate
from ...workflow import Outcome, Status
from ..decided import LATELY


def changed_after_sign_off(user: User, at: datetime) -> QuerySet[Action]:
    """Complete actions that `user` may see, of which an update or an answer was corrected LATELY and after the last sign-off."""
    lately = {"corrects__isnull": False, "recorded_at__gte": at - LATELY}
    updates, answers = ProgressUpdate.objects.filter(**lately), Answer.objects.filter(**lately)
    return (
        Action.objects.visible_to(user, at)
        .filter(Q(pk__in=_unseen(updates, "action")) | Q(pk__in=_unseen(answers, "question__action")))
        .filter(status=Status.COMPLETE)
        .select_related("owner")
        .order_by("pk")
    )


def _unseen(corrections, to_action):
    """The numbers of the actions of those that no later sign-off has seen."""
    decided = Decision.objects.filter(
        outcome=Outcome.SUPPORTS, action=OuterRef(to_action), recorded_at__gte=OuterRef("recorded_at")
    )
    return corrections.filter(~Exists(decided)).values(to_action)
