"""The database that is measured: a throw-away PostgreSQL with a made-up register, or the one that DATABASE_URL names.

Filling takes a while; to measure one register again and again, give several commands to one server:
`.venv/bin/python tests/with_postgres.py bash`, and in it `.venv/bin/python -m benchmarks 100000`.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.with_postgres import Server

ROOT = Path(__file__).parent.parent

# As strict as the real thing; the key only has to be long.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "safeguarding.settings",
    "DEMONSTRATION": "off",
    "DEBUG": "off",
    "HTTPS": "on",
    "ALLOWED_HOSTS": "tracker.example",
    "SECRET_KEY": "only-for-the-benchmarks" * 3,
}


@dataclass(frozen=True)
class Database:
    """A filled one: the environment in which programs find it, its facts (benchmarks.facts), and the folder of the code."""

    environment: dict[str, str]
    facts: dict[str, object]
    code: Path = ROOT

    def run(self, *words: str) -> str:
        """Run one of our Python modules or scripts on it, and return what it prints. Raises CalledProcessError."""
        return _run(self.environment, *words, code=self.code)

    def shell(self, program: str) -> str:
        """Run a few lines of Python as `manage.py shell` does, and return what they print."""
        return self.run("manage.py", "shell", "--verbosity", "0", "--command", program)


@contextmanager
def filled(number: int) -> Iterator[Database]:
    """A Database with so many made-up actions. Exits where DATABASE_URL leads to another register."""
    with _address() as address:
        yield filled_at(address, number)


def filled_at(address: str, number: int) -> Database:
    """The Database at an address, with so many made-up actions. Exits where it holds another register."""
    environment = os.environ | PRODUCTION | {"DATABASE_URL": address}
    _run(environment, "manage.py", "migrate", "--verbosity", "0")
    facts = _facts(environment)
    if not facts["actions"]:
        print(f"Filling a register with {number:,} actions ...", file=sys.stderr, flush=True)
        _run(environment, "-m", "benchmarks.generate", str(number))
        facts = _facts(environment)
    if facts["actions"] != number:
        sys.exit(f"The register that DATABASE_URL names has {facts['actions']:,} actions, not {number:,}.")
    return Database(environment, facts)


@contextmanager
def _address():
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: a socket's path has at most 107 bytes
    try:
        server = Server(folder)
        server.start()
        try:
            yield f"postgres://tracker@/postgres?host={folder}"
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _facts(environment):
    return json.loads(_run(environment, "-m", "benchmarks.facts"))


def _run(environment, *words, code=ROOT):
    done = subprocess.run([sys.executable, *words], env=environment, cwd=code, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()
