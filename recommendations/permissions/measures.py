"""Who says what would show that it worked, and what was read."""

from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import User
from safeguarding.roles import Ruling, authority

from ..models import Coverage, Recommendation
from .roles import may_speak_for


def may_measure(user: User, recommendation: Recommendation, *, at: datetime) -> Ruling:
    """The issue owner, the coordinator, and whoever owns an action that answers it: they know the figures."""
    whole = may_speak_for(user, recommendation, at=at)
    if whole:
        return whole
    posts = authority(user, at).posts
    answering = Coverage.objects.filter(part__recommendation=recommendation.pk, ended_at=None, action__owner__in=posts)
    if posts and answering.exists():
        return Ruling()
    return Ruling(
        (gettext("This is for the issue owner, the owner of an action on it or the inspection coordinator."),)
    )
