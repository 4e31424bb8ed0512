"""Whoever rules the database and alters the record is found out: each way is really gone, with the triggers off."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations import Migration

from recommendations.models import Decision, Evidence, Question
from safeguarding import append_only, guards
from safeguarding.ledger import leaves, seals
from safeguarding.models import Installation, Leaf, Seal, Shape
from tests.recorded import write
from tests.safeguarding.ledger.conftest import ASKED, FIRST, SECOND
from tests.safeguarding.ledger.tampering import found, leaf_of, rehash, run, triggers_off

ACTION, DECISION, QUESTION = "recommendations_action", Decision._meta.db_table, Question._meta.db_table
EVIDENCE, LEAF, SEAL = Evidence._meta.db_table, Leaf._meta.db_table, Seal._meta.db_table


# --- Each returns what is to be found ---------------------------------------------------------------


def edit(world):
    with triggers_off(DECISION):
        run(f"UPDATE {DECISION} SET reason = 'I have seen nothing.' WHERE id = %s", world.decision.pk)
    return [("altered", f"Decision {world.decision.pk} is not as it was written.", world.moments[0])]


def edit_with_its_leaf(world):
    with triggers_off(DECISION, LEAF):
        run(f"UPDATE {DECISION} SET reason = 'I have seen nothing.' WHERE id = %s", world.decision.pk)
        rehash(world.decision)
    words = f"Among the leaves sealed from the beginning to {world.moments[0]} one was changed, put in or taken out."
    return [("seal", words, world.moments[0])]


def delete(world):
    with triggers_off(QUESTION):
        run(f"DELETE FROM {QUESTION} WHERE id = %s", world.question.pk)
    return [("missing", f"Question {world.question.pk} is gone.", world.moments[1])]


def insert(world):
    columns = ", ".join(field.column for field in Question._meta.concrete_fields if not field.primary_key)
    key = world.question.pk + 1
    with triggers_off(QUESTION):
        run(f"INSERT INTO {QUESTION} (id, {columns}) SELECT {key}, {columns} FROM {QUESTION}")
    return [("inserted", f"Question {key} has no leaf: it was put in with the triggers off.", "")]


def swap(world):
    early, late = (Leaf.objects.get(position=position) for position in (3, 9))
    with triggers_off(LEAF):
        for leaf, position in ((early, None), (late, 3), (early, 9)):
            Leaf.objects.filter(pk=leaf.pk).update(position=position)
    next_one, last_but_one = (Leaf.objects.get(position=position).pk for position in (4, 8))
    moment = world.moments[0]
    return [
        ("re-ordered", f"Leaf {next_one} stands at 4, after leaf {late.pk}.", moment),
        ("re-ordered", f"Leaf {early.pk} stands at 9, after leaf {last_but_one}.", moment),
        (
            "seal",
            f"Among the leaves sealed from the beginning to {moment} one was changed, put in or taken out.",
            moment,
        ),
    ]


def truncate_the_tail(world):
    total = Leaf.objects.filter(position__gte=0).count()
    leaf = leaf_of(world.question)
    with triggers_off(QUESTION, LEAF):
        Leaf.objects.filter(pk=leaf.pk).delete()
        run(f"DELETE FROM {QUESTION} WHERE id = %s", world.question.pk)
    words = f"There were {total} leaves under it, and are {total - 1}: the log was cut, or an old copy restored."
    return [("missing", words, world.moments[1])]


def restore_an_old_copy(world):
    words = truncate_the_tail(world)
    with triggers_off(SEAL):
        Seal.objects.get(note=world.held[1]).delete()
    return [("missing", f"The seal of {world.moments[1]} is held outside, and is not here.", world.moments[1]), *words]


def rewrite_a_status(world):
    with triggers_off(ACTION):
        run(f"UPDATE {ACTION} SET status = 'in-progress' WHERE number = %s", world.action.pk)
    return [("status", f"Action {world.action.pk} is not what its last history row says.", "")]


def complete_without_a_decision(world):
    """With its history, and with the triggers on: only those of four eyes are in the way."""
    other = world.other
    other.status, other.guarded = "complete", ()
    with triggers_off(ACTION):
        write(other, by=world.cast.dcc, at=SECOND)
    row = other.history.latest().pk
    words = f"Action {other.pk} is Complete (force) by row {row} of its history, and no decision says so."
    return [("status", words, "")]


def back_date(world):
    said = {"action": world.action, "text": "Is it so?", "asked_on": ASKED.date()}
    row = write(Question(**said), by=world.cast.opcc, at=FIRST - timedelta(hours=2))
    words = f"Question {row.pk} is dated 2015-08-11 06:00, and was written after the seal of {world.moments[1]}."
    return [("back-dated", words, "")]


def replace_a_file(world):
    Path(world.evidence.file.path).write_bytes(b"Fifty-one cases.")
    words = f"Evidence {world.evidence.pk}: the file {world.evidence.file.name} is not the one that was kept."
    return [("file", words, "")]


def lead_to_another_file(world):
    """Beyond the tracker's own folder, where it opens none; what comes after is looked through all the same."""
    with triggers_off(EVIDENCE):
        run(f"UPDATE {EVIDENCE} SET file = '../../etc/hosts' WHERE id = %s", world.evidence.pk)
    return [
        ("altered", f"Evidence {world.evidence.pk} is not as it was written.", world.moments[0]),
        ("file", f"Evidence {world.evidence.pk}: the file ../../etc/hosts is none of the tracker’s.", ""),
    ]


def name_another_key(world):
    """Of which the leaves of a table are asked."""
    shape = leaves.shape_of(Decision).number
    with triggers_off(Shape._meta.db_table):
        run(f"UPDATE {Shape._meta.db_table} SET key = 'nothing' WHERE number = %s", shape)
    return [("altered", f"Shape {shape} is not as it was written.", world.moments[0])]


def keep_what_cannot_be_read(world):
    """Where how the triggers were made is kept: all else is looked through, and this is told."""
    last = Installation.objects.last()
    with triggers_off(Installation._meta.db_table):
        run(f"UPDATE {Installation._meta.db_table} SET triggers = '[]' WHERE id = %s", last.pk)
    return [
        ("altered", f"Installation {last.pk} is not as it was written.", world.moments[0]),
        ("unreadable", "What is kept of triggers cannot be read: 'list' object has no attribute 'items'.", ""),
    ]


def make_a_seal_unreadable(world):
    """It is named, and so is the row behind it, by the moment that is kept beside the seal."""
    expected = edit(world)
    with triggers_off(SEAL):
        run(f"UPDATE {SEAL} SET note = 'Nothing.' WHERE size = %s", Seal.objects.first().size)
    missing = f"The seal of {world.moments[0]} is held outside, and is not here."
    return [*expected, ("seal", "This is no seal: 'Nothing.' (kept here)", ""), ("missing", missing, world.moments[0])]


def sign_again_with_another_key(world):
    Path(settings.LEDGER_KEY).rename(f"{settings.LEDGER_KEY}.old")
    assert seals.new_key() != world.key
    with triggers_off(SEAL, LEAF):
        Seal.objects.all().delete()
        Leaf.objects.update(position=None)
        seals.seal(at=SECOND)
    moment, name = world.moments[1], "+".join(world.key.split("+")[:2])
    return [
        ("seal", f"The seal of {moment} is not signed by the key {name}. (kept here)", ""),
        *_not_here(world),
    ]


def build_the_log_anew_from_the_last_seal_but_one(world):
    with triggers_off(SEAL, LEAF, QUESTION):
        Seal.objects.get(note=world.held[1]).delete()
        run(f"UPDATE {QUESTION} SET text = 'Did it?' WHERE id = %s", world.question.pk)
        rehash(world.question)
        Leaf.objects.filter(position__gte=Seal.objects.get().size).update(position=None)
        assert seals.seal(at=SECOND + timedelta(hours=1)).size == Leaf.objects.count()
    words = (
        f"Among the leaves sealed from {world.moments[0]} to {world.moments[1]} one was changed, put in or taken out."
    )
    missing = f"The seal of {world.moments[1]} is held outside, and is not here."
    return [("missing", missing, world.moments[1]), ("seal", words, world.moments[1])]


def take_a_trigger_off(world):
    name = next(one.name for one in append_only.wanted() if one.table == DECISION)
    guards.drop([(DECISION, name)])
    return [("trigger", f"The trigger {name} on {DECISION} is missing.", "")]


def _not_here(world):
    return [("missing", f"The seal of {m} is held outside, and is not here.", m) for m in world.moments]


TAMPERS = [
    edit,
    edit_with_its_leaf,
    delete,
    insert,
    swap,
    truncate_the_tail,
    restore_an_old_copy,
    rewrite_a_status,
    complete_without_a_decision,
    back_date,
    replace_a_file,
    lead_to_another_file,
    name_another_key,
    keep_what_cannot_be_read,
    make_a_seal_unreadable,
    sign_again_with_another_key,
    build_the_log_anew_from_the_last_seal_but_one,
    take_a_trigger_off,
]


@pytest.fixture
def world(db, sealed_world):
    """The world, whose files are as they were again afterwards."""
    folder = Path(settings.LEDGER_KEY).parent
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    yield sealed_world
    for path, content in before.items():
        path.write_bytes(content)


def test_nothing_is_found_where_nothing_was_done(world, tmp_path):
    assert found(world, tmp_path) == []


@pytest.mark.parametrize("tamper", TAMPERS, ids=lambda tamper: tamper.__name__)
def test_whoever_does_this_is_found_out(tamper, world, tmp_path):
    expected = tamper(world)

    assert sorted(found(world, tmp_path)) == sorted(expected)


def test_only_a_seal_held_elsewhere_tells_that_the_log_was_built_anew(world, tmp_path):
    build_the_log_anew_from_the_last_seal_but_one(world)

    assert found(world, tmp_path, held=1) == []


def test_a_trigger_that_was_off_comes_back_with_a_word_said_and_recorded(world, tmp_path, caplog):
    [(_, sentence, _)] = take_a_trigger_off(world)

    assert [warning.msg for warning in run_checks(tags=["database"], databases=["default"])] == [sentence]
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")  # as no table is altered of which there are keys to check
    for emit in (emit_pre_migrate_signal, emit_post_migrate_signal):
        emit(verbosity=0, interactive=False, db="default")

    assert [record.getMessage() for record in caplog.records] == [f"{sentence} It is put right, and that is recorded."]
    assert Installation.objects.last().lost == [sentence]
    assert found(world, tmp_path) == []


def test_a_shape_that_was_taken_out_hides_no_row_and_stops_no_migration(world, tmp_path):
    number = leaves.shape_of(Question).number
    with triggers_off(Shape._meta.db_table):
        Shape.objects.get(pk=number).delete()
    gone = ("missing", f"Shape {number} is gone.", world.moments[0])
    altered = ("altered", f"Question {world.question.pk} is not as it was written.", world.moments[1])
    with triggers_off(QUESTION):
        run(f"UPDATE {QUESTION} SET text = 'Did it?' WHERE id = %s", world.question.pk)

    for emit in (emit_pre_migrate_signal, emit_post_migrate_signal):
        emit(verbosity=0, interactive=False, db="default")

    assert sorted(found(world, tmp_path)) == [altered, gone]


def test_a_table_that_got_other_columns_is_entered_anew_but_not_what_was_put_in_behind_its_triggers(
    world, tmp_path, monkeypatch
):
    smuggled = insert(world)
    before = Leaf.objects.count()
    shape_of = leaves.shape_of

    def turned(model):
        shape = shape_of(model)
        if model is Question:
            shape.columns.reverse()
            shape.number += 1
        return shape

    monkeypatch.setattr(leaves, "shape_of", turned)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")  # or no trigger can be taken off
    for emit in (emit_pre_migrate_signal, emit_post_migrate_signal):
        emit(verbosity=0, interactive=False, db="default", plan=[(Migration("0099_any", "safeguarding"), False)])

    entered = leaf_of(world.question).pk
    last = Installation.objects.last()
    assert (last.lost, last.first_leaf, last.last_leaf) == ([], entered, entered)
    assert Leaf.objects.count() == before + 3  # the question's, that of its new shape, that of the installation
    assert found(world, tmp_path) == smuggled
