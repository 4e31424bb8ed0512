"""Work that takes longer than a page should: put in a queue, taken by one worker at a time, given back where that one dies."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import LongWork, User, Worker
from .models.signed import signature

State = LongWork.State

SIGN_OF_LIFE = timedelta(seconds=5)  # how often a worker gives one
DEAD_AFTER = timedelta(seconds=30)  # without one: its work is taken up by another
KEPT_FOR = timedelta(days=1)  # our convention, as for files that were left: what was made, and why something was not
MOST_TRIES = 3  # what has killed as many workers is not tried again
KILLED = "The tracker stopped each time it was tried. Ask for less of it at once, or tell your administrator."


def workers(*, at: datetime) -> QuerySet[Worker]:
    """The workers that live."""
    return Worker.objects.filter(seen_at__gt=at - DEAD_AFTER)


def died(*, at: datetime) -> QuerySet[Worker]:
    """The workers that stopped without a word, such as by kill -9."""
    return Worker.objects.filter(seen_at__lte=at - DEAD_AFTER)


def ask(
    address: str, *, sent: Mapping[str, str | Sequence[str]] | None = None, called: str, by: User, at: datetime
) -> LongWork:
    """Queue an address for a person, with what is `sent` to it; what is queued or under way already is not queued twice."""
    forget(at=at)
    sent = sent or {}
    key = _key(by.pk, address, sent)
    open_ = LongWork.objects.filter(asked_by=by, key=key, state__in=[State.WAITING, State.UNDER_WAY])
    if found := open_.first():
        return found
    # What it made before is older than what is asked for now.
    LongWork.objects.filter(asked_by=by, key=key).delete()
    try:
        with transaction.atomic():
            what = {"called": called[:300], "address": address, "sent": sent, "key": key}
            return LongWork.objects.create(asked_by=by, asked_at=at, **what)
    except IntegrityError:  # pressed twice at the same moment
        return open_.get()


def is_genuine(work: LongWork) -> bool:
    """Return whether the tracker queued it for this person: who writes into its table alone has nothing done in another's name."""
    return constant_time_compare(work.key, _key(work.asked_by_id, work.address, work.sent))


def _key(person, address, sent):
    facts = json.dumps([person, address, sent], sort_keys=True)  # PostgreSQL keeps fields in an order of its own
    return salted_hmac("safeguarding.long_work", facts, algorithm="sha256").hexdigest()


def of_person(person: User) -> QuerySet[LongWork]:
    """All that a person asked for, the latest first; without the files themselves."""
    return LongWork.objects.filter(asked_by=person).defer("data")


def not_opened(person: User) -> QuerySet[LongWork]:
    """All that a person asked for and has not opened yet: under way, ready, or not made."""
    return of_person(person).filter(opened_at=None)


def opened(work: LongWork, *, at: datetime) -> None:
    """Note that its person had it, or read why it was not made."""
    LongWork.objects.filter(pk=work.pk, opened_at=None).update(opened_at=at)


def take(worker: Worker, *, at: datetime) -> LongWork | None:
    """Give this worker the next piece of work, or None. Of two workers one has it; what a dead one held is next in the queue."""
    died(at=at).exclude(pk=worker.pk).delete()  # their work has no worker then
    free = Q(state=State.WAITING) | Q(state=State.UNDER_WAY, worker=None)
    for pk, tries in LongWork.objects.filter(free).order_by("asked_at", "pk").values_list("pk", "tries")[:10]:
        worker.seen_at = at
        worker.save()  # anew, where it was thought dead: a machine may have slept
        row = LongWork.objects.filter(free, pk=pk)
        if tries >= MOST_TRIES:
            row.update(state=State.FAILED, problem=KILLED, ended_at=at)
        elif row.update(state=State.UNDER_WAY, worker=worker, tries=F("tries") + 1, done=0, of=0, what=""):
            return LongWork.objects.select_related("asked_by").get(pk=pk)
    return None


def count(work: LongWork, done: int, of: int, what: str) -> None:
    """Note how far it is: "3 of 7 reports"."""
    _held(work).update(done=done, of=of, what=what)


def count_beside(work: LongWork, done: int, of: int, what: str) -> None:
    """Note how far it is while a change is under way, which nobody sees in the database before it is done."""
    with suppress(OSError):  # a disk that is full or not ours: the change goes on uncounted
        caches["counts"].set(_count_key(work), (done, of, what), DEAD_AFTER.total_seconds())


def counted(work: LongWork) -> LongWork:
    """The work with what count_beside noted of it, on the machine of the worker."""
    if work.state != State.UNDER_WAY:
        return work
    with suppress(OSError):
        work.done, work.of, work.what = caches["counts"].get(_count_key(work), (work.done, work.of, work.what))
    return work


def finish(work: LongWork, made: Mapping[str, Any], *, at: datetime) -> bool:
    """Keep what was made: the fields `data`, `headers`, `marking`, `sees`; or `leads_to` and `told`; or `problem`.

    False where it is not this worker's any more, and another's is kept.
    """
    state = State.FAILED if made.get("problem") else State.DONE
    as_made = LongWork(pk=work.pk, asked_by_id=work.asked_by_id, address=work.address, **made)
    signed = signature(as_made, LongWork.MADE)
    return _held(work).update(**made, made=signed, state=state, worker=None, ended_at=at) == 1


def give_back(work: LongWork) -> None:
    """Put back into the queue what a worker that is told to stop has not finished; it counts as no try."""
    _held(work).update(state=State.WAITING, worker=None, tries=F("tries") - 1)


def forget(*, at: datetime) -> None:
    """Let go of what was made long enough ago. Whoever needs it asks again."""
    LongWork.objects.filter(ended_at__lte=at - KEPT_FOR).delete()


def forget_all_made() -> None:
    """Let go of all that was made, since words in it were taken out of the register."""
    LongWork.objects.filter(state=State.DONE).delete()
    # What is being made may hold them too: it is made again.
    LongWork.objects.filter(state=State.UNDER_WAY).update(state=State.WAITING, worker=None)


def _count_key(work):
    return f"long-work-{work.pk}-{work.tries}-{work.asked_at.timestamp()}"


def _held(work):
    """The row, while it is this worker's: of one that was thought dead and works on, nothing counts."""
    return LongWork.objects.filter(pk=work.pk, state=State.UNDER_WAY, worker=work.worker_id, tries=work.tries)
