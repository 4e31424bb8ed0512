"""Writing one thing in a test, as a verb of its own."""

from safeguarding import history

write = history.verb()(history.write)


def change(thing, *, by, at, **fields):
    """Write these fields of a thing, as a verb of its own."""
    for name, value in fields.items():
        setattr(thing, name, value)
    return write(thing, by=by, at=at)
