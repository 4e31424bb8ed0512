"""Faults that pass, and are not the tracker's: a database that is away, a disk that is full."""

import errno
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError

# PostgreSQL's classes: no connection, one ended by its administrator, too little of something. SQLite's: another writer, no file.
AWAY = ("08", "57P", "53", "SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR")
FULL = ("53100", "SQLITE_FULL")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def database_away(error: BaseException | None) -> bool:
    """Return whether the database could not be asked: it is stopped, starts, is taken by another, or has no room."""
    # psycopg2 has no other name for a connection that breaks while a statement runs
    asked = isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
    return asked and all(code.startswith(AWAY) for code in _codes(error))  # no code: there was no connection


def disk_full(error: BaseException | None) -> bool:
    """Return whether there was no room left on a disk, the tracker's own or the database's."""
    return any(getattr(each, "errno", None) in NO_ROOM for each in _causes(error)) or any(
        code in FULL for code in _codes(error)
    )


def _codes(error):
    """The database's own names of its errors, as far as there are any."""
    for each in _causes(error):
        yield from filter(None, (getattr(each, "pgcode", ""), getattr(each, "sqlite_errorname", "")))


def _causes(error) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
