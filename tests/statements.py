"""How many statements a page takes, and how many parameters each has, for tests that count them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def parameters_of_each() -> Iterator[list[int]]:
    """A list that gets the number of parameters of each statement in the block."""
    counts = []

    def note(execute, sql, parameters, many, context):
        counts.append(len(parameters or ()))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        yield counts


def statements_of(client, url):
    """How many a page takes when it is looked at again: the first look may warm what is kept between two."""
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)
