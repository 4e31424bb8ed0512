"""Append-only triggers: the tables of records, of history and of the ledger are only ever added to, and the database holds them to it.

Installed after every migration, because SQLite rebuilds a table (and loses its triggers) to add a field.
"""

import re
from collections.abc import Iterator

from django.apps import apps
from django.db import connections
from django.db.models import Model, UniqueConstraint

from . import guards
from .guards import Trigger
from .models import Record
from .models.ledger import Leaf, LedgerRow, RedactedField, Shape

MESSAGE = "This table is written once: rows are added, never changed or erased."
PREFIX = "written_once"
# Of a leaf one thing comes later, and once: its place, which a seal gives it.
PLACED = (
    "OLD.position IS NOT NULL OR NEW.position IS NULL OR NEW.id <> OLD.id OR NEW.shape <> OLD.shape OR NEW.key <> OLD.key"
    " OR NEW.salts <> OLD.salts OR NEW.hash <> OLD.hash OR NEW.recorded_at IS DISTINCT FROM OLD.recorded_at"
)
# Of a record and of history a text is taken out, once two people said so: replaced by words that begin like this, and nothing else.
REDACTED = "[redacted on "
_REDACTED_TEXT = (
    f'FROM "{RedactedField._meta.db_table}" f JOIN "{Shape._meta.db_table}" s ON s.number = f.shape'
    f" WHERE f.words LIKE '{REDACTED}%]' AND s.\"table\" = "
)


def models_written_once() -> dict[str, type[Model]]:
    """The models of every table that holds records, history rows or the ledger, by table, sorted."""
    models = apps.get_models()
    records = {m for m in models if issubclass(m, (Record, LedgerRow))}
    histories = {
        getattr(m, m._meta.simple_history_manager_attribute).model
        for m in models
        if hasattr(m._meta, "simple_history_manager_attribute")
    }
    return {m._meta.db_table: m for m in sorted(records | histories, key=lambda m: m._meta.db_table)}


def written_once() -> list[str]:
    """The names of those tables, sorted."""
    return list(models_written_once())


def install_triggers(using: str = "default") -> None:
    """Install the triggers on every such table that exists; those already there stay."""
    # After `migrate safeguarding` alone the tables of the other apps are not there yet.
    existing = set(connections[using].introspection.table_names())
    guards.install((trigger for trigger in wanted(using) if trigger.table in existing), using)


def wanted(using: str = "default") -> Iterator[Trigger]:
    """Every trigger that belongs on these tables."""
    make = _on_postgresql if connections[using].vendor == "postgresql" else _on_sqlite
    for model in models_written_once().values():
        yield from make(model)


def drop_triggers(using: str = "default") -> None:
    """Drop the triggers: for the test runner's flush, which installs them again when it is done."""
    guards.drop(triggers(using), using)


def triggers(using: str = "default") -> list[tuple[str, str]]:
    """Pairs of table and trigger that the database holds now."""
    return [(table, name) for table, name in guards.held(using) if name.startswith(PREFIX)]


def _on_postgresql(model):
    table, refusal = model._meta.db_table, f"RAISE EXCEPTION '{MESSAGE}';"
    if model is Leaf:
        yield Trigger(table, f"{PREFIX}_but_placed", "BEFORE UPDATE", refusal, when=PLACED, function=PREFIX)
        yield Trigger(table, PREFIX, "BEFORE DELETE", refusal, function=PREFIX)
    elif issubclass(model, LedgerRow):
        yield Trigger(table, PREFIX, "BEFORE UPDATE OR DELETE", refusal, function=PREFIX)
    else:
        yield Trigger(table, PREFIX, "BEFORE DELETE", refusal, function=PREFIX)
        redacted = (
            f"IF EXISTS (SELECT 1 {_REDACTED_TEXT} TG_TABLE_NAME AND to_jsonb(OLD) ->> s.key = f.key::text"
            ' AND to_jsonb(NEW) - f."column" = to_jsonb(OLD) - f."column"'
            ' AND to_jsonb(OLD) ->> f."column" <> f.words AND to_jsonb(NEW) ->> f."column" = f.words)'
            " THEN RETURN NEW; END IF;"
        )
        name = f"{PREFIX}_but_redacted"
        yield Trigger(table, name, "BEFORE UPDATE", f"{redacted} {refusal}", function=name)
    # TRUNCATE fires no row trigger.
    yield Trigger(table, f"{PREFIX}_truncate", "BEFORE TRUNCATE", refusal, level="FOR EACH STATEMENT", function=PREFIX)


def _on_sqlite(model):
    """SQLite has one event a trigger, and no TRUNCATE: its DELETE without WHERE fires that of DELETE."""
    table, body = model._meta.db_table, f"SELECT RAISE(ABORT, '{MESSAGE}');"
    if issubclass(model, LedgerRow):
        when = PLACED if model is Leaf else ""
    else:
        when = f"NOT EXISTS (SELECT 1 {_REDACTED_TEXT} '{table}' AND f.key = OLD.\"{model._meta.pk.column}\" AND {_only_redacted(model)})"
    yield Trigger(table, f"{PREFIX}_{table}_update", "BEFORE UPDATE", body, when=when)
    yield Trigger(table, f"{PREFIX}_{table}_delete", "BEFORE DELETE", body)
    # On a connection that does not fire recursive triggers REPLACE erases what is in its way, and no trigger of DELETE sees it.
    taken = " OR ".join(f'EXISTS (SELECT 1 FROM "{table}" WHERE {same})' for same in _what_is_in_the_way(model))
    body = f"SELECT RAISE(ABORT, '{MESSAGE} A unique constraint failed.');"
    yield Trigger(table, f"{PREFIX}_{table}_insert", "BEFORE INSERT", body, when=taken)


def _only_redacted(model):
    """A condition that NEW is OLD but for the column of `f`, which has its words."""
    columns = [field.column for field in model._meta.concrete_fields]
    same = (f"""(NEW."{name}" IS OLD."{name}" OR f."column" = '{name}')""" for name in columns)
    words = (f"""(f."column" = '{name}' AND OLD."{name}" <> f.words AND NEW."{name}" = f.words)""" for name in columns)
    return f"{' AND '.join(same)} AND ({' OR '.join(words)})"


def _what_is_in_the_way(model) -> Iterator[str]:
    """Conditions, one for each unique index, that a row is there already where NEW would be."""
    for field in model._meta.concrete_fields:
        if field.unique:
            yield _same([field])
    connection = connections["default"]
    editor = connection.SchemaEditorClass(connection, collect_sql=True)
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint):
            of = constraint._get_condition_sql(model, editor) or "1"
            of_new = re.sub(r'"(\w+)"', r'NEW."\1"', of)
            yield f"{_same([model._meta.get_field(name) for name in constraint.fields])} AND {of} AND {of_new}"


def _same(fields):
    return " AND ".join(f'"{field.column}" = NEW."{field.column}"' for field in fields)
