"""The test database: migrated once for these migrations, and copied for every process, so that none waits for another."""

import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MIGRATIONS = sorted(ROOT.glob("*/migrations/*.py"))
MADE = ROOT / "var" / f"mutants-{sha256(b''.join(map(Path.read_bytes, MIGRATIONS))).hexdigest()[:12]}.sqlite3"
PREFIX = "safeguarding-mutants-"


def make() -> int:
    """Migrate the database that all are copies of. In a process of its own: what it imports stays there."""
    if MADE.exists():
        return 0
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases

    setup_databases(verbosity=0, interactive=False)
    connection.close()
    shutil.move(connection.settings_dict["NAME"], MADE)
    return 0


def use_copy(pid: int) -> None:
    """From here on work with a copy of the database that was in use, which nobody may be writing."""
    from django.db import connection

    connection.close()
    source = Path(connection.settings_dict["NAME"])
    if source == MADE or source.name.startswith(PREFIX):
        connection.settings_dict["NAME"] = shutil.copy(source, _copy_of(pid))


def forget_copy(pid: int) -> None:
    """Take away the copy of a process that has ended."""
    for path in _copy_of(pid).parent.glob(f"{_copy_of(pid).name}*"):
        path.unlink()


def _copy_of(pid):
    return Path(tempfile.gettempdir()) / f"{PREFIX}{pid}.sqlite3"


class WithCopy:
    """A pytest plugin: the session's database is a copy of the one that was made."""

    def pytest_configure(self, config):
        config.pluginmanager.register(_InPlaceOfTheirs())  # now, so that it comes after pytest-django's


class _InPlaceOfTheirs:
    @pytest.fixture(scope="session")
    @staticmethod
    def django_db_setup(django_test_environment, django_db_blocker):
        from django.db import connection

        connection.settings_dict["NAME"] = MADE
        use_copy(os.getpid())
