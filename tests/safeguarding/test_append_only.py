"""History and records are only ever added to, whoever asks and however: the database itself refuses."""

import pytest
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations import AddField, Migration, RemoveField

from recommendations.models import Answer, Coverage
from recommendations.services import scrutiny
from safeguarding import append_only
from tests.walk import DECIDED

POSTGRESQL = connection.vendor == "postgresql"
REFUSED = "This table is written once: rows are added, never changed or erased"


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def refusals(statement):
    """{table: what the database said} of a statement tried at every table; "" where it let it happen."""
    said = {}
    for table in append_only.written_once():
        try:
            run(statement.format(table=table, key=key_of(table)))
            said[table] = ""
        except DatabaseError as refusal:
            said[table] = str(refusal).partition(".")[0]
    return said


def key_of(table):
    return append_only.models_written_once()[table]._meta.pk.column


def counts():
    with connection.cursor() as cursor:
        found = {}
        for table in append_only.written_once():
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found[table] = cursor.fetchone()[0]
    return found


def test_records_and_histories_are_found_by_what_they_are():
    tables = append_only.written_once()

    assert {
        "recommendations_progressupdate",
        "recommendations_evidence",
        "recommendations_question",
        "recommendations_answer",
        "recommendations_settlement",
        "recommendations_decision",
        "recommendations_deadlinerequest",
        "recommendations_deadlinedecision",
        "recommendations_transcribedstatement",
        "recommendations_statementdecision",
        "recommendations_response",
        "recommendations_responsedecision",
        "recommendations_release",
        "recommendations_plandocument",
        "recommendations_historicalaction",
        "recommendations_historicalcoverage",
        "recommendations_historicalpart",
        "inspections_historicalinspection",
        "safeguarding_historicalholding",
        "safeguarding_historicalrolegrant",
    } <= set(tables)
    assert "recommendations_action" not in tables


STATEMENTS = [
    'UPDATE "{table}" SET "{key}" = "{key}"',
    'DELETE FROM "{table}"',
    'TRUNCATE "{table}" CASCADE'
    if POSTGRESQL
    else 'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"',  # SQLite's other way to erase
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_row_that_was_written_once_is_changed_or_erased_by_sql(statement, everything):
    before = counts()
    assert [table for table, rows in before.items() if rows == 0] == []
    connection.check_constraints()  # PostgreSQL refuses to truncate while it has still to check
    if not POSTGRESQL:
        run("PRAGMA recursive_triggers=OFF")  # as on a connection that is not the tracker's

    assert refusals(statement) == dict.fromkeys(append_only.written_once(), REFUSED)
    assert counts() == before


@pytest.mark.skipif(not POSTGRESQL, reason="only PostgreSQL truncates")
def test_truncating_the_people_does_not_take_what_they_said_with_them(everything):
    connection.check_constraints()

    with pytest.raises(DatabaseError, match=REFUSED):
        run("TRUNCATE safeguarding_user CASCADE")


def test_rows_are_added_all_the_same(everything):
    before = counts()["recommendations_answer"]
    answer = Answer.objects.get()

    again = scrutiny.ask(answer.question.action, "And then?", by=answer.question.recorded_by, at=DECIDED)
    scrutiny.answer(again, "Then June.", by=answer.recorded_by, at=DECIDED)

    assert counts()["recommendations_answer"] == before + 1


# The triggers are there, and come back


def tables_without_triggers():
    """The tables that have not all their triggers."""
    held = append_only.triggers()
    return sorted({one.table for one in append_only.wanted() if (one.table, one.name) not in held})


@pytest.mark.django_db
def test_every_such_table_has_its_triggers_after_migrating():
    assert tables_without_triggers() == []
    assert {table for table, _ in append_only.triggers()} == set(append_only.written_once())


@pytest.mark.parametrize("model", [Answer, Coverage.history.model])
def test_the_triggers_come_back_after_a_field_was_added(model, transactional_db):
    field = models.CharField(max_length=5, default="")
    field.set_attributes_from_name("added")
    field.model = model
    added, gone = Migration("0099_added", "recommendations"), Migration("0100_gone", "recommendations")
    added.operations = [AddField(model._meta.model_name, "added", field)]
    gone.operations = [RemoveField(model._meta.model_name, "added")]
    emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=[(added, False)])
    with connection.schema_editor() as editor:
        editor.add_field(model, field)
    try:
        lost = tables_without_triggers()
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

        # SQLite, which makes the table anew, has those of the ledger off on every table until the migrations have run.
        assert lost == ([] if POSTGRESQL else sorted({one.table for one in append_only.wanted()}))
        assert tables_without_triggers() == []
    finally:
        emit_pre_migrate_signal(verbosity=0, interactive=False, db="default", plan=[(gone, False)])
        with connection.schema_editor() as editor:
            editor.remove_field(model, field)
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")


def test_the_test_runner_s_flush_installs_the_triggers_again(transactional_db):
    append_only.drop_triggers()
    assert append_only.triggers() == []

    call_command("flush", verbosity=0, interactive=False)

    assert tables_without_triggers() == []


def test_installing_the_triggers_twice_is_installing_them_once(db):
    before = sorted(append_only.triggers())

    append_only.install_triggers()

    assert sorted(append_only.triggers()) == before
