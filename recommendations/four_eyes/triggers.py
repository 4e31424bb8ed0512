"""The triggers by which the database refuses what refused.py says, on SQLite and on PostgreSQL.

They look at what is written from now on, so that a register of before is migrated as it is. Made after every migration and
dropped before it: they name tables of each other, and SQLite renames a table, which it does to add a field, only where every
trigger in the database can still be read.
"""

from django.db import connections

from .refused import GUARDED, Guarded

PREFIX = "four_eyes"


def install(using: str = "default", **kwargs: object) -> None:
    """Put the triggers on their tables, instead of those of before: a receiver of post_migrate."""
    drop(using)
    connection = connections[using]
    make = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    with connection.cursor() as cursor:
        for guarded in GUARDED:
            for statement in make(guarded):
                cursor.execute(statement)


def drop(using: str = "default", **kwargs: object) -> None:
    """Take them off: a receiver of pre_migrate."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table, trigger in triggers(using):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{trigger}"{on}')


def triggers(using: str = "default") -> list[tuple[str, str]]:
    """Pairs of table and trigger that the database holds now."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        held = (
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname LIKE %s"
        )
    else:
        held = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(held, [f"{PREFIX}%"])
        return cursor.fetchall()


def _name(guarded: Guarded) -> str:
    return f"{PREFIX}_{guarded.table.partition('_')[2]}_{guarded.event.lower()}"


def _on_postgresql(guarded):
    name, when = _name(guarded), f"WHEN ({guarded.when})" if guarded.when else ""
    # As a constraint would, so that Django knows it as one.
    body = "".join(
        f"IF ({where}) THEN RAISE EXCEPTION USING MESSAGE = {_quoted(words)}, ERRCODE = 'integrity_constraint_violation'; END IF; "
        for words, where in guarded.refusals
    )
    yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$"
    yield (
        f'CREATE TRIGGER {name} BEFORE {guarded.event} ON "{guarded.table}"'
        f" FOR EACH ROW {when} EXECUTE FUNCTION {name}()"
    )


def _on_sqlite(guarded):
    when = f"WHEN {guarded.when}" if guarded.when else ""
    body = "".join(
        f"SELECT RAISE(ABORT, {_quoted(words)}) WHERE {where.replace('IS DISTINCT FROM', 'IS NOT')}; "
        for words, where in guarded.refusals
    )
    yield f'CREATE TRIGGER {_name(guarded)} BEFORE {guarded.event} ON "{guarded.table}" {when} BEGIN {body} END'


def _quoted(words):
    return "'{}'".format(words.replace("'", "''"))
