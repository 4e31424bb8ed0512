"""Several statements that are sent as one: what each finds stands in rows of its own, in columns of its types."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from django.db import connection, connections

from safeguarding.lib.database.prepared import Bound, Prepared, parameter_of


class AtOnce:
    """Questions put together once (prepared.Prepared), to be asked together."""

    def __init__(self, questions: Sequence[Prepared]) -> None:
        self._questions = questions
        self._columns = {}  # number of a column by its type, and how many of that type come before
        self._of_each = [self._columns_of(question) for question in questions]
        self._given = {}  # name of a parameter, and what is given for it; what is given to several is sent once
        self._sql = self._statement([place for place, question in enumerate(questions) if question.sql])

    def rows(self, values: Mapping[str, object]) -> list[list[object]]:
        """Give what the rows() of each does."""
        found = defaultdict(list)
        if not self._sql:
            return [[] for _ in self._questions]
        read_from = connections[self._questions[0].database]
        parameters = {name: parameter_of(given, values, read_from) for name, given in self._given.values()}
        with read_from.cursor() as cursor:
            cursor.execute(self._sql, parameters)
            for place, order, *row in cursor.fetchall():
                found[place].append((order, [row[column] for column in self._of_each[place]]))
        return [
            question.made_of([row for _, row in sorted(found[place], key=lambda each: each[0])])
            for place, question in enumerate(self._questions)
        ]

    def _columns_of(self, question):
        before, columns = Counter(), []
        for kind in question.kinds if question.sql else ():
            columns.append(self._columns.setdefault((kind, before[kind]), len(self._columns)))
            before[kind] += 1
        return columns

    def _statement(self, places):
        if not places:
            return ""
        # PostgreSQL carries out each WITH where it is read, since it is read once.
        named = ", ".join(f"q{place} ({_columns(self._of_each[place])}) AS ({self._named(place)})" for place in places)
        return f"WITH {named} {' UNION ALL '.join(map(self._rows, places))}"

    def _named(self, place):
        """The SQL of one, its parameters by names."""
        question = self._questions[place]
        names = (f"%({self._name(given)})s" for given in question.parameters)
        return re.sub("%[%s]", lambda found: next(names) if found[0] == "%s" else found[0], question.sql)

    def _name(self, given):
        what = given if isinstance(given, Bound) else repr(given)
        return self._given.setdefault(what, (f"given_{len(self._given)}", given))[0]

    def _rows(self, place):
        order = "ROW_NUMBER() OVER ()" if self._questions[place].in_order else "0"
        filled = ", ".join(self._filled(number, kind, place) for (kind, _), number in self._columns.items())
        return f"SELECT {place}, {order}, {filled} FROM q{place}"

    def _filled(self, number, kind, place):
        column = f"c{number}" if number in self._of_each[place] else "NULL"
        return f"CAST({column} AS {kind})" if connection.vendor == "postgresql" else column


def _columns(numbers):
    return ", ".join(f"c{number}" for number in numbers)
