"""The one way to keep something: who, when and why are part of the writing, never a second act."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import FileField, OuterRef, QuerySet, Subquery
from django.dispatch import Signal
from django.utils import timezone

from .lib.database.prepared import put_together_once
from .lib.database.put_in import put_in, put_in_all
from .models import HistoryModel, Record, User
from .models.recording import NotRecorded

TOGETHER = 50  # rows that change in one statement: more have so many parameters that putting them together takes longer


class BackInTime(ValidationError):
    """A change was dated before the last one of the same thing: somebody else's came first."""


class Overtaken(ValidationError):
    """In order when it was checked, no longer when it was saved: somebody else was quicker."""


TRIGGERS_CODE = "23000"  # integrity_constraint_violation, and none of those below it, which are a constraint's


Kept = TypeVar("Kept", HistoryModel, Record)


class Written(NamedTuple):
    """One row that a verb wrote. fields: the names of those that are not as before; every field of a new row."""

    thing: HistoryModel | Record
    at: datetime
    fields: frozenset[str]

    @property
    def is_new(self) -> bool:
        """Return whether there was no such row before: nothing else writes its key."""
        return self.fields == _fields(self.thing)


class Gathered(list[Written]):
    """Everything that a verb wrote so far, in order."""

    settled = 0  # how many of them the echoes know

    def settle(self) -> None:
        """Bring the echoes up to date: as the verb ends, or before, for whoever reads them within it."""
        if news := self[self.settled :]:
            self.settled = len(self)
            verb_ends.send(sender=None, written=news)


# Sent when a verb ends, within its transaction, with the list of `written`. What echoes the records is brought up to date
# then, so that no verb can forget it.
verb_ends = Signal()
_written = ContextVar("_written", default=None)  # what the verb that is running wrote so far; None: none is running


@contextmanager
def verb() -> Iterator[Gathered]:
    """One change from beginning to end, all of it or nothing: `@verb()` over a function, or `with verb():`.

    Gives what is Gathered in it; a verb that another calls is part of that one.
    """
    if (running := _written.get()) is not None:
        # without a savepoint of its own: what is refused within a verb is refused as a whole
        with transaction.atomic(savepoint=False):
            yield running
        return
    written = Gathered()
    token = _written.set(written)
    try:
        with transaction.atomic():
            yield written
            written.settle()
    finally:
        _written.reset(token)


def write(thing: Kept, *, by: User, at: datetime, why: str = "", moving: Iterable[str] = ()) -> Kept:
    """Check and save a row of a HistoryModel, with its history row, or a Record, as part of a verb.

    by: the User who does it. at: the recorded moment (aware datetime). why: a plain sentence, kept
    in the history. moving: those fields that the model guards, and which this may change. Returns the thing.
    Raises ValidationError, BackInTime, Overtaken; NotRecorded outside a verb, and where a guarded field changed; ValueError
    for a moment without a zone.
    """
    written, changed = _checked(thing, by, at, moving)
    thing._recording = True
    thing._history_user, thing._history_date, thing._change_reason = by, at, why
    try:
        # A savepoint of its own: after an error PostgreSQL refuses everything else in the transaction.
        with transaction.atomic():
            thing.save()
    except IntegrityError as error:
        thing.full_clean()
        words = _refused_by_trigger(error) or "Somebody else recorded the same at the same moment."
        raise Overtaken(f"{words} Look again.") from error
    finally:
        _forget(thing)
    written.append(Written(thing, at, changed))
    return thing


def write_new(things: Sequence[tuple[Kept, str]], *, by: User, at: datetime) -> None:
    """Check and save new rows of one model, each with its reason, as `write` does, many in one statement.

    For a verb that records thousands. Raises what `write` raises, the reason of the row that was refused as the error's `why`.
    """
    _write_all(things, {}, lambda changes: _insert([change.thing for change in changes]), by=by, at=at)


def write_changed(things: Sequence[tuple[HistoryModel, str]], *, by: User, at: datetime) -> None:
    """Check and save rows of one model that are there, each once and with its reason, as `write` does, many in one statement.

    For a verb that changes thousands. Raises what `write` raises, the reason of the row that was refused as the error's `why`.
    """
    _write_all(things, _last_of([thing for thing, _ in things]), _update, by=by, at=at)


def _write_all(things, past, save, *, by, at):
    """Check all, and `save` the Written of them. past: what stood before, by key, where they are not new."""
    news = Gathered()
    for thing, why in things:
        with _naming(why):
            written, changed = _checked(thing, by, at, past=past.get(thing.pk))
        news.append(Written(thing, at, changed))
        thing._history_user, thing._history_date, thing._change_reason = by, at, why
    try:
        with transaction.atomic():
            save(news)
    except IntegrityError:
        # one at a time, for the sentence of the one that the database refused
        for thing, why in things:
            if thing.pk not in past:
                thing.pk, thing._state.adding = None, True
            with _naming(why):
                write(thing, by=by, at=at, why=why)
        return
    finally:
        for thing, _ in things:
            _forget(thing)
    if news:
        written += news


def _update(changes):
    """Put the fields that changed into their table, past the queryset that refuses it, and what stands now into the history."""
    if not changes:
        return
    model = type(changes[0].thing)
    things = [change.thing for change in changes]
    if fields := frozenset().union(*(change.fields for change in changes)):
        QuerySet(model).bulk_update(things, fields, batch_size=TOGETHER)
    _put_in_history(model, things, "~")


def _last_of(things):
    """The last row of history of each thing, by its key, some at a time."""
    found = {}
    for start in range(0, len(things), TOGETHER):
        some = things[start : start + TOGETHER]
        model = type(some[0])
        key, history = model._meta.pk.attname, model.history.model.objects
        of_one = history.filter(**{key: OuterRef(key)}).order_by("-history_date", "-history_id")
        of_these = history.filter(**{f"{key}__in": [thing.pk for thing in some]})
        last = of_these.filter(history_id=Subquery(of_one.values("history_id")[:1]))
        found |= {past[key]: past for past in last.values("history_date", *_fields(some[0]))}
    return found


def _forget(thing):
    """Take who, when and why off what was written: simple-history leaves them there, where they would stick to the next save."""
    for name in ("_recording", "_history_user", "_history_date", "_change_reason"):
        vars(thing).pop(name, None)


def _insert(things):
    """Put the rows into their table, past the queryset that refuses it, and the first rows of their history into its own."""
    if not things:
        return
    model = type(things[0])
    put_in_all(things)
    if issubclass(model, HistoryModel):
        _put_in_history(model, things, "+")


def _put_in_history(model, things, kind):
    """The row of history of each thing as it stands: what simple-history's bulk_history_create puts in, without an object a row."""
    kept = model.history.model
    columns = {field.attname: [getattr(thing, field.attname) for thing in things] for field in kept.tracked_fields}
    columns["history_date"] = [thing._history_date for thing in things]
    columns["history_user_id"] = [thing._history_user.pk for thing in things]
    columns["history_change_reason"] = [thing._change_reason for thing in things]
    columns["history_type"] = [kind] * len(things)
    put_in(kept, columns)


@contextmanager
def _naming(why):
    """Put the reason of a row on what refuses it."""
    try:
        yield
    except ValidationError as error:
        error.why = why
        raise


def _checked(thing, by, at, moving=(), past=None):
    """Insist that a thing is in order; give the list of what the running verb wrote, and the fields that change."""
    written = _written.get()
    if written is None:
        raise NotRecorded(
            f"A {thing._meta.verbose_name} is written by a verb: decorate what does it with history.verb()."
        )
    if timezone.is_naive(at):
        raise ValueError(f"{at} says nothing of its time zone.")
    if isinstance(thing, Record):
        thing.recorded_by, thing.recorded_at = by, at
        changed = _fields(thing)
    elif isinstance(thing, HistoryModel):
        changed = _insist_on_last(thing, at, moving, past)
    else:
        raise TypeError(f"{type(thing).__name__} is neither a HistoryModel nor a Record.")
    # Each constraint costs a query to check, and the database holds it anyway: it is asked what is wrong only once it refuses.
    # But not where a file comes with it, which would be kept by then and which no rollback takes away.
    first = any(isinstance(field, FileField) for field in thing._meta.concrete_fields)
    thing.full_clean(exclude=_known(thing, changed), validate_unique=first, validate_constraints=first)
    return written, changed


def _refused_by_trigger(error):
    """The sentence with which a trigger of ours refused; "" where a constraint did."""
    diagnostics = getattr(error.__cause__, "diag", None)  # PostgreSQL's, with the code that our triggers give
    if diagnostics:
        return diagnostics.message_primary if diagnostics.sqlstate == TRIGGERS_CODE else ""
    return "" if "constraint failed" in str(error) else str(error)


def version_of(thing: HistoryModel) -> int:
    """The number of its last row of history: a page that was drawn from another is stale. One query."""
    return thing.history.order_by("-history_date", "-history_id").values_list("history_id", flat=True)[0]


def _insist_on_last(thing, at, moving, past=None):
    """Return the fields that change; refuse a change dated before the last one, or of a guarded field unasked.

    past: its last row of history, where that was read.
    """
    if thing.pk is None:
        return _fields(thing)
    # As-at takes the latest row before a moment: a row put in behind others would rewrite what stood then.
    past = past or next(iter(_last(model=thing._meta.model, key=thing.pk)), None)
    if past is None:
        return _fields(thing)
    if at < (last := past["history_date"]):
        raise BackInTime(
            f"{thing} was changed at {timezone.localtime(last):%H:%M on %d/%m/%Y}, after this. Look again."
        )
    changed = frozenset(name for name in _fields(thing) if getattr(thing, name) != past[name])
    for name in changed.intersection(thing.guarded).difference(moving):
        raise NotRecorded(f"The {name} of {thing} changes by a move only, and its verb says so.")
    return changed


@put_together_once
def _last(model, key):
    past = model.history.filter(**{model._meta.pk.attname: key}).order_by("-history_date", "-history_id")
    return past.values("history_date", *_fields(model))[:1]


def _known(thing, changed):
    """Its foreign keys of which nobody need ask whether the row is there: as they were, or set to one that was read."""
    keys = (field for field in thing._meta.concrete_fields if field.remote_field)
    return {field.name for field in keys if field.attname not in changed or field.is_cached(thing)}


def _fields(thing):
    """The names of its columns of which history is kept, as attributes."""
    unkept = getattr(thing, "unkept", ())
    return frozenset(field.attname for field in thing._meta.concrete_fields if field.name not in unkept)
