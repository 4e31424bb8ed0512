"""Taken back by its owner: a recommendation to complete and a date asked for, before anybody has decided; evidence, whenever."""

from datetime import datetime

from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import (
    Action,
    DeadlineRequest,
    DeadlineTakenBack,
    Evidence,
    EvidenceTakenBack,
    Part,
    RecommendationTakenBack,
)
from ..permissions import insist, may_take_back_date, may_take_back_evidence
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


@verb()
def take_back_evidence(evidence: Evidence, *, reason: str, by: User, at: datetime) -> EvidenceTakenBack:
    """Say that evidence was given in error: it stays to be read, and proves nothing. Raises Refused, ValidationError."""
    locked(evidence.action)  # whoever decides at the same moment finds it taken back, or comes before
    evidence = Evidence.objects.select_related("action", "taken_back").get(pk=evidence.pk)
    insist(may_take_back_evidence(by, evidence, at=at))
    shown = {"audience": evidence.audience, "marking": evidence.marking}
    return write(EvidenceTakenBack(evidence=evidence, reason=reason, **shown), by=by, at=at)
