"""Two roles of PostgreSQL: one owns the tables and their triggers, the tracker works by the other, which can take neither off."""

from collections.abc import Iterator

from django.apps import apps

from .append_only import models_written_once
from .lib.database.databases import PLANNER
from .models import HistoryModel
from .models.ledger import Leaf, LedgerRow

OWNED = """DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT c.oid::regclass AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
  LOOP EXECUTE format('ALTER TABLE %s OWNER TO {owner}', one.name); END LOOP;
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE p.pronamespace = 'public'::regnamespace AND l.lanname = 'plpgsql'
  LOOP EXECUTE format('ALTER FUNCTION %s OWNER TO {owner}', one.name); END LOOP;
  EXECUTE format('ALTER DATABASE %I OWNER TO {owner}', current_database());
END $$;"""
# A server may hold another force's database: by its role nobody gets into this one. And a temporary table is found before one of
# ours of the same name: by an empty one the triggers that ask whose work it is would find nobody's.
OTHERS_OUT = """DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM {application}', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO {owner}, {application}', current_database());
END $$;"""
MADE = """DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE "{role}" LOGIN; END IF;
END $$;"""
NARROWER = """DO $$ BEGIN IF to_regclass('"{table}"') IS NOT NULL THEN
  REVOKE ALL ON "{table}" FROM "{application}"; GRANT {privileges} ON "{table}" TO "{application}";
END IF; END $$;"""
# What a table made by a later migration lets it do until this is run again; triggers hold the records meanwhile too.
ALL = "SELECT, INSERT, UPDATE, DELETE"


def statements(owner: str, application: str) -> Iterator[str]:
    """SQL that makes both roles, gives the first everything in the public schema, and the second what the tracker does.

    It is run in the empty database, and again after each `migrate`. owner, application: of lower-case letters, digits and underscores.
    """
    for role in (owner, application):
        yield MADE.format(role=role)
    for name, value in PLANNER.items():  # which a pool of connections does not let the tracker say itself
        yield f'ALTER ROLE "{application}" SET {name} = {value};'
    yield OWNED.format(owner=f'"{owner}"')
    yield f'ALTER SCHEMA public OWNER TO "{owner}";'
    yield "REVOKE CREATE ON SCHEMA public FROM PUBLIC;"
    yield OTHERS_OUT.format(owner=f'"{owner}"', application=f'"{application}"')
    yield f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{application}";'
    yield f'REVOKE CREATE ON SCHEMA public FROM "{application}";'
    yield f'GRANT USAGE ON SCHEMA public TO "{application}";'
    yield f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{application}";'
    yield f'GRANT {ALL} ON ALL TABLES IN SCHEMA public TO "{application}";'
    for table, privileges in [*_narrower(), ("django_migrations", "SELECT")]:
        yield NARROWER.format(table=table, privileges=privileges, application=application)
    here = f'ALTER DEFAULT PRIVILEGES FOR ROLE "{owner}" IN SCHEMA public GRANT'
    yield f'{here} {ALL} ON TABLES TO "{application}";'
    yield f'{here} USAGE, SELECT ON SEQUENCES TO "{application}";'


def _narrower():
    """Tables with what may be done to them, where that is not everything."""
    for table, model in models_written_once().items():
        if issubclass(model, LedgerRow):
            yield table, "SELECT, INSERT" + (", UPDATE (position)" if model is Leaf else "")
        else:
            # A right to change one column is what locking a row takes; the trigger refuses the change itself.
            yield table, f'SELECT, INSERT, UPDATE ("{model._meta.pk.column}")'
    for model in apps.get_models():
        if issubclass(model, HistoryModel):
            yield model._meta.db_table, "SELECT, INSERT, UPDATE"
