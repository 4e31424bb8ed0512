"""The one way to keep something: who, when and why are part of the writing, never a second act."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from .models import HistoryModel, Record


class BackInTime(ValidationError):
    """A change was dated before the last one of the same thing: somebody else's came first."""


class Overtaken(ValidationError):
    """What was in order when it was checked no longer was when it was saved: somebody else was quicker."""


@transaction.atomic
def write(thing, *, by, at, why=""):
    """Check and save a noun or a record, with its history row.

    by: the User who does it. at: the recorded moment (aware datetime). why: a plain sentence, kept
    in the history. Returns the thing. Raises ValidationError, BackInTime, Overtaken; ValueError for a moment without
    a zone.
    """
    if timezone.is_naive(at):
        raise ValueError(f"{at} says nothing of its time zone.")
    if isinstance(thing, Record):
        thing.recorded_by, thing.recorded_at = by, at
    elif isinstance(thing, HistoryModel):
        _refuse_going_back(thing, at)
    else:
        raise TypeError(f"{type(thing).__name__} is neither a noun nor a record.")
    thing.full_clean()
    thing._recording = True
    thing._history_user, thing._history_date, thing._change_reason = by, at, why
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as error:
        raise Overtaken("Somebody else recorded the same at the same moment. Look again.") from error
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
        raise BackInTime(
            f"{thing} was changed at {timezone.localtime(last):%H:%M on %d/%m/%Y}, after this. Look again."
        )
