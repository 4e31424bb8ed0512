"""Writing one thing in a test, as a verb of its own."""

from safeguarding import appointments, history
from safeguarding.models import User

write = history.verb()(history.write)


def change(thing, *, by, at, **fields):
    """Write these fields of a thing, as a verb of its own."""
    for name, value in fields.items():
        setattr(thing, name, value)
    return write(thing, by=by, at=at)


def grant(person, role, *, agency=None, by, at):
    """Give a role, and have a deciding one confirmed by somebody else of those who are there."""
    given = appointments.grant(person, role, agency=agency, by=by, at=at)
    if given.awaits_confirmation:
        given.confirmed_by = User.objects.exclude(pk__in=[person.pk, by.pk]).order_by("-pk").first()
        given.awaits_confirmation = False
        moving = ["confirmed_by", "awaits_confirmation"]
        history.verb()(history.write)(given, by=given.confirmed_by, at=at, why="Confirmed", moving=moving)
    return given
