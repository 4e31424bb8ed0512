"""Whoever rules the database and changes what a table takes, shows or has, or how somebody comes in, is found out: each is really done."""

from contextlib import contextmanager

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, transaction
from django.db.migrations import Migration
from django.db.models import QuerySet

from recommendations.models import Decision, Question, TopicGrade
from recommendations.services import scrutiny
from safeguarding import access_keys, guards
from safeguarding.ledger import current, leaves, verify
from safeguarding.models import AccessKey, Installation, RoleGrant, Seal, User
from tests.moments import NOW
from tests.recorded import write
from tests.safeguarding.ledger.conftest import SECOND
from tests.safeguarding.ledger.tampering import found, run, triggers_off

DECISION, QUESTION = Decision._meta.db_table, Question._meta.db_table
CHECK = "rolegrant_ends_no_sooner_than_it_starts"
GRANT = RoleGrant._meta.db_table


@contextmanager
def undone_after():
    with transaction.atomic():
        if connection.vendor == "postgresql":  # no table is altered of which there are keys to check
            run("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)


# --- What a table takes and shows: statements, and what is to be found ----------------------------


def on_postgresql():
    [key] = [name for name, _ in _constraints(QUESTION) if "asked_of" in name or "recorded_by" in name][:1]
    made = dict(_constraints(QUESTION))[key]
    trigger = next(name for table, name in guards.held() if table == DECISION)
    body = "RETURNS {} LANGUAGE plpgsql AS $$ BEGIN RETURN{}; END $$"
    return [
        (f"CREATE RULE quiet AS ON INSERT TO {QUESTION} DO INSTEAD NOTHING", [f"rule quiet on {QUESTION} is not ours"]),
        (
            f"CREATE POLICY few ON {QUESTION} USING (false); ALTER TABLE {QUESTION} ENABLE ROW LEVEL SECURITY",
            [f"policy few on {QUESTION} is not ours", f"row security on {QUESTION} is not ours"],
        ),
        (f"ALTER TABLE {GRANT} DROP CONSTRAINT {CHECK}", [f"constraint {CHECK} on {GRANT} is missing"]),
        (
            f"ALTER TABLE {QUESTION} DROP CONSTRAINT {key}; ALTER TABLE {QUESTION} ADD CONSTRAINT {key} {made} NOT VALID",
            [f"constraint {key} on {QUESTION} was changed or switched off"],
        ),
        (
            f"ALTER TABLE {DECISION} DISABLE TRIGGER {trigger}",
            [f"trigger {trigger} on {DECISION} was changed or switched off"],
        ),
        (
            f"DROP TRIGGER {trigger} ON {DECISION}; CREATE FUNCTION quiet() {body.format('trigger', ' NEW')};"
            f" CREATE TRIGGER {trigger} BEFORE UPDATE ON {DECISION} FOR EACH ROW EXECUTE FUNCTION quiet()",
            [f"trigger {trigger} on {DECISION} was changed or switched off"],
        ),
        (
            f"CREATE FUNCTION quiet() {body.format('event_trigger', '')};"
            " CREATE EVENT TRIGGER quiet ON ddl_command_end EXECUTE FUNCTION quiet()",
            ["event trigger quiet is not ours"],
        ),
        (
            "ALTER ROLE CURRENT_USER SET session_replication_role = replica",
            ["setting that switches triggers off for tracker is not ours"],
        ),
        (
            f"CREATE SCHEMA before CREATE TABLE {QUESTION} (id bigint); ALTER ROLE CURRENT_USER SET search_path = before, public",
            [
                "setting of the search path for tracker is not ours",
                f"table before.{QUESTION}, named as one of the tracker's, is not ours",
            ],
        ),
    ]


def on_sqlite():
    return [
        (f"CREATE VIEW quiet AS SELECT * FROM {QUESTION}", ["view quiet is not ours"]),
        ("DROP INDEX one_open_grant_of_a_role", ["index one_open_grant_of_a_role is missing"]),
    ]


def _constraints(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass", [table]
        )
        return cursor.fetchall()


def test_whatever_changes_what_a_table_takes_or_shows_is_named_and_no_migration_hides_it(db, sealed_world, tmp_path):
    for statements, sentences in on_postgresql() if connection.vendor == "postgresql" else on_sqlite():
        expected = [("trigger", f"The {words}.", "") for words in sentences]
        with undone_after():
            run(statements)
            assert found(sealed_world, tmp_path) == expected
            for emit in (emit_pre_migrate_signal, emit_post_migrate_signal):
                emit(verbosity=0, interactive=False, db="default")
            left = [one for one in expected if not one[1].startswith("The trigger")]  # those are made anew
            assert found(sealed_world, tmp_path) == left


def test_triggers_switched_off_all_together_take_the_foreign_keys_along_and_both_are_named(db, sealed_world):
    if connection.vendor != "postgresql":
        return  # SQLite switches none off
    with undone_after():
        run(f"ALTER TABLE {QUESTION} DISABLE TRIGGER ALL")
        named = {one.words for one in verify.of_triggers()}

    off = [f"trigger {name} on {table}" for table, name in guards.held() if table == QUESTION]
    off += [f"constraint {name} on {QUESTION}" for name, made in _constraints(QUESTION) if made.startswith("FOREIGN")]
    assert {f"The {name} was changed or switched off." for name in off} <= named


def test_where_a_table_is_gone_all_others_are_looked_through(db, sealed_world, tmp_path):
    """On PostgreSQL too, whose transaction would end."""
    with undone_after():
        guards.drop([one for one in guards.held() if one[0] == DECISION])
        run(f"UPDATE {DECISION} SET reason = 'I have seen nothing.' WHERE id = %s", sealed_world.decision.pk)
        run(f"ALTER TABLE {TopicGrade._meta.db_table} RENAME TO elsewhere")
        told = found(sealed_world, tmp_path)

    words = f"Decision {sealed_world.decision.pk} is not as it was written."
    assert ("altered", words, sealed_world.moments[0]) in told
    unreadable = [words for kind, words, _ in told if kind == "unreadable"]
    assert all(words.startswith("What is kept of recommendations_topicgrade cannot be read:") for words in unreadable)
    assert len(unreadable) == 2  # its rows by their leaves, and those without one


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite rebuilds tables, and nobody may work meanwhile")
def test_what_people_record_while_migrations_run_has_its_leaf(db, sealed_world, tmp_path):
    migrating = {"verbosity": 0, "interactive": False, "db": "default", "plan": [(Migration("0099_any", "any"), False)]}
    with undone_after():
        emit_pre_migrate_signal(**migrating)
        scrutiny.ask(sealed_world.action, "Since when?", by=sealed_world.cast.opcc, at=SECOND)
        emit_post_migrate_signal(**migrating)

        assert found(sealed_world, tmp_path) == []


def test_a_register_from_before_the_rules_were_kept_is_looked_through_until_it_is_migrated(db):
    table = Installation._meta.db_table
    with undone_after():
        guards.drop([one for one in guards.held() if one[0] == table])
        run(f"ALTER TABLE {table} DROP COLUMN rules")
        assert {words.split()[1] for words in guards.lost()} == {"trigger"}


# --- Rows of each table ---------------------------------------------------------------------------


def test_a_row_of_whatever_table_that_is_gone_and_one_that_was_put_in_are_named(everything):
    """By one statement for each table: its last row is given another key."""
    expected = set()
    with undone_after():
        guards.drop(list(guards.held()))
        run("DELETE FROM safeguarding_seal")  # no real one
        if connection.vendor == "postgresql":
            run("SET CONSTRAINTS ALL DEFERRED")
        for shape in leaves.shapes():
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT MAX("{shape.key}") FROM "{shape.table}"')
                last = cursor.fetchone()[0]
            run(f'UPDATE "{shape.table}" SET "{shape.key}" = {last + 1} WHERE "{shape.key}" = {last}')
            expected.add(("missing", f"{verify.called(shape.table, last)} is gone."))
            put_in = "has no leaf: it was put in with the triggers off."
            expected.add(("inserted", f"{verify.called(shape.table, last + 1)} {put_in}"))
        named = {(one.kind, one.words) for one in verify.of_rows([])}

    assert expected - named == set()


# --- What stands beside the record ----------------------------------------------------------------


def test_what_the_next_seal_goes_on_from_is_held_against_the_last(db, sealed_world, tmp_path):
    """The next would be false, and whoever made it blamed."""
    table = Seal._meta.db_table
    with undone_after(), triggers_off(table):
        run(f"UPDATE {table} SET frontier = %s WHERE size = %s", bytes(64), Seal.objects.last().size)
        words = f"What is kept beside the seal of {sealed_world.moments[1]} is not what it says."
        assert ("seal", words, sealed_world.moments[1]) in found(sealed_world, tmp_path)


def test_a_name_of_the_past_is_held_against_the_history(db, sealed_world):
    """By it papers of a day gone by call somebody."""
    sealed_world.cast.dcc.last_name = "Renamed"
    write(sealed_world.cast.dcc, by=sealed_world.cast.coordinator, at=SECOND)
    assert list(current.of_former_names()) == []
    dcc, table = sealed_world.cast.dcc.pk, User._meta.db_table
    with undone_after(), triggers_off(table):
        run(f"UPDATE {table} SET former_names = '[]' WHERE id = %s", dcc)
        [told] = current.of_former_names()
    assert told.words == f"User {dcc} has other former names than their history says."


# --- Ways in --------------------------------------------------------------------------------------


@pytest.fixture
def ways(cast):
    """A password, a phone, an account of the directory and a key that was taken back, each by the tracker."""
    cast.owner.choose_password("a long one of their own")
    cast.owner.save(update_fields=["password"])
    phone = Authenticator.objects.create(user=cast.dcc, type="totp", data={"secret": "-"})
    account = SocialAccount.objects.create(user=cast.dcc, provider="directory", uid="1")
    access_keys.make_key(cast.opcc, scope="read", name="Figures", expires_at=None, at=NOW)
    key = AccessKey.objects.get()
    access_keys.revoke(key, at=NOW)
    gone = Authenticator.objects.create(user=cast.opcc, type="totp", data={"secret": "-"})
    gone.delete()
    return phone, account, key


def test_nothing_is_found_of_ways_in_that_the_tracker_gave_and_took(ways):
    assert list(current.of_ways_in()) == []


def test_a_way_in_that_somebody_set_behind_the_tracker_is_named(ways, cast):
    phone, account, key = ways
    run("UPDATE safeguarding_user SET password = 'x' WHERE id = %s", cast.dcc.pk)
    run("UPDATE socialaccount_socialaccount SET user_id = %s WHERE id = %s", cast.owner.pk, account.pk)
    run("UPDATE safeguarding_accesskey SET revoked_at = NULL WHERE id = %s", key.pk)
    run("DELETE FROM mfa_authenticator WHERE id = %s", phone.pk)
    [put_in] = QuerySet(Authenticator).bulk_create([Authenticator(user=cast.coordinator, type="totp", data={})])

    assert sorted(one.words for one in current.of_ways_in()) == sorted(
        [
            f"User {cast.dcc.pk} has another password than the tracker set.",
            f"Social account {account.pk} has another user or provider or uid than the tracker set.",
            f"Access key {key.pk} has another person or scope or digest or expires at or revoked at than the tracker set.",
            f"Authenticator {phone.pk} is gone, and the tracker took it from nobody.",
            f"Authenticator {put_in.pk} was put in by nobody who came through the tracker.",
        ]
    )
    assert User.objects.filter(password="x").count() == 1
