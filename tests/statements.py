"""How many parameters each statement has, for tests that count both."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def parameters_of_each() -> Iterator[list[int]]:
    """A list that gets the number of parameters of each statement in the block."""
    counts = []

    def note(execute, sql, parameters, many, context):
        counts.append(len(parameters or ()))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield counts
