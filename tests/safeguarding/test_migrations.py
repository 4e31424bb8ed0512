"""The migrations make the same database as the models, from which the tests' own is made in a twentieth of the time."""

import os
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections
from django.db.utils import ConnectionHandler

from recommendations.four_eyes import triggers
from recommendations.models import Part
from recommendations.models.search import INDEX
from safeguarding import append_only, guards

ROOT = Path(__file__).parents[2]
OURS = ("inspections_", "recommendations_", "safeguarding_")
LAST_SQUASHED = "0072_quality_checked_again"
DJANGO_S = {"auth_permission", "django_content_type", "django_migrations"}
LEDGER_S = {"safeguarding_installation", "safeguarding_leaf", "safeguarding_shape"}
# What NAMED_BEFORE wrote, with the history and the texts to be found that the migrations since made of it.
NAMED_ROWS = {
    *("inspections_inspection", "inspections_inspectingbody", "inspections_inspectionkind"),
    *("inspections_historicalinspectingbody", "inspections_historicalinspectionkind"),
    *("recommendations_recommendation", "recommendations_board", "recommendations_namedplan"),
    *(
        "recommendations_historicalrecommendation",
        "recommendations_historicalboard",
        "recommendations_historicalnamedplan",
    ),
    *("recommendations_part", "recommendations_historicalpart"),
    "recommendations_searchtext",
}


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


BEGUN = """
import gc
import django
from django.core.management import call_command

django.setup()
gc.freeze()
gc.set_threshold(1_000_000)  # each step makes all models anew, and a collection walks through them: half of the time
"""
MIGRATED = """
call_command("migrate", verbosity=0, skip_checks=False)
"""
# By the migrations of before, which a squashed one replaces where none of them ran.
ONE_BY_ONE = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

def to(name):
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    return executor.migrate([("recommendations", name)]).apps.get_model
"""


def run(address, *steps):
    """What Python prints that takes these steps with this database, in a process of its own; it must not complain."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": address}
    command = [sys.executable, "-c", BEGUN + "".join(steps)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@contextmanager
def connected(address):
    """A connection to the database of `address`, and called "migrated" meanwhile."""
    name = urlsplit(address).path
    there = connection.settings_dict | {"NAME": name if connection.vendor == "sqlite" else name.lstrip("/")}
    with closing(ConnectionHandler({"default": there})["default"]) as found:
        connections["migrated"] = found
        yield found
        del connections["migrated"]


def tables(database):
    """By name, each table's columns, and its constraints with its indexes, in no order."""
    introspection = database.introspection
    with database.cursor() as cursor:
        return {
            table: (
                sorted(map(repr, introspection.get_table_description(cursor, table))),
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
    return {table for table in tables(database) if not table.startswith(INDEX) and holds_rows(database, table)}


def assert_as_the_models_say(migrated):
    made, said = tables(migrated), tables(connection)
    assert made.keys() == said.keys() | {"django_migrations"}
    # Django's own may differ: its migrations widen the key of auth_group_permissions, its models do not.
    assert [table for table in said if table.startswith(OURS) and made[table] != said[table]] == []
    assert sorted(append_only.triggers("migrated")) == sorted(append_only.triggers())
    assert sorted(triggers.triggers("migrated")) == sorted(triggers.triggers())


def test_the_migrations_make_what_the_models_say(address):
    run(address, MIGRATED)

    with connected(address) as migrated:
        assert_as_the_models_say(migrated)
        assert rows_of_ours(migrated) == DJANGO_S | LEDGER_S  # others' rows the tests would lack


NAMED_BEFORE = """
from django.utils.timezone import now

model = to("0010_question_on_recommendation")
body = model("inspections", "InspectingBody").objects.create(slug="b", name="Body")
kind = model("inspections", "InspectionKind").objects.create(slug="k", name="Kind")
inspection = model("inspections", "Inspection").objects.create(slug="i", title="Ours", body=body, kind=kind)
for number, words in enumerate(({"reporting_board": "Gold"}, {"reporting_board": "Gold", "plan": "Merged"}, {})):
    row = {"inspection_id": inspection.pk, "reference": str(number), "text": "Train.", **words}
    made = model("recommendations", "Recommendation").objects.create(**row)
    past = {"id": made.pk, "history_date": now(), "history_type": "+", "history_change_reason": ""}
    model("recommendations", "HistoricalRecommendation").objects.create(**row | past)
at = now()
part = {"recommendation_id": made.pk, "text": "Train."}
stays = model("recommendations", "Part").objects.create(letter="c", **part).pk
gone = model("recommendations", "Part").objects.create(letter="b", ended_at=at, **part).pk
for key, letter, ended_at, why in (
    *((stays, "a", None, ""), (gone, "b", None, "")),
    *((gone, "b", at, "Joined to part a. So."), (stays, "c", None, "Renamed.")),
):
    past = {"letter": letter, "ended_at": ended_at, "history_change_reason": why}
    past |= {"history_date": at, "history_type": "~" if why else "+"}
    model("recommendations", "HistoricalPart").objects.create(id=key, **part | past)

model = to("0011_boards_portfolios_plans")
for name in ("Recommendation", "HistoricalRecommendation"):
    rows = model("recommendations", name).objects.order_by("reference")
    boards, plans = ({one.pk: one.name for one in model("recommendations", of).objects.all()} for of in ("Board", "NamedPlan"))
    print([(boards.get(row.board_id), plans.get(row.plan_id), row.portfolio_id) for row in rows])
print(sorted(boards.values()), model("recommendations", "HistoricalBoard").objects.get().history_change_reason)
"""


def test_so_do_those_of_an_upgraded_tracker_which_said_boards_plans_and_joined_parts_in_words(address):
    printed = run(address, ONE_BY_ONE, NAMED_BEFORE, f'to("{LAST_SQUASHED}")', MIGRATED)

    rows = "[('Gold', None, None), ('Gold', 'Merged', None), (None, None, None)]"
    assert printed.splitlines() == [rows, rows, "['Gold'] Known by its name before it was a record"]
    with connected(address) as migrated:
        assert_as_the_models_say(migrated)
        assert rows_of_ours(migrated) == DJANGO_S | LEDGER_S | NAMED_ROWS
        past = Part.history.model.objects.using("migrated").order_by("history_id")
        to, gone = past.values_list("id", flat=True)[:2]
        assert list(past.values_list("id", "joined_to")) == [(to, None), (gone, None), (gone, to), (to, None)]
        assert Part.objects.using("migrated").get(pk=gone).joined_to_id == to
        assert guards.lost("migrated") == []
