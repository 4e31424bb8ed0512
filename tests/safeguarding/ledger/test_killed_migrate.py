"""A `migrate` that is killed between two migrations and run again leaves nothing that verify_ledger names, on both databases."""

import signal
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from safeguarding.ledger import verify
from safeguarding.models import Installation
from tests import another_process

MIGRATE = """
import os, sys
import django
from django.conf import settings

sys.path.insert(0, os.environ["MEDIA_ROOT"])
settings.INSTALLED_APPS.append("late")
django.setup()
from django.core.management import call_command

call_command("migrate", verbosity=0)
"""
FIRST = """
from django.db import migrations

class Migration(migrations.Migration):
    operations = [migrations.RunSQL("CREATE UNIQUE INDEX late ON safeguarding_post (title, id)")]
"""
SECOND = """
import os, signal
from django.db import migrations

def die(apps, editor):
    if "KILLED" in os.environ:
        os.kill(os.getpid(), signal.SIGKILL)

class Migration(migrations.Migration):
    dependencies = [("late", "0001_index")]
    operations = [migrations.RunPython(die)]
"""


@pytest.fixture
def environment(transactional_db, tmp_path):
    """Another process's, of a release with two migrations more than the database has."""
    folder = tmp_path / "late" / "migrations"
    folder.mkdir(parents=True)
    for name, text in {"../__init__": "", "__init__": "", "0001_index": FIRST, "0002_dies": SECOND}.items():
        (folder / f"{name}.py").write_text(text)
    call_command("migrate", fake=True, verbosity=0)  # the tests' tables are made without migrations
    yield another_process.environment(tmp_path)
    with connection.schema_editor() as editor:
        editor.execute("DROP INDEX IF EXISTS late")
        editor.delete_model(MigrationRecorder.Migration)


def migrate(environment):
    """The code with which it ended."""
    done = subprocess.run(
        [sys.executable, "-c", MIGRATE], cwd=another_process.ROOT, env=environment, capture_output=True
    )
    return done.returncode


def test_killed_between_two_migrations_and_run_again_it_leaves_nothing_to_name(environment):
    assert list(verify.of_triggers()) == []

    assert migrate(environment | {"KILLED": "1"}) == -signal.SIGKILL
    assert {one.words.split()[1] for one in verify.of_triggers()} <= {"trigger"}  # SQLite's, which were off
    assert migrate(environment) == 0

    assert list(verify.of_triggers()) == []
    assert list(verify._without_leaf(verify.leaves.shape_of(Installation))) == []
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX late")
    [named] = verify.of_triggers()
    assert named.words in ("The unique index late on safeguarding_post is missing.", "The index late is missing.")
