import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.checks import run_checks
from django.db import connection
from django.urls import URLPattern, get_resolver

from safeguarding.middleware import SignInFirst
from safeguarding.models import Demonstration

ROOT = Path(__file__).parent.parent.parent

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "safeguarding.settings",
    "DEMONSTRATION": "off",
    "DEBUG": "off",
    "HTTPS": "on",
    "ALLOWED_HOSTS": "tracker.example",
    "DATABASE_URL": "sqlite://:memory:",
    "SECRET_KEY": "x7" * 30,
}


def start(then="", **changes):
    """Load what gunicorn loads, in a process of its own with an environment of its own; do a line of Python `then`."""
    command = [sys.executable, "-c", f"import safeguarding.wsgi\n{then}"]
    environment = {"PATH": os.environ["PATH"]} | PRODUCTION | changes
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_production_starts_without_a_word(tmp_path):
    done = start(STATIC_ROOT=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_workers_are_forked_from_has_no_connection_that_they_would_share(tmp_path):
    opened = "from django.db import connection; print(connection.connection)"
    database = f"sqlite:///{tmp_path}/register.sqlite3"

    done = start(then=opened, STATIC_ROOT=str(tmp_path), DATABASE_URL=database)

    assert (done.returncode, done.stdout) == (0, "None\n")
    assert (tmp_path / "register.sqlite3").exists()  # one was opened


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"DEBUG": "on"}, "set DEBUG=off"),
        ({"SECRET_KEY": "demonstration-" + "x7" * 30}, "Set SECRET_KEY to a random text"),
        ({"SECRET_KEY": ""}, "Set SECRET_KEY to a random text"),
        ({"ALLOWED_HOSTS": ""}, "Set ALLOWED_HOSTS"),
        ({"LOCAL_ACCOUNTS": "off"}, "Nobody could sign in"),
        ({"REPLICA_URL": "postgres://tracker@copy/tracker"}, "has to lead to PostgreSQL"),
    ],
)
def test_production_refuses_what_belongs_to_the_demonstration_and_says_what_to_set(changes, advice):
    done = start(**changes)
    assert done.returncode == 1
    assert advice in done.stderr.splitlines()[-1]


def test_the_demonstration_starts_with_its_key_and_with_debug():
    assert start(DEMONSTRATION="on", DEBUG="on", SECRET_KEY="demonstration-" + "x7" * 30).returncode == 0


@pytest.mark.django_db
def test_production_refuses_a_database_that_holds_the_demonstration(settings):
    moment = datetime(2015, 9, 10, 8, tzinfo=UTC)
    Demonstration.objects.create(stands_at=moment, built_at=moment)

    assert [error.id for error in run_checks(databases=["default"])] == ["safeguarding.E001"]
    settings.DEMONSTRATION = True
    assert run_checks(databases=["default"]) == []


def test_the_example_lists_exactly_the_settings_that_are_read():
    sources = "".join(
        (ROOT / "safeguarding" / name).read_text()
        for name in ("settings.py", "lib/database/databases.py", "lib/uploads/upload_storage.py")
    )
    read = re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", sources)
    listed = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(read) == sorted(listed)


# Pages anybody may open. A new one has to be added here, knowingly.
OPEN = {
    "health",
    "ready",
    "sign-in",
    "sign-in-as",
    "set-password",
    "language",  # a cookie of the browser's
    "admin/login/",
    "admin:login",
    "calendar",
    "calendar-of-board",
    # answered to a key alone
    *(f"api:{name}" for name in ("inspections", "recommendations", "parts", "actions")),
    *(f"api:{name}" for name in ("updates", "decisions", "position", "changes", "api-root")),
    "account_login",
    "mfa_authenticate",
    "sign-in-directory",
    "openid_connect_callback",
}


def addresses(resolver, namespace=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern)), pattern.callback
        else:
            yield from addresses(pattern, f"{pattern.namespace}:" if pattern.namespace else namespace)


def test_every_address_but_a_named_few_asks_for_sign_in():
    assert issubclass(SignInFirst, LoginRequiredMiddleware)
    assert "safeguarding.middleware.SignInFirst" in settings.MIDDLEWARE
    assert {name for name, view in addresses(get_resolver()) if not getattr(view, "login_required", True)} == OPEN


def test_a_monitor_is_answered_without_signing_in(client):
    response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has these")
def test_sqlite_lets_readers_in_while_one_writes_and_makes_writers_wait():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
    assert connection.transaction_mode == "IMMEDIATE"
    assert settings.DATABASES["default"]["OPTIONS"]["timeout"] == 20
