"""Putting many rows into a table column by column: to word a statement row by row takes Django longer than the database to do it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model

TOGETHER = 500  # rows a statement
_NUMBER = ("AutoField", "BigAutoField", "IntegerField", "PositiveIntegerField", "PositiveSmallIntegerField")
# The values that a database takes as they are, by the kind of their field.
_PLAIN = {"CharField": str, "TextField": str, "BooleanField": bool, "DateField": date, "DateTimeField": datetime}
_PLAIN |= dict.fromkeys(_NUMBER, int)


def put_in(model: type[Model], columns: Mapping[str, Sequence[object]], *, key: Sequence[str] = ()) -> None:
    """Put rows into the table of `model`: the values of each column, by its attribute, a row at each place of all of them.

    Nothing is checked, no signal is sent and no key comes back. key: the columns by which a row may be there already, which then
    has these values. Raises IntegrityError.
    """
    connection = connections[router.db_for_write(model)]
    fields = [model._meta.get_field(name) for name in columns]
    sql = _statement(model, fields, key, connection)
    values = [_prepared(*column, connection) for column in zip(fields, columns.values(), strict=True)]
    with connection.cursor() as cursor:
        for start in range(0, len(values[0]), TOGETHER):
            some = [column[start : start + TOGETHER] for column in values]
            if connection.vendor == "postgresql":
                cursor.execute(sql, some)
            else:
                cursor.executemany(sql, list(zip(*some, strict=True)))


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
