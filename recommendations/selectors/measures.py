"""The measures of a recommendation with what was read, now or as it stood."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from safeguarding.as_at import recorded, rows
from safeguarding.roles import authority

from ..models import Measure, MeasureReading
from ..models.measures import value_in_words
from ..models.visibility import withheld
from .said import Said, said
from .standings import Standings


@dataclass(frozen=True)
class Read:
    """One reading: what was `said`, its value in words, and how it stands to the baseline ("better", "" where unknown)."""

    said: Said
    words: str
    against: str


@dataclass(frozen=True)
class Measured:
    """A measure, a row of today or of the past, with its readings, the first read first."""

    row: Measure
    baseline: str
    readings: list[Read]

    @property
    def shows(self) -> str:
        """By its last reading that may be read: "effect shown", "effect not shown", or "not read yet"."""
        against = next((reading.against for reading in reversed(self.readings) if reading.words), None)
        return {None: "not read yet", "better": "effect shown", "": "read"}.get(against, "effect not shown")


def measured(asked: Standings, audience: str, **of: object) -> list[Measured]:
    """Each Measured of the recommendations that `of` names, which may be seen and whose inspection is for `audience`.

    Nothing for those who do not hear it. One query, and another where there is a measure.
    """
    if not authority(asked.user, asked.now).hears(audience):
        return []
    found = rows(Measure, asked.as_at).filter(Q(ended_at=None), **of).order_by("recommendation_id", "id")
    measures = {row.id: row for row in found}
    made = recorded(MeasureReading, asked.as_at).filter(measure__in=list(measures)).select_related("recorded_by")
    made = made.annotate(withheld=withheld(MeasureReading, asked.user, asked.now)) if measures else ()
    by_measure = defaultdict(list)
    for one in said(made, asked.user):
        by_measure[one.first.measure_id].append(one)
    return [
        _measured(row, sorted(by_measure[key], key=lambda one: one.stands.read_on)) for key, row in measures.items()
    ]


def _measured(row, readings):
    return Measured(row, Measure.baseline_in_words.fget(row), [_read(row, one) for one in readings])


def _read(row, one):
    stands = one.stands
    if stands.withheld:
        return Read(one, "", "")
    words = value_in_words(stands.value, stands.out_of, row.unit)
    return Read(one, words, Measure.compared(row, stands.value, stands.out_of))
