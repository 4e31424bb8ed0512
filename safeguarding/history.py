"""The one way to keep something: who, when and why are part of the writing, never a second act."""

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from .models import HistoryModel, Record, User

Kept = TypeVar("Kept", HistoryModel, Record)


class BackInTime(ValidationError):
    """A change was dated before the last one of the same thing: somebody else's came first."""


class Overtaken(ValidationError):
    """In order when it was checked, no longer when it was saved: somebody else was quicker."""


@transaction.atomic
def write(thing: Kept, *, by: User, at: datetime, why: str = "") -> Kept:
    """Check and save a row of a HistoryModel, with its history row, or a Record.

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
        raise TypeError(f"{type(thing).__name__} is neither a HistoryModel nor a Record.")
    # Before saving, so that a constraint refuses in its own sentence and not as the database's error.
    thing.full_clean()
    thing._recording = True
    thing._history_user, thing._history_date, thing._change_reason = by, at, why
    try:
        # A savepoint of its own: after an error PostgreSQL refuses everything else in the transaction.
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
    # As-at takes the latest row before a moment: a row put in behind others would rewrite what stood then.
    last = thing.history.order_by("-history_date", "-history_id").values_list("history_date", flat=True).first()
    if last is not None and at < last:
        raise BackInTime(
            f"{thing} was changed at {timezone.localtime(last):%H:%M on %d/%m/%Y}, after this. Look again."
        )
