"""Writing one thing in a test, as a verb of its own."""

from contextlib import contextmanager

from django.db import transaction

from safeguarding import history

write = history.verb()(history.write)


def change(thing, *, by, at, **fields):
    """Write these fields of a thing, as a verb of its own."""
    for name, value in fields.items():
        setattr(thing, name, value)
    return write(thing, by=by, at=at)


@contextmanager
def one_verb():
    """As history.verb, for verbs that begin before the database is opened to a test, and end when it is open."""
    written = history.Gathered()
    token = history._written.set(written)
    try:
        yield
        if written:
            with transaction.atomic():
                written.settle()
    finally:
        history._written.reset(token)
