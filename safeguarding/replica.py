"""The read replica: pages that are only looked at are read from a copy of the database, which PostgreSQL keeps up to date.

What somebody wrote they read from the primary until the copy has it. How far each is, both say by their place in PostgreSQL's log,
so that no clock and no number of seconds is trusted. Without REPLICA_URL nothing here does anything.
"""

import math
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS as PRIMARY
from django.db import DatabaseError, connections
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from .lib.outages import database_away

REPLICA = "replica"
LOOK_EVERY = 1  # second between two looks of a process at how far the replica is
AWAY_FOR = 2  # seconds until one that did not answer is asked again
MOST_BEHIND = 10  # seconds; one that is further behind is not read, so that what is hidden from people is hidden soon
WRITTEN = "written"  # the cookie: how far the primary's log was when this browser last wrote, such as 0/3000148

_read_from = ContextVar("_read_from", default=PRIMARY)


class Router:
    """Django's question of which database: what is written, and read within a change, is the primary's."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        """The replica while a page is read from it."""
        return PRIMARY if connections[PRIMARY].in_atomic_block else _read_from.get()

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        return PRIMARY

    def allow_relation(self, one: Model, other: Model, **hints: object) -> bool:
        """They are rows of one register, wherever each was read."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == PRIMARY


@contextmanager
def read_from(database: str) -> Iterator[None]:
    """From REPLICA or PRIMARY, within or by the function that it decorates."""
    token = _read_from.set(database)
    try:
        yield
    finally:
        _read_from.reset(token)


class Following:
    """How far the replica is, as this process last saw it."""

    def __init__(self) -> None:
        self.look_at, self.looking = 0.0, threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Know nothing: it is not read until it has all that the primary has."""
        self.replayed, self.whole_at, self.samples = 0, -math.inf, deque(maxlen=600)

    @property
    def behind(self) -> float:
        """At most so many seconds; infinity where it is away, or was never seen to have everything."""
        return time.monotonic() - self.whole_at

    def has(self, written: int) -> bool:
        """Return whether it can be read by somebody whose last change is at this place of the log. Raises where the primary is away."""
        if time.monotonic() >= self.look_at:
            self.look()
        if self.behind <= MOST_BEHIND and self.replayed < written:
            self.look()
        return self.behind <= MOST_BEHIND and self.replayed >= written

    def look(self) -> None:
        """Ask both how far they are; one thread at a time, the others go by what is known."""
        if not self.looking.acquire(blocking=False):
            return
        try:
            self.look_at = time.monotonic() + LOOK_EVERY
            self.samples.append((time.monotonic(), written()))
            self.replayed = replayed()
            while self.samples and self.samples[0][1] <= self.replayed:
                self.whole_at, _ = self.samples.popleft()
        except ReplicaAway:
            self.lose()
        finally:
            self.looking.release()

    def lose(self) -> None:
        """It did not answer: it is left alone for a moment."""
        self.forget()
        self.look_at = time.monotonic() + AWAY_FOR


following = Following()


class ReplicaAway(Exception):
    """It cannot be reached, or is none any more."""


def written() -> int:
    """How far the primary's log is written, in bytes since it began."""
    return _place(PRIMARY, "pg_current_wal_insert_lsn()")


def replayed() -> int:
    """How far the replica has it. Raises ReplicaAway, also where it was made a primary of its own."""
    try:
        place = _place(REPLICA, "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() END")
    except DatabaseError as error:
        connections[REPLICA].close()
        raise ReplicaAway from error
    if place is None:
        raise ReplicaAway
    return place


def _place(alias, function):
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT ({function} - '0/0')::bigint")
        return cursor.fetchone()[0]


def is_used() -> bool:
    """Return whether this tracker has one."""
    return REPLICA in connections


def behind() -> int | None:
    """At most how many seconds the page that is being made is behind; None where it is read from the primary."""
    return None if _read_from.get() == PRIMARY else math.ceil(following.behind)


def state() -> str:
    """How the replica is, in a line for a monitor, "" where all is well."""
    if following.has(0):
        return ""
    late = f"more than {MOST_BEHIND} seconds behind" if following.samples else "away"
    return f"{late}, pages are read from the primary"


class ReadFromReplica:
    """Middleware: a page that somebody known only looks at is read from the replica, once that has what they wrote themselves.

    Where the replica fails meanwhile the page is read again, from the primary. It stands last, so that who somebody is, their
    session and what comes after the page are the primary's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not is_used():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        notes = _Writes()
        source = REPLICA if _looks(request) and following.has(_own_place(request)) else PRIMARY
        with read_from(source), connections[PRIMARY].execute_wrapper(notes):
            response = self.get_response(request)
        if notes.any:
            place = written()
            kept = {"httponly": True, "samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
            response.set_cookie(WRITTEN, f"{place >> 32:X}/{place & 0xFFFFFFFF:X}", **kept)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer by the same view again; None for what is no fault of the replica's."""
        if _read_from.get() == PRIMARY or not isinstance(exception, DatabaseError):
            return None
        if database_away(exception):
            following.lose()
        _read_from.set(PRIMARY)  # until the end of this request
        match = request.resolver_match
        response = match.func(request, *match.args, **match.kwargs)
        return response.render() if hasattr(response, "render") else response


class _Writes:
    """Notes whether anything was written."""

    any = False

    def __call__(self, execute, sql, parameters, many, context):
        self.any = self.any or sql.startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, parameters, many, context)


def _looks(request):
    known = request.user.is_authenticated or "Authorization" in request.headers  # programs come by a key
    return known and request.method in ("GET", "HEAD")


def _own_place(request):
    """The place in the log of this browser's last change; 0 where there was none, or somebody made the cookie up."""
    parts = re.fullmatch("([0-9A-F]{1,8})/([0-9A-F]{1,8})", request.COOKIES.get(WRITTEN, ""))
    return (int(parts[1], 16) << 32) + int(parts[2], 16) if parts else 0
