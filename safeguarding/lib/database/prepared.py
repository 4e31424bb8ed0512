"""Statements put together once: Django takes longer to write a large one than a database to answer it.

What differs from one request to the next stands in a statement as a Bound, which is not a value, so that no value of one request
can stay in it for another.
"""

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import wraps
from types import FunctionType

from django.core.exceptions import EmptyResultSet
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BigIntegerField, DateField, DateTimeField, Expression, QuerySet, TextField
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import get_language

LONGEST = 2**63 - 1
COLLECTIONS = (frozenset, list, set, tuple)


class Bound(Expression):
    """The place of a value that each request brings: a number, text, day or moment; or keys, for `pk__among` and `pk__outside`."""

    def __init__(self, name: str, of: type, reckon: Callable | None = None) -> None:
        super().__init__(output_field=_field(of))
        self.name, self.of, self.reckon = name, of, reckon

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list["Bound"]]:
        return "%s", [self]

    def get_group_by_cols(self) -> list[Expression]:
        return []

    def _combine(self, other, connector, reversed):
        raise TypeError(f"{self.name} is not a value: it is reckoned() with.")

    def __str__(self) -> str:
        raise TypeError(f"{self.name} is not a value, and cannot be written down.")

    def adapted(self, value: object, connection: BaseDatabaseWrapper) -> object:
        """The value, or what is reckoned from it, as the database takes it."""
        if self.reckon:
            value = self.reckon(value)
        if self.of in COLLECTIONS:
            return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))
        if self.of is int:
            value = max(-LONGEST, min(value, LONGEST))  # an address may say a number that no key can be
        return self.output_field.get_db_prep_value(value, connection)


def reckoned(of: type, reckon: Callable, value: object) -> object:
    """reckon(value), which is an `of`; where the value is a Bound as yet, the Bound of what is reckoned when it comes."""
    return Bound(value.name, of, reckon) if isinstance(value, Bound) else reckon(value)


def _field(of):
    # A datetime is a date, so it comes first.
    for kind, field in ((datetime, DateTimeField), (date, DateField), (int, BigIntegerField)):
        if issubclass(of, kind):
            return field()
    return TextField()


class Prepared:
    """A queryset with its statement, in which each Bound waits for its value; `sql` is "" where no row can be as is asked."""

    def __init__(self, queryset: QuerySet) -> None:
        self._queryset = queryset
        self._compiler = queryset.query.get_compiler(queryset.db)
        try:
            self.sql, self.parameters = self._compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.parameters = "", ()

    @property
    def database(self) -> str:
        """Which one it is read from at this moment."""
        return self._queryset.db

    def rows(self, values: Mapping[str, object]) -> list[object]:
        """Give what the queryset does, with these values by name. It is read at once: no other queryset can be made of it."""
        if not self.sql:
            return []
        statement = self.statement(values)
        return self._read(as_sql=lambda *args, **kwargs: statement)

    def made_of(self, records: Sequence[Sequence[object]]) -> list[object]:
        """Give what rows() does where these records are what the database found."""
        return self._read(execute_sql=lambda *args, **kwargs: [records]) if records else []

    def _read(self, **instead):
        """The rows of the queryset, by a compiler of which these are `instead`."""
        found, compiler = self._queryset.all(), copy.copy(self._compiler)
        compiler.connection = connections[self.database]  # a connection is its thread's
        vars(compiler).update(instead)
        found.query.get_compiler = lambda *args, **kwargs: compiler
        return list(found)

    def statement(self, values: Mapping[str, object]) -> tuple[str, tuple[object, ...]]:
        """The SQL with its parameters, these values by name among them; "" where no row can be as is asked."""
        connection = connections[self.database]
        return self.sql, tuple(parameter_of(given, values, connection) for given in self.parameters)

    @property
    def kinds(self) -> list[str]:
        """The type of each column as the database has it, all whole numbers being of one."""
        fields = (column[0].output_field for column in self._compiler.select)
        kinds = (field.db_type(self._compiler.connection).partition("(")[0] for field in fields)
        return ["bigint" if kind in ("integer", "smallint") else kind for kind in kinds]

    @property
    def in_order(self) -> bool:
        """True where its rows come in an order."""
        return bool(self._compiler.get_order_by())


def parameter_of(given: object, values: Mapping[str, object], connection: BaseDatabaseWrapper) -> object:
    """Give what is sent for a parameter of a statement: that of the values which it waits for, or itself."""
    return given.adapted(values[given.name], connection) if isinstance(given, Bound) else given


def put_together_once(build: Callable[..., QuerySet]) -> Callable[..., list[object]]:
    """Make of `build(**values)`, which puts a queryset together, a function that gives its rows; it is called with Bounds.

    It may decide only by what is not bound: a value that is None, true or false, one of an Enum, a class, a function, or a frozenset,
    tuple or list of classes or of nothing. For each of these another statement is kept.
    """
    statements = Statements()

    @wraps(build)
    def rows(**values: object) -> list[object]:
        return statements.of(values, lambda places: build(**places)).rows(values)

    return rows


class Statements:
    """The Prepared of one question, one for each way in which it can be asked."""

    def __init__(self) -> None:
        self._kept = {}

    def of(
        self, values: Mapping[str, object], build: Callable[[dict[str, object]], QuerySet], *alike: object
    ) -> Prepared:
        """The Prepared of what `build` makes of the places of these values. alike: what else it decides by."""
        asked = (
            connection.vendor,
            get_language(),
            *alike,
            *((name, _decides(value)) for name, value in values.items()),
        )
        if asked not in self._kept:
            places = {name: Bound(name, type(value)) if _is_bound(value) else value for name, value in values.items()}
            with connection.execute_wrapper(_ask_nothing):
                self._kept[asked] = Prepared(build(places))
        return self._kept[asked]


def _decides(value):
    """Give what a queryset may be put together by: the value itself where it is not bound, else only of which type it is."""
    if _is_bound(value):
        return type(value)
    return tuple(value) if isinstance(value, COLLECTIONS) else value


def _is_bound(value):
    if isinstance(value, COLLECTIONS):
        return not all(isinstance(one, type) for one in value)
    return not (value is None or isinstance(value, (bool, Enum, type, FunctionType)))


def _ask_nothing(execute, sql, *args):
    raise RuntimeError(f"What the database answers today cannot decide how a statement is put together: {sql}")
