"""Measures of a recommendation: named with or without a baseline, read, and put right."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.models import User

from ..models import Measure, MeasureReading, Recommendation
from ..permissions import insist, may_measure
from .as_shown import change, held_as_shown
from .corrected import corrected_by

STATED = ("name", "unit", "better", "baseline", "baseline_of", "baseline_on", "baseline_source", "ended_at")
OF_READING = ("value", "out_of", "read_on", "source", "note")


@verb()
def add_measure(
    recommendation: Recommendation, *, name: str, better: str, by: User, at: datetime, **stated: object
) -> Measure:
    """Say what would show that a recommendation is met. stated: others of STATED; without a baseline that is to come.

    Raises Refused, ValidationError; TypeError for another field.
    """
    insist(may_measure(by, recommendation, at=at))
    measure = Measure(recommendation=recommendation, name=name, better=better)
    change(measure, STATED, stated)
    return write(measure, by=by, at=at)


@verb()
def put_measure_right(
    measure: Measure, *, version: int, why: str, by: User, at: datetime, **changes: object
) -> Measure:
    """Change STATED of a measure, such as a baseline that was to come. version: version_of() it as it was shown.

    Raises Refused, ChangedMeanwhile, ValidationError; TypeError for another field.
    """
    insist(may_measure(by, measure.recommendation, at=at))
    held = held_as_shown(measure, version)
    change(held, STATED, changes)
    return write(held, by=by, at=at, why=why)


@verb()
def add_reading(
    measure: Measure,
    *,
    value: Decimal,
    read_on: date,
    source: str,
    out_of: Decimal | None = None,
    note: str = "",
    by: User,
    at: datetime,
) -> MeasureReading:
    """Record a measure as it was read on a day. Raises Refused, ValidationError."""
    insist(may_measure(by, measure.recommendation, at=at))
    if measure.ended_at:
        raise ValidationError(gettext("This is no longer measured."))
    inspection = measure.recommendation.inspection
    values = {"value": value, "out_of": out_of, "read_on": read_on, "source": source, "note": note}
    shown = {"audience": inspection.audience, "marking": inspection.marking}
    reading = MeasureReading(measure=measure, **values, **shown)
    _check(reading, at)
    return write(reading, by=by, at=at)


@verb()
def correct_reading(
    reading: MeasureReading, *, why: str, seen: int, by: User, at: datetime, **words: object
) -> MeasureReading:
    """Correct a reading. As services.corrected.correct_update(), with words of OF_READING."""
    Measure.objects.select_for_update().get(pk=reading.measure_id)
    after = corrected_by(reading, OF_READING, why, seen, words, by=by, at=at)
    _check(after, at)
    return after


def _check(reading, at):
    if reading.read_on > london_date(at):
        raise ValidationError({"read_on": gettext("The date must be today or earlier")})
    if reading.out_of is not None and reading.value > reading.out_of:
        raise ValidationError({"out_of": gettext("This must not be less than the value")})
