"""Append-only triggers: the tables of records and of history are only ever added to, and the database holds them to it.

Installed after every migration, because SQLite rebuilds a table (and loses its triggers) to add a field.
"""

from django.apps import apps
from django.db import connections

from .models import Record

MESSAGE = "This table is written once: rows are added, never changed or erased."


def written_once() -> list[str]:
    """Names of every table that holds records or history rows, sorted."""
    models = apps.get_models()
    records = {m._meta.db_table for m in models if issubclass(m, Record)}
    histories = {
        getattr(m, m._meta.simple_history_manager_attribute).model._meta.db_table
        for m in models
        if hasattr(m._meta, "simple_history_manager_attribute")
    }
    return sorted(records | histories)


def install_triggers(using: str = "default") -> None:
    """Install the triggers on every such table that exists; those already there stay."""
    connection = connections[using]
    with connection.cursor() as cursor:
        # After `migrate safeguarding` alone the tables of the other apps are not there yet.
        existing = set(connection.introspection.table_names(cursor))
        for statement in _statements(connection.vendor, [t for t in written_once() if t in existing]):
            cursor.execute(statement)


def drop_triggers(using: str = "default") -> None:
    """Drop the triggers: for the test runner's flush, which installs them again when it is done."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table, trigger in triggers(using):
            suffix = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{trigger}"{suffix}')


def triggers(using: str = "default") -> list[tuple[str, str]]:
    """Pairs of table and trigger that the database holds now."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE t.tgname LIKE 'written_once%'"
            )
        else:
            cursor.execute(
                "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'written_once%'"
            )
        return cursor.fetchall()


def _statements(vendor, tables):
    if vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
        for table in tables:
            yield (
                f'CREATE OR REPLACE TRIGGER written_once BEFORE UPDATE OR DELETE ON "{table}"'
                " FOR EACH ROW EXECUTE FUNCTION written_once()"
            )
            # TRUNCATE fires no row trigger.
            yield (
                f'CREATE OR REPLACE TRIGGER written_once_truncate BEFORE TRUNCATE ON "{table}"'
                " FOR EACH STATEMENT EXECUTE FUNCTION written_once()"
            )
    else:
        # SQLite has one event a trigger, and no TRUNCATE: its DELETE without WHERE fires this one.
        for table in tables:
            for event in ("UPDATE", "DELETE"):
                yield (
                    f'CREATE TRIGGER IF NOT EXISTS "written_once_{table}_{event.lower()}"'
                    f" BEFORE {event} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )
