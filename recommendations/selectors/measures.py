"""The measures of a recommendation with what was read, and of each theme the one read last; now or as it stood."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.as_at import field_of, recorded, rows
from safeguarding.models import Audience
from safeguarding.roles import authority

from ..models import Measure, MeasureReading, RecommendationStanding
from ..models.measures import value_in_words
from ..models.visibility import withheld
from .figures import Addresses
from .standings import Standings
from .with_corrections import WithCorrections, with_corrections


@dataclass(frozen=True)
class Read:
    """One reading: its `versions`, its value in words, and how it stands to the baseline ("better", "" where unknown)."""

    versions: WithCorrections
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
        return {None: gettext("not read yet"), "better": gettext("effect shown"), "": gettext("read")}.get(
            against, gettext("effect not shown")
        )


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
    for one in with_corrections(made, asked.user):
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


@dataclass(frozen=True)
class OfTheme:
    """The measure of a theme that was read last, by what its reader may read. others: how many more the theme has.

    latest: the value in words; "" where none was read yet. against: how that stands to the baseline, as of Read.
    """

    name: str
    url: str
    baseline: str
    baseline_on: date | None
    latest: str
    latest_on: date | None
    against: str
    others: int


def by_theme(first: Iterable[Measure], to: Addresses) -> dict[str, OfTheme]:
    """{slug of a theme: its OfTheme} of the rows of first_of_themes()."""
    return {row.theme: _of_theme(row, to) for row in first}


def first_of_themes(asked: Standings, among: QuerySet[RecommendationStanding]) -> QuerySet[Measure]:
    """The measure of each theme that was read last, for by_theme(); of the recommendations `among` whose inspections are for the reader.

    Each is shown as it is and none is added up: they are of different things.
    """
    theme = among.order_by().filter(recommendation=OuterRef("recommendation")).values("theme__slug")[:1]
    last = {f"last_{name}": Subquery(_last_read(asked).values(name)[:1]) for name in ("value", "out_of", "read_on")}
    measures = _readable(asked).annotate(theme=Subquery(theme), **last).exclude(theme=None)
    first = Window(RowNumber(), partition_by="theme", order_by=[F("last_read_on").desc(nulls_last=True), "id"])
    ranked = measures.annotate(place=first, number=Window(Count("id"), partition_by="theme"))
    return ranked.filter(place=1).order_by()


def _readable(asked):
    """The measures in force of inspections whose words are for the reader."""
    has = authority(asked.user, asked.now)
    audience = field_of(Inspection, "audience", "recommendation__inspection", asked.as_at)
    heard = [audience for audience in Audience if has.hears(audience)]
    return rows(Measure, asked.as_at).filter(ended_at=None).alias(audience=audience).filter(audience__in=heard)


def _last_read(asked):
    """The readings of a measure that may be read, as corrected, the last read first."""
    counting = MeasureReading.objects.as_corrected(asked.as_at).filter(measure=OuterRef("id"))
    readable = counting.alias(hidden=withheld(MeasureReading, asked.user, asked.now)).filter(hidden=False)
    return readable.order_by("-read_on", "-said_at", "-pk")


def _of_theme(row, to):
    read = row.last_read_on is not None
    return OfTheme(
        name=row.name,
        url=f"{to.recommendation(row.recommendation_id)}#measures",
        baseline=Measure.baseline_in_words.fget(row),
        baseline_on=row.baseline_on,
        latest=value_in_words(row.last_value, row.last_out_of, row.unit),
        latest_on=row.last_read_on,
        against=Measure.compared(row, row.last_value, row.last_out_of) if read else "",
        others=row.number - 1,
    )
