"""The index of trigrams of the texts that can be found; without it the same is found, only slower.

Made after every migration, like the append-only triggers (safeguarding.append_only), because SQLite rebuilds a table (and
loses its triggers) to change a field.
"""

from django.db import DatabaseError, connections, transaction

from ..models.search import INDEX, SearchText

_TABLE = SearchText._meta.db_table
_ADD = f'INSERT INTO "{INDEX}" (rowid, folded) VALUES (new.id, new.folded)'
_TAKE_OUT = f'INSERT INTO "{INDEX}" ("{INDEX}", rowid, folded) VALUES (\'delete\', old.id, old.folded)'
_KEPT_IN_STEP = {"INSERT": [_ADD], "DELETE": [_TAKE_OUT], "UPDATE": [_TAKE_OUT, _ADD]}


def install_index(using: str = "default", **kwargs: object) -> None:
    """Make the index where there is none: a receiver of post_migrate."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        _install_on_postgresql(connection)
    else:
        _install_on_sqlite(connection)


def _install_on_postgresql(connection):
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute(f'CREATE INDEX IF NOT EXISTS "{INDEX}" ON "{_TABLE}" USING gin (folded gin_trgm_ops)')
    except DatabaseError:
        return  # the extension is not there, or not ours to make


def _install_on_sqlite(connection):
    with connection.cursor() as cursor:
        if INDEX not in connection.introspection.table_names(cursor):
            # The texts stay where they are; they are folded already.
            cursor.execute(
                f'CREATE VIRTUAL TABLE "{INDEX}" USING fts5'
                f"(folded, content='{_TABLE}', content_rowid='id', tokenize='trigram case_sensitive 1')"
            )
            cursor.execute(f'INSERT INTO "{INDEX}" ("{INDEX}") VALUES (\'rebuild\')')
        for event, statements in _KEPT_IN_STEP.items():
            cursor.execute(
                f'CREATE TRIGGER IF NOT EXISTS "{INDEX}_{event.lower()}" AFTER {event} ON "{_TABLE}"'
                f" BEGIN {'; '.join(statements)}; END"
            )
