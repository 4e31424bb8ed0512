"""Taken back by its author before anybody has decided: a recommendation to complete, a date asked for."""

from datetime import datetime

from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import Action, DeadlineRequest, DeadlineTakenBack, Part, RecommendationTakenBack
from ..permissions import insist, may_take_back_date
from .moves import locked, move


@verb()
def take_back_recommendation(
    action: Action, *, part: Part | None = None, reason: str, by: User, at: datetime
) -> RecommendationTakenBack:
    """Take back that the action, or one part of it, is complete; parts already supported stay so.

    Raises Refused, ValidationError.
    """
    action = locked(action)
    taken_back = RecommendationTakenBack(
        action=action, part=part, reason=reason, audience=action.audience, marking=action.marking
    )
    move("take_back", action, part=part, record=taken_back, words=reason, by=by, at=at)
    return taken_back


@verb()
def take_back_date(request: DeadlineRequest, *, reason: str, by: User, at: datetime) -> DeadlineTakenBack:
    """Ask for a date no more. Raises Refused, ValidationError."""
    # Whoever decides at the same moment comes before, and is seen here, or after and finds it taken back.
    locked(request.action)
    request = DeadlineRequest.objects.select_related("action", "decision", "taken_back").get(pk=request.pk)
    insist(may_take_back_date(by, request, at=at))
    taken_back = DeadlineTakenBack(request=request, reason=reason, audience=request.audience, marking=request.marking)
    return write(taken_back, by=by, at=at)
