"""The read replica: pages that are only looked at are read from a copy of the database, which PostgreSQL keeps up to date.

What somebody wrote they read from the primary until the copy has it. How far each is, both say by their place in PostgreSQL's log,
so that no clock and no number of seconds is trusted. Without REPLICA_URL nothing here does anything.
"""

import math
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS as PRIMARY
from django.db import DatabaseError, connections
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

REPLICA = "replica"
LOOK_EVERY = 1  # second between two looks of a process at how far the replica is
AWAY_FOR = 2  # seconds until one that did not answer is asked again
MOST_BEHIND = 10  # seconds; one that is further behind is not read, so that what is hidden from people is hidden soon

_read_from = ContextVar("_read_from", default=PRIMARY)


class Router:
    """Django's question of which database: what is written, and read within a change, is the primary's."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        """The replica while a page is read from it."""
        return _database_to_read()

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        return PRIMARY

    def allow_relation(self, one: Model, other: Model, **hints: object) -> bool:
        """They are rows of one register, wherever each was read."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == PRIMARY


def cursor_to_read() -> CursorWrapper:
    """A cursor of the database from which Django reads at this moment, for a statement written around one of Django's."""
    return connections[_database_to_read()].cursor()


def _database_to_read():
    return PRIMARY if connections[PRIMARY].in_atomic_block else _read_from.get()


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
    return None if _read_from.get() == PRIMARY else math.ceil(min(following.behind, MOST_BEHIND))


def give_up(*, away: bool) -> None:
    """Read the rest of this request from the primary. away: it did not answer, and is left alone for a moment."""
    if away:
        following.lose()
    _read_from.set(PRIMARY)


def state() -> str:
    """How the replica is, in a line for a monitor, "" where all is well."""
    if following.has(0):
        return ""
    late = f"more than {MOST_BEHIND} seconds behind" if following.samples else "away"
    return f"{late}, pages are read from the primary"
