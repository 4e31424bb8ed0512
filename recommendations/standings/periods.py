"""Standings as rows with periods: those of one thing in order, and what has to change in the table for them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.db.models import Q

from safeguarding.lib.database.prepared import put_together_once
from safeguarding.lib.database.put_in import put_in

from ..models.standings import NOW, Standing

PERIOD = ("id", "begins_at", "ends_at")


def values(standing: Standing) -> tuple[object, ...]:
    """Everything that it says, without its period."""
    return tuple(getattr(standing, f.attname) for f in standing._meta.concrete_fields if f.attname not in PERIOD)


def periods(states: Iterable[tuple[datetime, Standing | None]]) -> list[Standing]:
    """The standings at these moments, in order, each with its period; equal ones that follow each other are one."""
    found, last = [], None
    for moment, standing in states:
        if last and standing and values(last) == values(standing):
            continue
        if last:
            last.ends_at = moment
        if standing:
            standing.begins_at = moment
            found.append(standing)
        last = standing
    return found


@dataclass
class Changes:
    """The rows to change in one table of standings. to_end: (row, the end that it should have)."""

    to_add: list[Standing] = field(default_factory=list)
    to_end: list[tuple[Standing, datetime | None]] = field(default_factory=list)
    to_remove: list[Standing] = field(default_factory=list)

    def compare(self, kept: Collection[Standing], wanted: list[Standing], since: datetime | None) -> None:
        """Add what makes the rows `kept` of one thing say what is `wanted` from `since` on (None: from the beginning)."""
        for before in kept:
            if since and before.begins_at < since:
                wanted = _continued(before, wanted, since)
        by_value = {(row.begins_at, values(row)): row for row in kept}
        for row in wanted:
            same = by_value.pop((row.begins_at, values(row)), None)
            if same is None:
                self.to_add.append(row)
            elif same.ends_at != row.ends_at:
                self.to_end.append((same, row.ends_at))
        self.to_remove += by_value.values()

    def write(self, model: type[Standing]) -> None:
        """Make them in the table of `model`."""
        if self.to_remove:
            model.objects.filter(pk__in=[row.pk for row in self.to_remove]).delete()
        for moment in {moment for _, moment in self.to_end}:
            ended = [row.pk for row, end in self.to_end if end == moment]
            model.objects.filter(pk__in=ended).update(ends_at=moment)
        if self.to_add:
            names = [field.attname for field in model._meta.concrete_fields if field.attname != "id"]
            put_in(model, {name: [getattr(row, name) for row in self.to_add] for name in names})


def _continued(before, wanted, since):
    """`wanted` with the row that was there before `since`, which goes on where it still says what is so."""
    first = wanted[0] if wanted else None
    if first and first.begins_at == since and values(first) == values(before):
        first.begins_at = before.begins_at
        return wanted
    kept = type(before)(**{f.attname: getattr(before, f.attname) for f in before._meta.concrete_fields})
    kept.ends_at = since
    return [kept, *wanted]


def kept_since(
    model: type[Standing], thing: str, keys: Collection[int], since: datetime | None
) -> dict[int, list[Standing]]:
    """{key: [rows]} of the standings of these that had not ended at `since`; of all with None.

    thing: the name of the column that says whose standing it is.
    """
    found = {key: [] for key in keys}
    for row in _kept(model, thing)(keys=tuple(keys), since=since):
        found[getattr(row, thing)].append(row)
    return found


@cache
def _kept(model, thing):
    @put_together_once
    def kept(keys, since):
        path = thing.replace("_id", "__pk")
        rows = model.objects.filter(**{f"{path}__among": keys})
        return rows.filter(NOW | Q(ends_at__gt=since)) if since else rows

    return kept
