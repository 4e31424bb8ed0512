"""By the role that is not the owner's the tracker does all its work, and nothing takes a trigger or a record away."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from recommendations.models import Decision
from recommendations.services import progress
from safeguarding.ledger import seals
from tests.moments import london
from tests.walk import begin, recommend, support

DECISION = Decision._meta.db_table
REFUSED = {
    f'DROP TRIGGER written_once ON "{DECISION}"': "must be owner",
    f'ALTER TABLE "{DECISION}" DISABLE TRIGGER ALL': "must be owner",
    "SET session_replication_role = replica": "permission denied to set parameter",
    "CREATE OR REPLACE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'": "permission denied",
    f'TRUNCATE "{DECISION}" CASCADE': "permission denied",
    f'DELETE FROM "{DECISION}"': "permission denied",
    f"UPDATE \"{DECISION}\" SET reason = 'Another'": "permission denied",
    f'UPDATE "{DECISION}" SET id = id + 1': "This table is written once",
    "DELETE FROM recommendations_action": "permission denied",
    "UPDATE safeguarding_leaf SET hash = ''": "permission denied",
    "CREATE TABLE another (id int)": "permission denied",
    "CREATE TEMPORARY TABLE recommendations_progressupdate ()": "permission denied to create temporary tables",
    "CREATE SCHEMA does_the_work": "permission denied",
    "UPDATE django_migrations SET name = ''": "permission denied",
}


def roles(*words):
    printed = StringIO()
    call_command("database_roles", *words, stdout=printed)
    return printed.getvalue()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
def test_the_tracker_works_by_a_role_that_can_take_nothing_away(cast, settings, tmp_path):
    settings.LEDGER_KEY, settings.LEDGER_SEALS = tmp_path / "key", tmp_path / "seals.txt"
    settings.MEDIA_ROOT = tmp_path
    seals.new_key()
    MigrationRecorder(connection).ensure_schema()  # the tests' tables were made without migrations
    with connection.cursor() as cursor:
        for _ in range(2):  # an upgrade runs it again
            cursor.execute(roles("--owner", "keeps_tables", "--application", "does_the_work"))
        cursor.execute("SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = 'does_the_work'::regrole")
        assert ("jit=off",) in cursor.fetchall()  # a pool of connections does not let the tracker say so itself
        cursor.execute("CREATE ROLE of_another_force")
        cursor.execute("SELECT has_database_privilege('of_another_force', current_database(), 'CONNECT')")
        assert cursor.fetchone() == (False,)
        cursor.execute("SET LOCAL ROLE does_the_work")

    action = begin(cast)
    proof = progress.EvidenceDraft(title="Audit", file=ContentFile(b"Fifty cases looked at.", "audit.txt"))
    recommend(action, by=cast.owner, evidence=[proof])
    support(action, by=cast.dcc)
    assert seals.seal(at=london(2015, 8, 12)).size > 0
    connection.check_constraints()

    for statement, words in REFUSED.items():
        with pytest.raises(DatabaseError, match=words), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
def test_they_are_made_before_there_is_a_table(db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER SCHEMA public RENAME TO elsewhere; CREATE SCHEMA public")
        cursor.execute(roles("--owner", "keeps_tables", "--application", "does_the_work"))
        cursor.execute("SET LOCAL ROLE keeps_tables; CREATE TABLE made_later (id int)")
        cursor.execute("SET LOCAL ROLE does_the_work; INSERT INTO made_later VALUES (1)")


@pytest.mark.parametrize("words", [("--owner", "a; DROP"), ("--owner", "tracker", "--application", "tracker")])
def test_a_name_that_is_none_is_refused(words):
    with pytest.raises(CommandError):
        roles(*words)
