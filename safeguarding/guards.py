"""Triggers of ours: how they are made on SQLite and PostgreSQL, and which of those that were put on are not there any more."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import connections, transaction
from django.db.migrations import AlterModelTable, DeleteModel, Migration, RemoveField, RenameField, RenameModel

from . import table_rules
from .models.ledger import Installation

LOSES_A_NAME = (AlterModelTable, DeleteModel, RemoveField, RenameField, RenameModel)
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Trigger:
    """One trigger. event: as "BEFORE UPDATE OR DELETE", on SQLite of one event only. when: a condition on NEW and OLD.

    body: statements of plpgsql, or of SQLite. function: the name of PostgreSQL's, which triggers with one body may share.
    """

    table: str
    name: str
    event: str
    body: str
    when: str = ""
    level: str = "FOR EACH ROW"
    function: str = ""

    @property
    def made(self) -> str:
        """The statement that makes it on SQLite, as the database keeps it."""
        when = f" WHEN {self.when}" if self.when else ""
        return f'CREATE TRIGGER "{self.name}" {self.event} ON "{self.table}"{when} BEGIN {self.body} END'


class Held(dict[tuple[str, str], tuple[str, str]]):
    """Of each table and trigger in a database: the text that a Trigger tells, and all that makes it what it is."""


def held(using: str = "default") -> Held:
    """Every trigger that the database holds now. One query."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, t.tgname, p.prosrc, pg_get_triggerdef(t.oid) || t.tgenabled::text || pg_get_functiondef(p.oid)"
                " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
                " JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE NOT t.tgisinternal AND n.nspname = current_schema()"
            )
        else:
            cursor.execute("SELECT tbl_name, name, sql, sql FROM sqlite_master WHERE type = 'trigger'")
        return Held({(table, name): (body, whole) for table, name, body, whole in cursor.fetchall()})


def install(triggers: Iterable[Trigger], using: str = "default") -> None:
    """Make those that are not there, or are there with another body; on PostgreSQL no row gets in between the old and the new one."""
    connection = connections[using]
    make = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    there = held(using)
    functions = set()
    with connection.cursor() as cursor:
        for trigger in triggers:
            body, _ = there.get((trigger.table, trigger.name), ("", ""))
            if body == (_function_body(trigger) if connection.vendor == "postgresql" else trigger.made):
                continue
            with transaction.atomic(using=using):
                for statement in make(trigger, body, functions):
                    cursor.execute(statement)


def _on_sqlite(trigger, body, functions):
    if body:
        yield f'DROP TRIGGER "{trigger.name}"'
    yield trigger.made


def _on_postgresql(trigger, body, functions):
    """functions: the names of those that were made, to which this one's is added."""
    function = trigger.function or trigger.name
    if function not in functions:
        functions.add(function)
        yield (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql"
            f" SET timezone = 'UTC' SET datestyle = 'ISO' AS $${_function_body(trigger)}$$"
        )
    when = f"WHEN ({trigger.when})" if trigger.when else ""
    yield (
        f'CREATE OR REPLACE TRIGGER "{trigger.name}" {trigger.event} ON "{trigger.table}"'
        f" {trigger.level} {when} EXECUTE FUNCTION {function}()"
    )


def make_way(prefix: str, plan: Sequence[tuple[Migration, bool]], using: str = "default") -> None:
    """Take off the triggers, by the beginning of their names, that stand in the way of a plan of migrations: on SQLite, which rebuilds
    tables, all.

    On PostgreSQL only those that speak of a table which loses a name: whatever else people write meanwhile is looked at, and a
    `migrate` that is killed leaves no table without.
    """
    if not plan:
        return
    lost = {table for migration, backwards in plan for table in _losing_a_name(migration, backwards)}
    of_postgresql = connections[using].vendor == "postgresql"
    drop(
        [
            (table, name)
            for (table, name), (_, whole) in held(using).items()
            if name.startswith(prefix) and (not of_postgresql or lost & {table, *WORD.findall(whole)})
        ],
        using,
    )


def _losing_a_name(migration, backwards):
    """The tables of which a migration takes away or renames a column, or the table itself."""
    for operation in migration.operations:
        if backwards or isinstance(operation, LOSES_A_NAME):
            named = (getattr(operation, attribute, None) for attribute in ("model_name", "old_name", "name"))
            yield f"{migration.app_label}_{next(filter(None, named), '')}".lower()


def drop(named: Iterable[tuple[str, str]], using: str = "default") -> None:
    """Take off these, each named by its table and itself."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table, name in named:
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "{name}"{on}')


def digests(using: str = "default") -> dict[str, str]:
    """Of every trigger there is, the digest of how it is made, by "trigger on table". One query."""
    return {
        f"{name} on {table}": sha256(whole.encode()).hexdigest() for (table, name), (_, whole) in held(using).items()
    }


def installed(using: str = "default") -> dict[str, str] | None:
    """Those of the last Installation, as digests() gives them; None before the first. One query."""
    if Installation._meta.db_table not in connections[using].introspection.table_names():
        return None
    return Installation.objects.using(using).order_by("pk").values_list("triggers", flat=True).last()


def lost(using: str = "default") -> list[str]:
    """A sentence for every trigger, constraint, rule or policy that is not as the last Installation left it; none before the first."""
    last = installed(using)
    if last is None:
        return []
    sentences = _unlike(_as_triggers(last), _as_triggers(digests(using)))
    if (rules := table_rules.installed(using)) is not None:
        sentences += _unlike(rules, table_rules.digests(using))
    return sorted(sentences)


def _as_triggers(named):
    return {f"trigger {name}": digest for name, digest in named.items()}


def _unlike(last, now):
    gone = [f"The {name} is missing." for name in last if name not in now]
    strange = [f"The {name} is not ours." for name in now if name not in last]
    other = [
        f"The {name} was changed or switched off." for name, digest in now.items() if last.get(name, digest) != digest
    ]
    return gone + strange + other


def _function_body(trigger):
    return f" BEGIN {trigger.body} END "
