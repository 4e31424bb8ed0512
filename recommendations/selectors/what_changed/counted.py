"""How many changes of each kind a period has: counted in the database."""

from collections.abc import Collection
from functools import cache

from django.db.models import Count, IntegerField, QuerySet, Value

from ..prepared import prepared
from .corrections import CORRECTIONS
from .of_records import OF_RECORDS, RECORDED_LATER
from .of_standings import OF_STANDINGS
from .period import Period
from .sources import Change, Source

_EVERY = (*OF_STANDINGS, *OF_RECORDS, *CORRECTIONS, *RECORDED_LATER)
SOURCES = tuple(sorted(_EVERY, key=lambda source: list(Change).index(source.kind)))
_STATEMENTS = 3  # so that none has more parameters than it may, whoever asks and however it is filtered


def counted(period: Period, kinds: Collection[Change] = Change, statements: int = _STATEMENTS) -> dict[Source, int]:
    """How many changes each of SOURCES of these `kinds` tells of. Those from the same rows are counted in one pass over these.

    statements: in how many; as few as their parameters allow.
    """
    by_rows = {}
    for source in SOURCES:
        if source.kind in kinds:
            by_rows.setdefault(source.among, []).append(source)
    tables, found = list(by_rows.values()), {}
    for first in range(statements):
        together = tables[first::statements]
        for place, *numbers in _counted(tuple(map(tuple, together)), period):
            found |= dict(zip(together[place], numbers, strict=False))
    return {source: found.get(source, 0) for source in SOURCES if source.kind in kinds}


def _counted(tables, period):
    """A row of each of `tables`, sources by table; put together once, but where what is asked for decides how."""
    if period.kept:
        return _together(tables, period)
    return _put_together(tables)(period.asked, begins_at=period.begins_at, first_day=period.first_day)


@cache
def _put_together(tables):
    @prepared
    def rows(asked, *, begins_at, first_day):
        return _together(tables, Period(asked, begins_at=begins_at, first_day=first_day))

    return rows


def _together(tables, period):
    columns = max(map(len, tables))
    first, *others = (_counts(place, sources, columns, period) for place, sources in enumerate(tables))
    return first.union(*others, all=True)


def _counts(place: int, sources: tuple[Source, ...], columns: int, period: Period) -> QuerySet:
    """One row: the place, and how many rows each of `sources`, which are of one table, has; filled up to so many columns."""
    rows, conditions = sources[0].among(period), [source.condition(period) for source in sources]
    # Of one source alone, no row need be asked whether it may be seen that it does not tell of. But where no moment tells, few
    # rows are left already, and PostgreSQL would look the condition up for the whole table.
    if len(sources) == 1 and sources[0].moment:
        rows, conditions = rows.filter(*conditions), [None]
    counts = [Count("pk", filter=condition) for condition in conditions]
    nothing = [Value(0, output_field=IntegerField())] * (columns - len(counts))
    named = {f"count_{number}": column for number, column in enumerate((*counts, *nothing))}
    in_all = rows.order_by().annotate(of=Value(place)).values("of")
    return in_all.annotate(**named).values_list("of", *named)
