"""A proof taken out: rows with the fields that may be read, and the paths by which they stand under the last seal."""

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.db import connection
from django.db.models import CharField, FileField, JSONField, Model, TextField

from ..append_only import models_written_once
from ..models import Audience, HistoryModel, Leaf, Marking, Seal
from . import leaves
from .proof import SALT, field_digest
from .redacted import taken_out
from .seals import NotSealed
from .tree import Whole

NONE: Mapping[int, str] = {}
WORDS = (TextField, CharField, FileField, JSONField)


class NoSuchRow(ValueError):
    """Nothing is known by that name; says what is asked for."""


Keys = tuple[type[Model], list[int]]


def proof_about(
    thing: str, *, whole: bool = False, with_them: Iterable[Keys] = (), cosigned: Mapping[int, str] = NONE
) -> dict[str, object]:
    """A proof, as proof.py reads it, of all that is recorded of one thing.

    thing: "decision:12", a record and its key, or "action:4", a noun with its history and what was recorded on it. whole: with
    every word; else only with those of rows that are for the OPCC and bear no marking. with_them: other rows that are written
    once, models with their keys. cosigned: the notes of seals that others signed too, by their leaves. Raises NoSuchRow, NotSealed.
    """
    last = Seal.objects.last()
    if last is None:
        raise NotSealed("There is no seal yet: `manage.py seal` makes one.")
    found = (*_rows_about(thing), *((model, keys) for model, keys in with_them if keys))
    rows = [row for model, keys in found for row in _rows(model, keys, last.size, whole)]
    if not rows:
        raise NotSealed(f"Nothing of {thing} is under a seal yet: `manage.py seal` makes one.")
    tree = _tree(last)
    for row in rows:
        row["path"] = [step.hex() for step in tree.path(row["position"], last.size)]
    return _of_one_log(last, tree, cosigned) | {"rows": rows}


def proof_of_seal(seal: Seal, cosigned: Mapping[int, str] = NONE) -> dict[str, object]:
    """A proof, as proof_about has it, of no row: that all seals before are of one log with this one. Raises NotSealed."""
    return _of_one_log(seal, _tree(seal), cosigned) | {"rows": []}


def _tree(seal):
    sealed = Leaf.objects.filter(position__lt=seal.size).order_by("position").values_list("hash", flat=True)
    tree = Whole(map(bytes, sealed.iterator()))
    if tree.size != seal.size:
        raise NotSealed("The log is not what was sealed: see `manage.py verify_ledger`.")
    return tree


def _of_one_log(last, tree, cosigned):
    """A seal, and each before it with the path between the two."""
    earlier = [
        {"seal": cosigned.get(one.size, one.note), "path": [step.hex() for step in tree.between(one.size, last.size)]}
        for one in Seal.objects.filter(size__lt=last.size)
    ]
    return {"seal": cosigned.get(last.size, last.note), "earlier": earlier}


def _rows_about(thing) -> Iterator[Keys]:
    """Models with the keys of the rows that are about the thing."""
    name, _, key = thing.partition(":")
    named = {model._meta.model_name: model for model in apps.get_models() if issubclass(model, HistoryModel)}
    written = models_written_once()
    named |= {model._meta.model_name: model for model in written.values()}
    if name not in named or not key.isdecimal():
        raise NoSuchRow(f"{thing} is no row: name one as decision:12 or action:4.")
    model = named[name]
    if not model._base_manager.filter(pk=key).exists():
        raise NoSuchRow(f"There is no {thing}.")
    if not issubclass(model, HistoryModel):
        yield model, [int(key)]
        return
    past = model.history.model
    yield past, list(past.objects.filter(**{model._meta.pk.attname: key}).order_by("pk").values_list("pk", flat=True))
    for record in written.values():
        leading = [field.name for field in record._meta.concrete_fields if field.related_model is model]
        every = record._base_manager
        keys = {pk for field in leading for pk in every.filter(**{field: key}).values_list("pk", flat=True)}
        if keys and record is not past:
            yield record, sorted(keys)


def _rows(model, keys, size, whole) -> Iterator[dict[str, object]]:
    shape = leaves.shape_of(model)
    out = taken_out(shape.number)
    words = {f.column for f in model._meta.concrete_fields if isinstance(f, WORDS) and not f.choices}
    listed = ", ".join(map(str, keys))
    statement = (
        f"SELECT leaf.key, leaf.position, leaf.salts, {', '.join(leaves.texts(shape, 'r'))}"
        f' FROM "{Leaf._meta.db_table}" leaf JOIN "{shape.table}" r ON r."{shape.key}" = leaf.key'
        f" WHERE leaf.shape = {shape.number} AND leaf.position < {size} AND leaf.key IN ({listed}) ORDER BY leaf.position"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for key, position, salts, *values in cursor.fetchall():
            texts = [None if value is None else value[1:] for value in values]
            row = dict(zip(shape.columns, texts, strict=True))
            closed = set() if whole or _is_open(row) else words
            fields = list(_fields(row, bytes(salts), closed, out.get(key, {})))
            yield {"table": shape.table, "key": key, "position": position, "fields": fields}


def _is_open(row):
    """Its words are for the OPCC, and may leave the force as they are."""
    return row.get("audience") in (Audience.OPCC, Audience.AGENCIES) and row.get("marking") == Marking.OFFICIAL


def _fields(row, salts, closed, out):
    for at, (name, text) in enumerate(row.items()):
        salt = salts[at * SALT : at * SALT + SALT]
        if name in out:
            yield {"name": name, "digest": out[name][0].hex()}
        elif name in closed:
            yield {"name": name, "digest": field_digest(salt, None if text is None else f"={text}".encode()).hex()}
        else:
            yield {"name": name, "salt": salt.hex(), "value": text}
