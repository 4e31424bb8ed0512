"""Statements put together once: Django takes longer to write a large one than a database to answer it.

What differs from one request to the next stands in a statement as a Bound, which is not a value, so that no value of one request
can stay in it for another.
"""

import copy
import json
from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BigIntegerField, DateField, DateTimeField, Expression, QuerySet, TextField

COLLECTIONS = (frozenset, list, set, tuple)


class Bound(Expression):
    """The place of a value that each request brings: a number, text, day or moment; or keys, for `pk__among` and `pk__outside`."""

    def __init__(self, name: str, of: type) -> None:
        super().__init__(output_field=_field(of))
        self.name, self.of = name, of

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def get_group_by_cols(self):
        return []

    def _combine(self, other, connector, reversed):
        raise TypeError(f"{self.name} is not a value: reckon with it first, and bind what comes of it.")

    def __str__(self):
        raise TypeError(f"{self.name} is not a value, and cannot be written down.")

    def adapted(self, value: object, connection: object) -> object:
        """The value as the database takes it."""
        if self.of in COLLECTIONS:
            return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))
        return self.output_field.get_db_prep_value(value, connection)


def _field(of):
    # A datetime is a date, so it comes first.
    for kind, field in ((datetime, DateTimeField), (date, DateField), (int, BigIntegerField)):
        if issubclass(of, kind):
            return field()
    return TextField()


class Prepared:
    """A queryset with its statement, in which each Bound waits for its value."""

    def __init__(self, queryset: QuerySet) -> None:
        self._queryset = queryset
        self._compiler = queryset.query.get_compiler(queryset.db)
        try:
            self._sql, self._parameters = self._compiler.as_sql()
        except EmptyResultSet:
            self._sql = ""

    def rows(self, values: Mapping[str, object]) -> list:
        """What the queryset gives, with these values by name. It is read at once: no other queryset can be made of it."""
        if not self._sql:
            return []
        connection, found = connections[self._queryset.db], self._queryset.all()
        parameters = tuple(
            given.adapted(values[given.name], connection) if isinstance(given, Bound) else given
            for given in self._parameters
        )
        compiler = copy.copy(self._compiler)
        compiler.connection = connection  # a connection is its thread's
        compiler.as_sql = lambda *args, **kwargs: (self._sql, parameters)
        found.query.get_compiler = lambda *args, **kwargs: compiler
        return list(found)
