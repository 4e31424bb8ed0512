"""The made-up register of the benchmarks: always the same, coherent, and with something of every kind in it."""

import re
from itertools import islice

import pytest
from django.db import connection
from django.utils import timezone

from benchmarks.facts import facts
from benchmarks.floor.wsgi import STATEMENTS
from benchmarks.generate import RegisterHasBegun, fill
from benchmarks.register.lives import lives
from benchmarks.register.words import RARE
from benchmarks.statements import Inside, request_once
from benchmarks.tasks import LATE, TASKS
from benchmarks.visitors import HOST, Request
from recommendations.models import Action, Coverage
from recommendations.selectors.position.page import position
from recommendations.selectors.scrutiny.queue_order import KINDS, queued
from recommendations.workflow import SEVERITY, Status
from safeguarding.lib.dates import london_date
from safeguarding.models import User

NUMBER = 110


@pytest.fixture(scope="module")
def filled(module_db):
    moment = timezone.now()
    fill(NUMBER, now=moment)
    return moment


@pytest.fixture
def now(filled, db):
    """A register filled up to the moment that this gives."""
    return filled


def asked_of_floor(name, now):
    values = {"today": london_date(now), "number": Action.objects.earliest("pk").pk, "word": f"%{RARE}%"}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS[name], values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="The floor is written in PostgreSQL's SQL.")


def test_a_larger_register_begins_as_a_smaller_one_does():
    today = london_date(timezone.now())
    assert list(lives(20, today=today)) == list(islice(lives(1000, today=today), 20))


def test_a_register_that_has_begun_is_refused(now):
    with pytest.raises(RegisterHasBegun):
        fill(NUMBER, now=now)


def test_every_row_stands_as_its_history_ends(now):
    kept = {
        Action: ("number", "status", "owner_id", "target_on", "text"),
        Coverage: ("id", "recommended_in_id", "supported_in_id"),
    }
    for model, fields in kept.items():
        latest = {row[fields[0]]: row for row in model.history.order_by("history_date").values(*fields)}
        assert list(model.objects.order_by("pk").values(*fields)) == [latest[key] for key in sorted(latest)]


def test_it_has_so_many_actions_of_every_status_but_withdrawn(now):
    assert Action.objects.count() == NUMBER
    assert set(Action.objects.values_list("status", flat=True)) == set(Status) - {Status.WITHDRAWN}


def test_something_of_every_kind_waits_for_the_dcc(now):
    dcc = User.objects.get(username="dcc-0")
    assert {one.kind for matter in queued(dcc, now) for one in matter.waits} == set(KINDS)


def test_every_task_finds_its_page(now, settings):
    settings.ALLOWED_HOSTS = [HOST]
    known = facts()
    visitor = Inside(known["sessions"])
    asked = {task.name: len(request_once(task, visitor, known)[1]) for task in TASKS}
    assert {name: statements for name, statements in asked.items() if statements < 3} == {}


def test_every_task_that_has_a_floor_has_its_statement():
    assert {task.floor for task in TASKS} - {"", *STATEMENTS} == set()


@on_postgres
@pytest.mark.parametrize(("name", "path"), [("list", LATE), ("search", f"/actions/?q={RARE}")])
def test_the_floor_counts_what_the_list_counts(name, path, now, settings):
    settings.ALLOWED_HOSTS = [HOST]
    page = Inside(facts()["sessions"]).send(Request(path, "opcc-0")).body.decode()
    [total] = {row["total"] for row in asked_of_floor(name, now)}
    assert re.search(r"(\d+) actions?\b", page)[1] == f"{total}"


@on_postgres
def test_the_floor_counts_what_the_position_counts(now):
    counted = position(User.objects.get(username="opcc-0"), now=now)
    states = {}
    rows = asked_of_floor("position", now)
    for row in rows:
        states[SEVERITY[row["state"]]] = states.get(SEVERITY[row["state"]], 0) + row["how_many"]
    assert states == {one.key: one.count for one in counted.all.slices}


@on_postgres
@pytest.mark.parametrize("name", ["action", "update", "decision", "csv"])
def test_the_floor_answers(name, now):
    assert len(asked_of_floor(name, now)) == (NUMBER if name == "csv" else 1)
