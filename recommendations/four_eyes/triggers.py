"""The triggers by which the database refuses what refused.py says, on SQLite and on PostgreSQL.

They look at what is written from now on, so that a register of before is migrated as it is. Made after every migration and
dropped before it: they name tables of each other, and SQLite renames a table, which it does to add a field, only where every
trigger in the database can still be read.
"""

from django.db import connections

from safeguarding import guards
from safeguarding.guards import Trigger
from safeguarding.ledger import upkeep

from .refused import GUARDED, Guarded

PREFIX = "four_eyes"


def install(using: str = "default", **kwargs: object) -> None:
    """Put the triggers on their tables: a receiver of post_migrate."""
    guards.install(wanted(using), using)


def wanted(using: str = "default") -> list[Trigger]:
    """Every trigger that refused.py asks for."""
    make = _on_postgresql if connections[using].vendor == "postgresql" else _on_sqlite
    return list(map(make, GUARDED))


def drop(using: str = "default", **kwargs: object) -> None:
    """Take them off."""
    guards.drop(triggers(using), using)


def make_way(using: str = "default", **kwargs: object) -> None:
    """Take them off for the migrations, once it was looked whether any was missing: a receiver of pre_migrate."""
    upkeep.look(using, **kwargs)
    drop(using)


def triggers(using: str = "default") -> list[tuple[str, str]]:
    """Pairs of table and trigger that the database holds now."""
    return [(table, name) for table, name in guards.held(using) if name.startswith(PREFIX)]


def _name(guarded: Guarded) -> str:
    return f"{PREFIX}_{guarded.table.partition('_')[2]}_{guarded.event.lower()}"


def _on_postgresql(guarded):
    # As a constraint would, so that Django knows it as one.
    refused = (
        f"IF ({where}) THEN RAISE EXCEPTION USING MESSAGE = {_quoted(words)}, ERRCODE = 'integrity_constraint_violation'; END IF;"
        for words, where in guarded.refusals
    )
    body = " ".join([*refused, "RETURN NEW;"])
    return Trigger(guarded.table, _name(guarded), f"BEFORE {guarded.event}", body, when=guarded.when)


def _on_sqlite(guarded):
    refused = (
        f"SELECT RAISE(ABORT, {_quoted(words)}) WHERE {where.replace('IS DISTINCT FROM', 'IS NOT')};"
        for words, where in guarded.refusals
    )
    return Trigger(guarded.table, _name(guarded), f"BEFORE {guarded.event}", " ".join(refused), when=guarded.when)


def _quoted(words):
    return "'{}'".format(words.replace("'", "''"))
