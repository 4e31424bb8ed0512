"""An inspection is put right, with every due date that follows; tried first, so that it can be shown. Or it is withdrawn."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from inspections.corrections import mark_withdrawn, put_inspection_right, version_of
from inspections.models import Inspection
from inspections.permissions import may_put_right
from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import Part
from ..permissions import insist
from ..selectors.inspections.moves import Before, Moves, moves_since
from ..selectors.inspections.stands_on import stands_on
from .recommendations import date_part


class ChangedMeanwhile(ValidationError):
    """Somebody else put it right after the page was drawn."""

    def __init__(self) -> None:
        super().__init__("Somebody else changed this inspection while you were typing. Nothing was recorded.")


@verb()
def put_right(
    inspection: Inspection, *, version: int, why: str, by: User, at: datetime, **changes: object
) -> Inspection:
    """Put an inspection right: corrections.FIELDS of it, its milestones, and the due dates of all that it recommends.

    version: version_of() the inspection as it was shown. Raises Refused, ChangedMeanwhile, ValidationError.
    """
    insist(may_put_right(by, at=at))
    held = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if held.withdrawn_at:
        raise ValidationError("This inspection was withdrawn, so there is nothing to put right.")
    if version_of(held) != version:
        raise ChangedMeanwhile
    put_inspection_right(held, why=why, by=by, at=at, **changes)
    if {"published_on", "published_precision"}.intersection(changes):
        asked = Part.objects.filter(recommendation__inspection=held, recommendation__withdrawn_at=None)
        for part in asked.order_by("pk"):
            if date_part(part, held):
                write(part, by=by, at=at, why=why)
    return held


def foresee_put_right(
    inspection: Inspection, *, version: int, why: str, by: User, at: datetime, **changes: object
) -> Moves:
    """The Moves of put_right(), which is done, looked at and taken back: a forecast of its own could say something else.

    Raises what put_right() raises.
    """
    with transaction.atomic():
        before = Before.of(inspection, by, at)
        put_right(inspection, version=version, why=why, by=by, at=at, **changes)
        moves = moves_since(before)
        transaction.set_rollback(True)
    return moves


@verb()
def withdraw_inspection(inspection: Inspection, *, why: str, by: User, at: datetime) -> Inspection:
    """Withdraw an inspection on which nothing was built. Raises Refused, ValidationError saying what stands on it."""
    insist(may_put_right(by, at=at))
    # Held: what is begun on it at the same moment comes before, and is seen here, or waits and finds it withdrawn.
    held = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if standing := stands_on(held):
        raise ValidationError(standing)
    return mark_withdrawn(held, why=why, by=by, at=at)
