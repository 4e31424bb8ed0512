"""The leaves: the shape of each table, the trigger that writes a row's leaf with the row, and the rows that were there before.

The leaves of a table hold the columns it had when they were written. When `migrate` gave it others, each row that had a leaf is
entered again as it is now: its last leaf holds all of it, and those of before hold what is still there as they held it.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from .. import guards
from ..append_only import models_written_once
from ..guards import Trigger
from ..models.ledger import Leaf, Seal, Shape
from .proof import SALT, shape_digest

PREFIX = "leaf"
FUNCTION = "leaf_hash"  # what SQLite calls of us: a connection without it writes to no such table
TOGETHER = 2000  # rows entered at once
MOMENTS = ("recorded_at", "history_date")  # a record's column, and one of history


def shapes() -> list[Shape]:
    """The shape of every table of which there are leaves, as the models have it now; not saved."""
    return [
        shape_of(model) for model in models_written_once().values() if model not in (Leaf, Seal)
    ]  # those two are what the head is made of, and where it stands


def shape_of(model: type[Model]) -> Shape:
    """The shape of its table as the model has it now, not saved."""
    table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    number = int.from_bytes(shape_digest(table, columns)[:8]) >> 1
    return Shape(number=number, table=table, columns=columns, key=model._meta.pk.column)


def hash_row(shape: bytes, salts: bytes, *values: str | None) -> bytes:
    """The hash of a leaf. shape: its digest. salts: SALT bytes for each of `values`, which are "=" and a text, or None."""
    at, digests = 0, []
    for value in values:
        digests.append(sha256(salts[at : at + SALT] + (b"" if value is None else value.encode())).digest())
        at += SALT
    return sha256(b"\0" + shape + b"".join(digests)).digest()


def texts(shape: Shape, row: str) -> list[str]:
    """SQL of what a leaf holds of each column of `row`, the name of the table in a statement: NULL, or "=" and a text."""
    cast = 'CAST({row}."{column}" AS TEXT)'
    return [f"'=' || {cast.format(row=row, column=column)}" for column in shape.columns]


def let_sqlite_hash(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Give SQLite the function that its triggers call: a receiver of connection_created."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, -1, hash_row, deterministic=True)


def install(using: str, before: dict[str, int] | None = None) -> tuple[int, int] | None:
    """Put the triggers on every table that is there, and enter the rows of those that have a new shape.

    before: by table the highest key it had before migrations ran; rows beyond it without a leaf are theirs. Returns the keys
    of the first and the last leaf of rows entered, or None.
    """
    there = set(connections[using].introspection.table_names())
    now = [shape for shape in shapes() if shape.table in there]
    kept = Shape.objects.using(using)
    with transaction.atomic(using=using):
        known = dict(kept.values_list("number", "table"))
        lacking = [shape for shape in now if shape.number not in known]
        gone = _taken_out(lacking, using)
        new = [shape for shape in lacking if shape.number not in gone]
        guards.install((trigger for trigger in wanted(using) if trigger.table in there), using)
        kept.bulk_create(new)  # with their triggers on, or they would have no leaf of their own
        last = Leaf.objects.using(using).order_by("pk").values_list("pk", flat=True).last() or 0
        for shape in new:
            earlier = [number for number, table in known.items() if table == shape.table]
            _enter(shape, _rows_to_enter(shape, earlier, (before or {}).get(shape.table, 0)), using)
        entered = Leaf.objects.using(using).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)
        return (entered.first(), entered.last()) if entered else None


def wanted(using: str = "default") -> list[Trigger]:
    """Every trigger that belongs on these tables."""
    make = _on_postgresql if connections[using].vendor == "postgresql" else _on_sqlite
    return list(map(make, shapes()))


def highest_keys(using: str) -> dict[str, int]:
    """By table of which there are leaves, the highest key in it; none while there is no ledger. A query for each."""
    connection = connections[using]
    there = set(connection.introspection.table_names())
    if Shape._meta.db_table not in there:
        return {}
    with connection.cursor() as cursor:
        found = {}
        for shape in shapes():
            if shape.table in there:
                cursor.execute(f'SELECT MAX("{shape.key}") FROM "{shape.table}"')
                found[shape.table] = cursor.fetchone()[0] or 0
        return found


def _taken_out(lacking, using):
    """The numbers of those shapes that were there, for their leaf is: somebody took them out, and that stays to be found."""
    held = Leaf.objects.using(using).filter(shape=shape_of(Shape).number, key__in=[shape.number for shape in lacking])
    return set(held.values_list("key", flat=True))


def _rows_to_enter(shape, earlier, highest):
    """SQL of the condition that a row is entered: it has no such leaf, but one of before, unless the table had none at all.

    Whoever put a row in with the triggers off would have it entered by the next migration otherwise.
    """
    leaf = f'SELECT 1 FROM "{Leaf._meta.db_table}" leaf WHERE leaf.key = r."{shape.key}" AND leaf.shape'
    lacking = f"NOT EXISTS ({leaf} = {shape.number})"
    if not earlier:
        return lacking
    held = f"EXISTS ({leaf} IN ({', '.join(map(str, earlier))}))"
    return f'{lacking} AND ({held} OR r."{shape.key}" > {highest})'


def _enter(shape, condition, using):
    columns = ", ".join(texts(shape, "r"))
    with connections[using].cursor() as cursor:
        cursor.execute(
            f'SELECT r."{shape.key}", {columns} FROM "{shape.table}" r WHERE {condition} ORDER BY r."{shape.key}"'
        )
        while rows := cursor.fetchmany(TOGETHER):
            Leaf.objects.using(using).bulk_create(_leaves(shape, rows))


def _leaves(shape: Shape, rows: Iterable[tuple[object, ...]]) -> Iterator[Leaf]:
    digest = shape_digest(shape.table, shape.columns)
    for key, *values in rows:
        salts = os.urandom(SALT * len(values))
        yield Leaf(shape=shape.number, key=key, salts=salts, hash=hash_row(digest, salts, *values))


def _moment_of(shape, row):
    """SQL of the moment at which the row was recorded, or NULL."""
    return next((f'{row}."{name}"' for name in MOMENTS if name in shape.columns), "NULL")


def _on_postgresql(shape):
    digest, number = shape_digest(shape.table, shape.columns).hex(), len(shape.columns)
    salts = " || ".join(["uuid_send(gen_random_uuid())"] * number)
    digests = " || ".join(
        f"sha256(substr(salts, {at * SALT + 1}, {SALT}) || coalesce(convert_to({text}, 'UTF8'), ''))"
        for at, text in enumerate(texts(shape, "NEW"))
    )
    body = (
        f"DECLARE salts bytea := {salts}; BEGIN"
        f' INSERT INTO "{Leaf._meta.db_table}" (shape, key, recorded_at, salts, hash)'
        f' VALUES ({shape.number}, NEW."{shape.key}", {_moment_of(shape, "NEW")}, salts,'
        f" sha256('\\x00{digest}'::bytea || {digests})); RETURN NULL; END;"
    )
    return Trigger(shape.table, f"{PREFIX}_{shape.table}", "AFTER INSERT", body)


def _on_sqlite(shape):
    digest, values = shape_digest(shape.table, shape.columns).hex(), ", ".join(texts(shape, "r"))
    # LIMIT in a join: else SQLite would make other salts wherever they are named
    salts = f"(SELECT randomblob({SALT * len(shape.columns)}) AS salts LIMIT 1)"
    body = (
        f'INSERT INTO "{Leaf._meta.db_table}" (shape, key, recorded_at, salts, hash)'
        f' SELECT {shape.number}, r."{shape.key}", {_moment_of(shape, "r")}, salts,'
        f" {FUNCTION}(x'{digest}', salts, {values})"
        f' FROM "{shape.table}" AS r, {salts} WHERE r."{shape.key}" = NEW."{shape.key}";'
    )
    return Trigger(shape.table, f"{PREFIX}_{shape.table}", "AFTER INSERT", body)
