"""Bring the texts that can be found up to date: those that a verb wrote, or all of them; or say where they differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.db.models import Q

from inspections.models import Inspection
from safeguarding.history import Written
from safeguarding.lib.database.batches import batched
from safeguarding.lib.database.put_in import put_in
from safeguarding.models import Record

from ..models import Action, OwnerName, Part, Recommendation, SearchText
from .owner_names import wanted as wanted_names
from .owner_names import write_names
from .texts import TEXTS, texts_of

TOGETHER = 200  # rows a statement
READ = 500  # rows read at once when all are

_KEY = ("source", "key")
_COLUMNS = [field.attname for field in SearchText._meta.concrete_fields if field.name != "id"]


def restate_written(written: list[Written], **kwargs: object) -> None:
    """Write the texts of what a verb wrote: a receiver of history.verb_ends."""
    rows = {(row.source, row.key): row for each in written for row in _rows_of(each)}
    for source, keys in _hanging(written).items():
        for thing in TEXTS[source].rows().filter(pk__in=keys):
            rows[source, thing.pk] = TEXTS[source].row_of(thing)
    _write(rows.values())
    write_names(written)


def rebuild() -> None:
    """Make every text anew from the records."""
    SearchText.objects.all().delete()
    OwnerName.objects.all().delete()
    _write(_wanted())
    names = [OwnerName(post_id=post, holding_id=held, folded=name) for (post, held), name in wanted_names().items()]
    OwnerName.objects.bulk_create(names, batch_size=50)


def build_if_there_are_none(**kwargs: object) -> None:
    """Make them for a register that is older than they are: a receiver of post_migrate."""
    found = (SearchText.objects.exists(), OwnerName.objects.exists())
    if not any(found) and (wanted_names() or Recommendation.objects.exists() or Action.objects.exists()):
        rebuild()


def differences() -> Iterator[str]:
    """Each text that can be found and should not be, cannot be and should be, or is another, in words."""
    kept = {(row.source, row.key): _values(row) for row in SearchText.objects.iterator(READ)}
    for row in _wanted():
        found = kept.pop((row.source, row.key), None) if row.words else _values(row)
        if found != _values(row):
            yield f"{'missing' if found is None else 'not so'}: {row}"
    yield from (f"not there any more: {source} {key}" for source, key in kept)
    names = {(name.post_id, name.holding_id): name.folded for name in OwnerName.objects.all()}
    yield from (f"not so: the name {name}" for _, name in set(names.items()) ^ set(wanted_names().items()))


def _values(row):
    return [getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"]


def _rows_of(written: Written) -> Iterator[SearchText]:
    # What is new, and a record at any time, never had other words; of what changes they may have gone.
    never_had = written.is_new or isinstance(written.thing, Record)
    for text in texts_of(type(written.thing)):
        if text.follows(written.fields) and not (never_had and not text.said_by(written.thing)):
            yield text.row_of(written.thing)


def _wanted() -> Iterator[SearchText]:
    for text in TEXTS.values():
        yield from map(text.row_of, text.rows().order_by("pk").iterator(READ))


def _hanging(written) -> dict[str, list[int]]:
    """{source: keys} of the texts whose reference, inspection or audience follows from something else that was written."""
    parts = {w.thing.pk for w in written if isinstance(w.thing, Part) and "recommendation_id" in w.fields}
    asked = {
        w.thing.pk
        for w in written
        if isinstance(w.thing, Recommendation) and w.fields & {"reference", "kind", "inspection_id"}
    }
    heard = {w.thing.pk for w in written if isinstance(w.thing, Inspection) and "audience" in w.fields}
    found = defaultdict(list)
    if heard:
        _add(found, Q(source=SearchText.Source.LINES, inspection__in=heard))
    for together in batched(sorted(parts), TOGETHER):
        _add(found, Q(part__in=together))
    for together in batched(sorted(asked), TOGETHER):
        _add(found, Q(recommendation__in=together) | Q(part__recommendation__in=together))
    return found


def _add(found, which):
    for source, key in SearchText.objects.filter(which).values_list(*_KEY):
        found[source].append(key)


def _write(rows: Iterable[SearchText]) -> None:
    for together in batched(rows, TOGETHER):
        emptied = [Q(source=row.source, key=row.key) for row in together if not row.words]
        if emptied:
            SearchText.objects.filter(reduce(or_, emptied)).delete()
        worded = [row for row in together if row.words]
        put_in(SearchText, {name: [getattr(row, name) for row in worded] for name in _COLUMNS}, key=_KEY)
