"""The migrations make the same database as the models, from which the tests' own is made in a twentieth of the time."""

import os
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler
from django.utils.timezone import now

from recommendations.four_eyes import triggers
from recommendations.models.search import INDEX
from safeguarding import append_only, guards
from safeguarding.models import OutgoingMail

ROOT = Path(__file__).parents[2]
OURS = ("inspections_", "recommendations_", "safeguarding_")
DJANGO_S = {"auth_permission", "django_content_type", "django_migrations"}
LEDGER_S = {"safeguarding_installation", "safeguarding_leaf", "safeguarding_shape"}


@pytest.fixture
def address(db, tmp_path):
    """A new database's; it has no tables."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'migrated.sqlite3'}"
    else:
        name = f"{connection.settings_dict['NAME']}_migrated"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
            yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
            cursor.execute(f'DROP DATABASE "{name}"')


def migrate(address, *to):
    """How `migrate` ends on this database, in a process of its own, and what it complains of."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": address}
    command = [sys.executable, "manage.py", "migrate", *to, "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    return done.returncode, done.stderr.strip()


@contextmanager
def connected(address):
    """A connection to the database of `address`, and called "migrated" meanwhile."""
    name = urlsplit(address).path
    there = connection.settings_dict | {"NAME": name if connection.vendor == "sqlite" else name.lstrip("/")}
    with closing(ConnectionHandler({"default": there})["default"]) as found:
        connections["migrated"] = found
        yield found
        del connections["migrated"]


def columns(database, cursor, table):
    """As the database has them; Django's own answer for SQLite reads the text that made the table, which takes ten times as long."""
    if database.vendor == "sqlite":
        return [column[1:] for column in cursor.execute(f'PRAGMA table_xinfo("{table}")')]
    return database.introspection.get_table_description(cursor, table)


def tables(database):
    """By name, each table's columns, and its constraints with its indexes, in no order."""
    introspection = database.introspection
    with database.cursor() as cursor:
        return {
            table: (
                sorted(map(repr, columns(database, cursor, table))),
                sorted(map(repr, introspection.get_constraints(cursor, table).values())),
            )
            for table in introspection.table_names(cursor)
        }


def holds_rows(database, table):
    with database.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        return cursor.fetchone() is not None


def rows_of_ours(database):
    """The tables that hold rows; SQLite's index of what can be found keeps its own settings in some."""
    return {
        table
        for table in database.introspection.table_names()
        if not table.startswith(INDEX) and holds_rows(database, table)
    }


def assert_as_the_models_say(migrated):
    made, said = tables(migrated), tables(connection)
    assert made.keys() == said.keys() | {"django_migrations"}
    # Django's own may differ: its migrations widen the key of auth_group_permissions, its models do not.
    assert [table for table in said if table.startswith(OURS) and made[table] != said[table]] == []
    assert sorted(append_only.triggers("migrated")) == sorted(append_only.triggers())
    assert sorted(triggers.triggers("migrated")) == sorted(triggers.triggers())


def test_the_migrations_make_what_the_models_say(address):
    assert migrate(address) == (0, "")

    with connected(address) as migrated:
        assert_as_the_models_say(migrated)
        assert rows_of_ours(migrated) == DJANGO_S | LEDGER_S  # others' rows the tests would lack
        assert guards.lost("migrated") == []


def test_a_mail_that_waits_while_the_register_is_upgraded_is_sent_after(address):
    assert migrate(address, "safeguarding", "0020") == (0, "")
    with connected(address):
        before = MigrationLoader(None).project_state(("safeguarding", "0020_leaves_with_a_moment")).apps
        mails = before.get_model("safeguarding", "OutgoingMail").objects.using("migrated")
        person = before.get_model("safeguarding", "User").objects.using("migrated").create(username="pat.example")
        words = {"address": "pat@tracker.example", "subject": "Due", "text": "Action 4 is due."}
        mails.create(person=person, made_at=now(), try_from=now(), **words)

    assert migrate(address) == (0, "")

    with connected(address):
        assert OutgoingMail.objects.using("migrated").get().is_as_signed


def test_a_register_older_than_the_first_migration_is_told_by_which_release_to_go(address):
    with connected(address) as older:
        MigrationRecorder(older).ensure_schema()
        applied = ["recommendations", "0001_initial", now()]
        older.cursor().execute("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", applied)

    assert migrate(address) == (
        1,
        "CommandError: This register was begun with a release from before a040a57b. Install that one (git checkout a040a57b), run migrate,"
        " then install this release and run it again. Nothing was changed.",
    )
    with connected(address) as older:
        assert older.introspection.table_names() == ["django_migrations"]
