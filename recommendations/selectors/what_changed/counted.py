"""How many changes of each kind a period has: counted in the database."""

from collections.abc import Callable, Collection
from functools import cache

from django.db.models import Count, QuerySet

from safeguarding.lib.database.at_once import AtOnce
from safeguarding.lib.database.prepared import Prepared

from ..prepared import ask_at_once, in_all, prepared
from .corrections import CORRECTIONS
from .of_records import OF_RECORDS, RECORDED_LATER
from .of_standings import OF_STANDINGS
from .period import Period
from .sources import Change, Source

_EVERY = (*OF_STANDINGS, *OF_RECORDS, *CORRECTIONS, *RECORDED_LATER)
SOURCES = tuple(sorted(_EVERY, key=lambda source: list(Change).index(source.kind)))


def counted(period: Period, kinds: Collection[Change] = Change) -> dict[Source, int]:
    """How many changes each of SOURCES of these `kinds` tells of. One statement."""
    found = {}
    for sources, rows in zip(_by_table(kinds), _counted(period, kinds), strict=True):
        for numbers in rows:
            found |= dict(zip(sources, numbers, strict=True))
    return {source: found.get(source, 0) for source in SOURCES if source.kind in kinds}


def counting(kinds: Collection[Change]) -> list[Callable[..., list[object]]]:
    """The questions by which counted() counts where nothing is `kept`, of `begins_at` and `first_day`: to be asked at once with others."""
    return [_put_together(sources) for sources in _by_table(kinds)]


def _by_table(kinds):
    """The sources of these kinds: those from the same rows, which are counted in one pass over these, together."""
    found = {}
    for source in SOURCES:
        if source.kind in kinds:
            found.setdefault(source.among, []).append(source)
    return map(tuple, found.values())


def _counted(period, kinds):
    """The rows of each table; put together once, but where what is asked for decides how."""
    if period.kept:
        return AtOnce([Prepared(_counts(sources, period)) for sources in _by_table(kinds)]).rows({})
    questions = counting(kinds)
    values = {"begins_at": period.begins_at, "first_day": period.first_day}
    ask_at_once(period.asked, questions, **values)
    return [rows(period.asked, **values) for rows in questions]


@cache
def _put_together(sources):
    @prepared
    def rows(asked, *, begins_at, first_day):
        return _counts(sources, Period(asked, begins_at=begins_at, first_day=first_day))

    return rows


def _counts(sources: tuple[Source, ...], period: Period) -> QuerySet:
    """One row: how many rows each of `sources`, which are of one table, has."""
    rows, conditions = sources[0].among(period), [source.condition(period) for source in sources]
    # Of one source alone, no row need be asked whether it may be seen that it does not tell of. But where no moment tells, few
    # rows are left already, and PostgreSQL would look the condition up for the whole table.
    if len(sources) == 1 and sources[0].moment:
        rows, conditions = rows.filter(*conditions), [None]
    counts = (Count("pk", filter=condition) for condition in conditions)
    return in_all(rows, **{f"count_{number}": count for number, count in enumerate(counts)})
