"""The database as one file, and back: by SQLite's own backup, or by pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection
from psycopg2.extensions import make_dsn


class NotDone(Exception):
    """A backup was not made, or not put back; says why, and what to do."""


def is_empty() -> bool:
    """Return whether there is no table in it."""
    return not connection.introspection.table_names()


def dump(to: Path) -> None:
    """Write all of it, as it stands at one moment, while others go on writing. Raises NotDone."""
    if connection.vendor == "postgresql":
        _run_postgresql("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(to)) as copy:
        connection.connection.backup(copy)


def restore(dumped: Path) -> None:
    """Put it back whole, or leave the database empty. Raises NotDone."""
    if connection.vendor == "postgresql":
        options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments")
        _run_postgresql("pg_restore", *options, last=(str(dumped),))
        return
    connection.close()
    place = Path(connection.settings_dict["NAME"])
    begun = place.with_name(f"{place.name}.restoring")
    shutil.copyfile(dumped, begun)
    for beside in ("-wal", "-shm"):  # of the empty one
        place.with_name(place.name + beside).unlink(missing_ok=True)
    begun.replace(place)


def _run_postgresql(program, *options, last=()):
    """Run one of PostgreSQL's programs on our database. The password goes by the environment, which no other account reads."""
    known = {name: word for name, word in connection.get_connection_params().items() if isinstance(word, str | int)}
    environment = os.environ | {"PGPASSWORD": str(known.pop("password", ""))}
    command = [program, *options, f"--dbname={make_dsn(**known)}", *last]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
    except FileNotFoundError:
        raise NotDone(f"There is no {program} on this machine: install PostgreSQL’s client programs.") from None
    if done.returncode:
        raise NotDone(f"{program} failed: {done.stderr.strip()}")
