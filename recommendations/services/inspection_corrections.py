"""An inspection is put right, with every due date that follows, or withdrawn."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.corrections import mark_withdrawn, put_inspection_right
from inspections.models import Inspection
from inspections.permissions import may_put_right
from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import Part
from ..permissions import insist
from ..selectors.inspections.stands_on import stands_on
from .as_shown import held_as_shown
from .recommendations import date_part


@verb()
def put_right(
    inspection: Inspection, *, version: int, why: str, by: User, at: datetime, **changes: object
) -> Inspection:
    """Put an inspection right: corrections.FIELDS of it, its milestones, and the due dates of all that it recommends.

    version: version_of() the inspection as it was shown. Raises Refused, ChangedMeanwhile, ValidationError.
    """
    insist(may_put_right(by, at=at))
    held = held_as_shown(inspection, version)
    if held.withdrawn_at:
        raise ValidationError(gettext("This inspection was withdrawn, so there is nothing to put right."))
    put_inspection_right(held, why=why, by=by, at=at, **changes)
    if {"published_on", "published_precision"}.intersection(changes):
        asked = Part.objects.filter(recommendation__inspection=held, recommendation__withdrawn_at=None, ended_at=None)
        for part in asked.order_by("pk"):
            if date_part(part, held):
                write(part, by=by, at=at, why=why)
    return held


@verb()
def withdraw_inspection(inspection: Inspection, *, why: str, by: User, at: datetime) -> Inspection:
    """Withdraw an inspection on which nothing was built. Raises Refused, ValidationError saying what stands on it."""
    insist(may_put_right(by, at=at))
    # Held: what is begun on it at the same moment comes before, and is seen here, or waits and finds it withdrawn.
    held = Inspection.objects.select_for_update().get(pk=inspection.pk)
    if standing := stands_on(held):
        raise ValidationError(standing)
    return mark_withdrawn(held, why=why, by=by, at=at)
