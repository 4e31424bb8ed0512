"""The one way to keep something: who, when and why are part of the writing, never a second act."""

from django.db import transaction

from .models import Noun, Record


class BackInTime(ValueError):
    """A change was dated before the last one of the same thing."""


@transaction.atomic
def write(thing, *, by, at, why=""):
    """Check and save a noun or a record, with its history row.

    by: the User who does it. at: the recorded moment (aware datetime). why: a plain sentence, kept
    in the history. Returns the thing. Raises ValidationError, BackInTime.
    """
    if isinstance(thing, Record):
        thing.recorded_by, thing.recorded_at = by, at
    elif isinstance(thing, Noun):
        _refuse_going_back(thing, at)
        thing._history_user, thing._history_date, thing._change_reason = by, at, why
    else:
        raise TypeError(f"{type(thing).__name__} is neither a noun nor a record.")
    thing.full_clean()
    thing._recording = True
    try:
        thing.save()
    finally:
        # simple-history leaves these on the instance, where they would stick to the next save
        for name in ("_recording", "_history_user", "_history_date", "_change_reason"):
            thing.__dict__.pop(name, None)
    return thing


def _refuse_going_back(thing, at):
    if thing.pk is None:
        return
    last = thing.history.order_by("-history_date", "-history_id").values_list("history_date", flat=True).first()
    if last is not None and at < last:
        raise BackInTime(f"{thing} last changed at {last.isoformat()}, after {at.isoformat()}.")
