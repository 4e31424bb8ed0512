"""What monitors and people are told while the database is away, the disk is full, or the release is half put in."""

import errno
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from safeguarding.models import OutgoingMail, Seal, Worker
from tests.recommendations.views.reading import text


class Told(Exception):
    """As psycopg2 tells it."""

    def __init__(self, pgcode):
        super().__init__("told")
        self.pgcode = pgcode


def failing(error, cause=None):
    def fail(*args, **kwargs):
        raise error from cause

    return fail


AWAY = (503, "The tracker cannot be used for the moment")
FULL = (507, "There is no room to save this")
OURS = (500, "Something went wrong")


@pytest.mark.parametrize(
    ("fail", "answered"),
    [
        (failing(OperationalError("connection refused"), Told(None)), AWAY),
        (failing(OperationalError("terminated"), Told("57P01")), AWAY),
        (failing(InterfaceError("connection already closed")), AWAY),
        (failing(DatabaseError("server closed the connection unexpectedly"), Told(None)), AWAY),
        (failing(OperationalError("no room"), Told("53100")), FULL),
        (failing(OSError(errno.ENOSPC, "no room")), FULL),
        (failing(OperationalError("no such table"), Told("42P01")), OURS),
        (failing(OSError(errno.EACCES, "not allowed")), OURS),
    ],
)
def test_what_will_pass_has_a_page_of_its_own(client, cast, monkeypatch, fail, answered):
    client.force_login(cast.owner)
    client.raise_request_exception = False
    monkeypatch.setattr("safeguarding.context._posts", fail)

    page = client.get("/accessibility/")

    assert page.status_code == answered[0]
    assert answered[1] in text(page)
    assert page.has_header("Retry-After") == (answered != OURS)


def ready(client):
    """The status, and what is said of each."""
    answer = client.get("/readyz/")
    return answer.status_code, dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


@pytest.fixture
def migrated(db, monkeypatch):
    """The migrations that `migrate` noted, all of them; the tests' database is made from the models."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    noted = dict(loader.disk_migrations)
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda self: noted)
    return noted


def test_a_monitor_is_told_that_people_can_work_and_what_is_late(client, cast, migrated):
    now = timezone.now()
    Seal.objects.create(size=1, sealed_at=now - timedelta(hours=27), note="", frontier=b"")
    told = {"person": cast.owner, "address": "a@force.example", "made_at": now, "try_from": now - timedelta(hours=3)}
    OutgoingMail.objects.create(**told)
    killed = Worker.objects.create(seen_at=now - timedelta(seconds=31))

    status, said = ready(client)

    assert status == 200
    assert (said["database"], said["migrations"], said["disk"]) == ("ok", "ok", "ok")
    assert said["last seal"].startswith("late, the last is of ")
    assert said["mails"] == "1 wait for longer than two hours"
    assert said["worker"] == f"stopped, last seen {killed.seen_at:%Y-%m-%d %H:%M} UTC"


def test_a_monitor_is_told_what_keeps_people_from_working(client, migrated, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda place: namedtuple("Usage", "free")(3_000_000))
    del migrated["recommendations", "0001_squashed_0072"]

    status, said = ready(client)

    assert (status, said["migrations"], said["disk"]) == (503, "1 to be made", "3 MB are left")


def test_a_monitor_is_told_that_the_database_is_away(client, db, monkeypatch):
    monkeypatch.setattr("safeguarding.readiness._migrations", failing(OperationalError("connection refused")))

    assert (ready(client)[0], ready(client)[1]["database"]) == (503, "cannot be asked")
