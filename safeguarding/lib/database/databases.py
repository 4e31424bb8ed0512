"""Where the rows are, for the settings: the database, and the copy of it that pages are read from."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE = "django.db.backends.sqlite3"
# PostgreSQL would compile the page of what waits for 19 seconds to save one: a page has many small conditions and few rows.
# And beyond eight tables it would join in the order written: with 100,000 actions a page of scrutiny took many times as long.
# With twelve, planning the queue took longer than running it.
PLANNER = {"jit": "off", "join_collapse_limit": "10", "from_collapse_limit": "10"}
# Seconds, and milliseconds: a copy that hangs is soon known to be away.
SOON_AWAY = {"connect_timeout": 2, "tcp_user_timeout": 5000}


def databases(env: environ.Env, kept: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES, by what the environment says; SQLite in the folder `kept` where it says nothing.

    Raises ImproperlyConfigured for a REPLICA_URL beside SQLite.
    """
    default = env.db_url("DATABASE_URL", default=f"sqlite:///{kept / 'db.sqlite3'}")
    replica = env.str("REPLICA_URL", default="")
    if default["ENGINE"] == SQLITE:
        if replica:
            raise ImproperlyConfigured("REPLICA_URL is a copy by PostgreSQL: DATABASE_URL has to lead to PostgreSQL.")
        return {"default": default | _SQLITE_S}
    set_to = _of_postgresql(pooled=env.bool("DATABASE_POOLED", default=False))
    found = {"default": _with(default, set_to)}
    if replica:
        found["replica"] = _with(env.db_url_config(replica), set_to, SOON_AWAY)
    return found


# Readers and one writer at once; a writer takes its lock at the start and waits for its turn,
# instead of failing half way with "database is locked".
_SQLITE_S = {
    "OPTIONS": {
        # Without recursive triggers REPLACE erases a row unseen by the triggers that hold the records.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA recursive_triggers=ON",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds
    }
}


def _of_postgresql(*, pooled):
    kept_open = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}  # seconds
    if pooled:
        # A transaction may have another connection than the one before. What a connection is to be set to, the role is.
        return kept_open | {"DISABLE_SERVER_SIDE_CURSORS": True}
    set_to = " ".join(f"-c {name}={value}" for name, value in PLANNER.items())
    return kept_open | {"OPTIONS": {"options": set_to}}


def _with(database, set_to, options=None):
    options = database.get("OPTIONS", {}) | (options or {}) | set_to.get("OPTIONS", {})
    return database | set_to | {"OPTIONS": options}
