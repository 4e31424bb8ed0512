"""Whatever beside triggers decides what a table takes, and what it shows to whom: constraints, rules, policies, views of PostgreSQL's.

None of it is ours but what `migrate` made, so that what is there then is what has to be there.
"""

import re
from hashlib import sha256

from django.conf import settings
from django.db import connections

from .models.ledger import Installation

# A foreign key is held by triggers of the database's own, which are switched off with the others.
_ON_POSTGRESQL = """
SELECT 'constraint ' || o.conname || ' on ' || c.relname, pg_get_constraintdef(o.oid) || o.convalidated
  || coalesce((SELECT string_agg(DISTINCT t.tgenabled::text, '') FROM pg_trigger t WHERE t.tgconstraint = o.oid), '')
  FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
  WHERE c.relnamespace = current_schema()::regnamespace AND o.contype IN ('c', 'f', 'p', 'u', 'x')
UNION ALL SELECT 'unique index ' || c.relname || ' on ' || i.indrelid::regclass, pg_get_indexdef(c.oid) || i.indisvalid
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indisunique AND c.relnamespace = current_schema()::regnamespace
UNION ALL SELECT 'rule ' || rulename || ' on ' || tablename, definition FROM pg_rules WHERE schemaname = current_schema()
UNION ALL SELECT 'policy ' || policyname || ' on ' || tablename, concat_ws(' ', permissive, roles, cmd, qual, with_check)
  FROM pg_policies WHERE schemaname = current_schema()
UNION ALL SELECT 'row security on ' || relname, relforcerowsecurity::text
  FROM pg_class WHERE relrowsecurity AND relnamespace = current_schema()::regnamespace
UNION ALL SELECT 'view ' || relname, pg_get_viewdef(oid)
  FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = current_schema()::regnamespace
UNION ALL SELECT 'event trigger ' || evtname, concat_ws(' ', evtevent, evtenabled, evttags, pg_get_functiondef(evtfoid))
  FROM pg_event_trigger
UNION ALL SELECT 'table ' || n.nspname || '.' || c.relname || ', named as one of the tracker''s,', c.relkind::text
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class ours ON ours.relname = c.relname
  WHERE ours.relnamespace = current_schema()::regnamespace AND c.relnamespace <> ours.relnamespace
    AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT pg_is_other_temp_schema(n.oid)
UNION ALL SELECT 'setting of the search path for ' || coalesce(r.rolname, 'everybody'), array_to_string(s.setconfig, ' ')
  FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
  WHERE array_to_string(s.setconfig, ' ') LIKE '%search_path=%'
    AND (s.setdatabase = 0 OR s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))
UNION ALL SELECT 'setting that switches triggers off for ' || coalesce(r.rolname, 'everybody'), array_to_string(s.setconfig, ' ')
  FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole
  WHERE array_to_string(s.setconfig, ' ') LIKE '%session_replication_role=%'
    AND (s.setdatabase = 0 OR s.setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))
"""
# What SQLite keeps of a table is the statement that made it, constraints and all.
_ON_SQLITE = """
SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql IS NOT NULL
  AND (type IN ('table', 'view') OR sql LIKE 'CREATE UNIQUE INDEX%')
"""
# PostgreSQL writes a list of texts otherwise once it was restored from a dump: each cast to text, and not the list.
_CAST_EACH = re.compile(r"\(('(?:[^']|'')*'::character varying)\)::text")
_CAST_LIST = re.compile(r"\(ARRAY\[([^]]*)\]\)::text\[\]")


def digests(using: str = "default") -> dict[str, str]:
    """Of each that there is the digest of how it is made, by its words, as "constraint NAME on TABLE". One query."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE)
        found = cursor.fetchall()
    cache = f" {settings.CACHES['default']['LOCATION']}"  # no model's, and made by whoever needs it
    return {name: sha256(_plain(made).encode()).hexdigest()[:32] for name, made in found if not name.endswith(cache)}


def installed(using: str = "default") -> dict[str, str] | None:
    """Those that have to be there, as digests() gives them; None before the first Installation that says. Two queries."""
    connection, table = connections[using], Installation._meta.db_table
    with connection.cursor() as cursor:
        if "rules" not in {one.name for one in connection.introspection.get_table_description(cursor, table)}:
            return None  # a register of before, which `migrate` is about to bring up to date
    return Installation.objects.using(using).order_by("pk").values_list("rules", flat=True).last()


def to_install(before: dict[str, str], using: str = "default") -> dict[str, str]:
    """Those that have to be there once migrations ran. before: what was there until then.

    What the migrations did not touch has to be as it had to be: what somebody else took off or put on is no more ours than it was.
    """
    after, last = digests(using), installed(using)
    if last is None:
        return after
    wanted = {name: (last if before.get(name) == after.get(name) else after).get(name) for name in {*last, *after}}
    return {name: made for name, made in sorted(wanted.items()) if made is not None}


def _plain(made):
    """How it is made, the same before a dump and after it was restored."""
    return _CAST_LIST.sub(r"ARRAY[\1]", _CAST_EACH.sub(r"\1", made))
