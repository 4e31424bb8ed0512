"""The worker: it answers one address after the other, as the person who asked might be answered now, and keeps the answer."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.messages.storage.cookie import CookieStorage
from django.core.exceptions import PermissionDenied
from django.db import Error, connection
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve

from safeguarding import clock, long_work
from safeguarding.models import LongWork, Worker
from safeguarding.request_log import new_reference

PAUSE = 0.5  # seconds between two looks at an empty queue
AWAY = 5  # seconds until a database that was away is asked again
COUNTED_EVERY = 0.5  # seconds between two counts that are written
NOT_THEIRS = "You may not have this any more, or it is no longer there."
NOT_ASKED = "This was not asked for on a page of the tracker as it is now. Ask for it again."
FAULT = "The tracker could not make this, and nothing was changed. Try again; if it fails again, tell your administrator: {}."

log = logging.getLogger(__name__)


class StopRequested(BaseException):
    """The worker was told to stop. No Exception, so that nothing in between takes it for a fault of its own."""


def work(*, until_empty: bool = False, beside: int | None = None) -> None:
    """Take one piece of work after the other until told to stop (SIGTERM, Ctrl+C), or until none is left.

    beside: a process; once it is gone, so is this.
    """
    worker = Worker.objects.create(seen_at=clock.now())
    try:
        with _signs_of_life(worker, beside), _stop_on_signals():
            while _one_or_none(worker) or not until_empty:
                pass
    except StopRequested:
        pass
    finally:
        worker.delete()


def _one_or_none(worker: Worker) -> bool:
    """Do the next piece of work; False after a pause where there is none, or where the database is away."""
    try:
        if _one(worker):
            return True
        time.sleep(PAUSE)
    except Error:
        log.exception("Worker %s goes on in a moment.", worker.pk)
        connection.close()
        time.sleep(AWAY)
    return False


def _one(worker: Worker) -> bool:
    """Do the next piece of work; False where there is none."""
    taken = long_work.take(worker, at=clock.now())
    if taken is None:
        return False
    try:
        made = _answered(taken)
    except StopRequested:
        long_work.give_back(taken)
        raise
    long_work.finish(taken, made, at=clock.now())
    return True


def _answered(taken: LongWork) -> dict[str, Any]:
    """The answer of a page, as long_work.finish keeps it."""
    if not long_work.is_genuine(taken):
        log.error("Long work %s is not as the tracker queued it, and was not done.", taken.pk)
        return {"problem": NOT_ASKED}
    try:
        request = _request(taken)
        response = request.resolver_match.func(request, *request.resolver_match.args, **request.resolver_match.kwargs)
        return _kept(taken, request, response)
    except (PermissionDenied, Http404):
        return {"problem": NOT_THEIRS}
    except Exception:
        reference = new_reference()
        log.exception("Long work %s failed, reference %s.", taken.pk, reference)
        return {"problem": FAULT.format(reference)}


def _request(taken: LongWork) -> HttpRequest:
    """The request of the person who asked, at this moment. It has no session, and says what it is for."""
    address, request = urlsplit(taken.address), HttpRequest()
    request.method, request.path, request.path_info = "GET", address.path, address.path
    if taken.sent:
        request.method, request.POST = "POST", QueryDict(urlencode(taken.sent, doseq=True))
    request.META["QUERY_STRING"], request.GET = address.query, QueryDict(address.query)
    request.user, request.now = taken.asked_by, clock.to_record()
    request.resolver_match = resolve(address.path)
    request.long_work, request._messages = taken, CookieStorage(request)
    taken.count, taken.count_beside = _Count(taken, long_work.count), _Count(taken, long_work.count_beside)
    return request


def _kept(taken, request, response: HttpResponse) -> dict[str, Any]:
    if response.status_code == 400:
        return {"problem": response.content.decode()}
    values = {"marking": getattr(request, "shown_marking", ""), "sees": taken.sees}
    if response.status_code == 302:
        return values | {"leads_to": response["Location"], "told": " ".join(one.message for one in request._messages)}
    return values | {"data": b"".join(response), "headers": dict(response.headers)}


class _Count:
    """Tells how far a piece of work is, not more often than somebody can read it."""

    def __init__(self, taken: LongWork, note: Callable[[LongWork, int, int, str], None]) -> None:
        self.taken, self.note, self.next = taken, note, 0.0

    def __call__(self, done: int, of: int, what: str) -> None:
        if time.monotonic() >= self.next:
            self.next = time.monotonic() + COUNTED_EVERY
            self.note(self.taken, done, of, what)


@contextmanager
def _signs_of_life(worker: Worker, beside: int | None) -> Iterator[None]:
    """Give a sign of life every few seconds, from a thread: a piece of work may take longer than that."""
    stop = threading.Event()

    def give() -> None:
        while not stop.wait(long_work.SIGN_OF_LIFE.total_seconds()):
            worker.seen_at = clock.now()
            try:
                worker.save()
            except Exception:  # such as a database that is away for a moment
                log.exception("Worker %s could not say that it lives.", worker.pk)
            if beside and not Path(f"/proc/{beside}").exists():
                os.kill(os.getpid(), signal.SIGTERM)
        connection.close()

    thread = threading.Thread(target=give, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@contextmanager
def _stop_on_signals() -> Iterator[None]:
    """Raise StopRequested at SIGTERM and SIGINT."""

    def tell(*args: object) -> None:
        raise StopRequested

    before = {sign: signal.signal(sign, tell) for sign in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
