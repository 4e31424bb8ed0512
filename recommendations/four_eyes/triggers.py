"""The triggers by which the database refuses what refused.py says, on SQLite and on PostgreSQL.

They look at what is written from now on, so that a register of before is migrated as it is. They name tables of each other, and
SQLite renames a table, which it does to add a field, only where every trigger in the database can still be read: there they are off
while migrations run. On PostgreSQL they stay, and their conditions are in the body, which no change of a column waits for.
"""

from collections.abc import Sequence

from django.db import connections
from django.db.migrations import Migration

from safeguarding import guards
from safeguarding.guards import Trigger
from safeguarding.ledger import upkeep

from .refused import GUARDED, Guarded

PREFIX = "four_eyes"


def install(using: str = "default", **kwargs: object) -> None:
    """Put the triggers on their tables, and take off those that are not asked for any more: a receiver of post_migrate."""
    ours = wanted(using)
    guards.install(ours, using)
    guards.drop(set(triggers(using)) - {(trigger.table, trigger.name) for trigger in ours}, using)


def wanted(using: str = "default") -> list[Trigger]:
    """Every trigger that refused.py asks for."""
    make = _on_postgresql if connections[using].vendor == "postgresql" else _on_sqlite
    return list(map(make, GUARDED))


def drop(using: str = "default", **kwargs: object) -> None:
    """Take them off."""
    guards.drop(triggers(using), using)


def make_way(using: str = "default", plan: Sequence[tuple[Migration, bool]] = (), **kwargs: object) -> None:
    """Take off what stands in the way of the migrations, once it was looked whether any was missing: a receiver of pre_migrate."""
    upkeep.look(using, plan, **kwargs)
    guards.make_way(PREFIX, plan, using)


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
    looked_at = " ".join(refused)
    if guarded.when:
        looked_at = f"IF {guarded.when} THEN {looked_at} END IF;"
    return Trigger(guarded.table, _name(guarded), f"BEFORE {guarded.event}", f"{looked_at} RETURN NEW;")


def _on_sqlite(guarded):
    refused = (
        f"SELECT RAISE(ABORT, {_quoted(words)}) WHERE {where.replace('IS DISTINCT FROM', 'IS NOT')};"
        for words, where in guarded.refusals
    )
    return Trigger(guarded.table, _name(guarded), f"BEFORE {guarded.event}", " ".join(refused), when=guarded.when)


def _quoted(words):
    return "'{}'".format(words.replace("'", "''"))
