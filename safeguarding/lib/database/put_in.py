"""Putting many rows into a table column by column: to word a statement row by row takes Django longer than the database to do it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, FileField, Model, QuerySet

TOGETHER = 500  # rows a statement
_NUMBER = ("AutoField", "BigAutoField", "IntegerField", "PositiveIntegerField", "PositiveSmallIntegerField")
# The values that a database takes as they are, by the kind of their field.
_PLAIN = {"CharField": str, "TextField": str, "BooleanField": bool, "DateField": date, "DateTimeField": datetime}
_PLAIN |= dict.fromkeys(_NUMBER, int)


def put_in(
    model: type[Model], columns: Mapping[str, Sequence[object]], *, key: Sequence[str] = (), returning: str = ""
) -> list[object]:
    """Put rows into the table of `model`: the values of each column, by its attribute, a row at each place of all of them.

    Nothing is checked and no signal is sent. key: the columns by which a row may be there already, which then has these values.
    returning: the column whose values come back, from PostgreSQL alone. Raises IntegrityError.
    """
    connection = connections[router.db_for_write(model)]
    fields = [model._meta.get_field(name) for name in columns]
    sql = _statement(model, fields, key, connection)
    sql += f" RETURNING {connection.ops.quote_name(returning)}" if returning else ""
    returned = []
    values = [_prepared(*column, connection) for column in zip(fields, columns.values(), strict=True)]
    with connection.cursor() as cursor:
        for start in range(0, len(values[0]), TOGETHER):
            some = [column[start : start + TOGETHER] for column in values]
            if connection.vendor == "postgresql":
                cursor.execute(sql, some)
                returned += (one for (one,) in cursor.fetchall()) if returning else ()
            else:
                cursor.executemany(sql, list(zip(*some, strict=True)))
    return returned


def put_in_all(things: Sequence[Model]) -> None:
    """Put new rows of one model into their table, each with the key that the database gives it. Raises IntegrityError."""
    model = type(things[0])
    db, key = router.db_for_write(model), model._meta.pk
    fields = [field for field in model._meta.concrete_fields if field is not key]
    files = any(isinstance(field, FileField) for field in fields)  # they are kept as their row is
    if connections[db].vendor != "postgresql" or files or any(thing.pk is not None for thing in things):
        QuerySet(model).bulk_create(things)
        return
    columns = {field.attname: [getattr(thing, field.attname) for thing in things] for field in fields}
    for thing, given in zip(things, put_in(model, columns, returning=key.column), strict=True):
        thing.pk, thing._state.adding, thing._state.db = given, False, db


def _statement(model, fields, key, connection) -> str:
    quoted = connection.ops.quote_name
    names = [quoted(field.column) for field in fields]
    if connection.vendor == "postgresql":
        # As Django does, without the length that a column has: what is too long is refused, and not cut.
        types = [field.db_type(connection).split("(")[0] for field in fields]
        rows = f"SELECT * FROM UNNEST({', '.join(f'%s::{each}[]' for each in types)})"
    else:
        rows = f"VALUES ({', '.join(['%s'] * len(fields))})"
    sql = f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(names)}) {rows}"
    if not key:
        return sql
    others = [name for field, name in zip(fields, names, strict=True) if field.attname not in key]
    known = ", ".join(quoted(model._meta.get_field(name).column) for name in key)
    return f"{sql} ON CONFLICT ({known}) DO UPDATE SET {', '.join(f'{name} = EXCLUDED.{name}' for name in others)}"


def _prepared(field: Field, values: Sequence[object], connection: BaseDatabaseWrapper) -> list[object]:
    plain = _PLAIN.get((field.target_field if field.is_relation else field).get_internal_type())
    if connection.vendor != "postgresql" and plain in (date, datetime):
        plain = None
    if plain and set(map(type, values)) <= {plain, type(None)}:
        return list(values)
    return [field.get_db_prep_save(value, connection) for value in values]
