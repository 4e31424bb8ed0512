"""A release put in while people work, and taken back: `.venv/bin/python -m benchmarks.upgrade COMMIT [--help]`.

COMMIT is the release of before. Its code serves a register of its own making while this one's migrations run; then this code serves
it, then that of before again, on the new tables. Prints what was not answered as it should be; the exit code is 1 if anything was.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.with_postgres import Server

from .browser import Notes
from .database import PRODUCTION, ROOT, Database
from .faults import check_promise
from .load import Day, work
from .servers import Gunicorn

OPTIONS = ("--workers", "2", "--threads", "4", "--timeout", "120")


def main() -> None:
    """Begin with the release of before, migrate under it, serve the new one, go back."""
    parser = argparse.ArgumentParser(prog="benchmarks.upgrade", description=__doc__.splitlines()[0])
    parser.add_argument("commit")
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=30, help="of each of the three")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder, _code_of(asked.commit) as before:
        Path(folder).chmod(0o755)
        (Path(folder) / "pg").mkdir()
        server = Server(Path(folder) / "pg")
        server.start()
        environment = PRODUCTION | {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": f"postgres://tracker@/postgres?host={server.folder}",
            "MEDIA_ROOT": f"{folder}/uploads",
        }
        try:
            held = _walk(before, environment, asked)
        finally:
            server.stop()
    sys.exit(0 if all(held) else 1)


def _walk(before, environment, asked):
    old = Database(environment | {"STATIC_ROOT": str(before / "var" / "static")}, {}, before)
    old.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    old.run("manage.py", "migrate", "--verbosity", "0")
    old.run("-m", "benchmarks.generate", "300")
    new = Database(environment, {})
    to_make = [line for line in new.run("manage.py", "showmigrations", "--plan").splitlines() if line.startswith("[ ]")]

    def migrate():
        time.sleep(asked.seconds / 3)
        began = time.monotonic()
        new.run("manage.py", "migrate", "--verbosity", "0")
        return f"{len(to_make)} migrations in {time.monotonic() - began:.1f} s"

    return [
        _served("the release of before, migrated meanwhile", old, asked, migrate),
        _served("this one", new, asked),
        _served("the release of before again, on the new tables", old, asked),
        check_promise("nothing is to be made", "[ ]" not in new.run("manage.py", "showmigrations", "--plan"), ""),
        check_promise("the standings", "as the records have them" in (out := new.run("manage.py", "standings", "--check")), out.strip()),
    ]  # fmt: skip


def _served(what: str, database: Database, asked: argparse.Namespace, beside=lambda: "") -> bool:
    """Let people work on it; gives whether everything was answered."""
    facts = json.loads(database.run("-m", "benchmarks.facts"))
    with (
        Gunicorn("safeguarding.wsgi", database.environment, OPTIONS, database.code) as tracker,
        ThreadPoolExecutor() as threads,
    ):
        done = threads.submit(beside)
        notes, _ = work(Day(tracker.port, tracker.port, facts, asked.seconds, think=0.5), asked.people)
        return check_promise(f"{what} ({done.result() or 'no migration'})", not notes.faults, _summary(notes))


def _summary(notes: Notes):
    sent = sum(map(len, notes.seconds.values()))
    return f"{sent} requests, {len(notes.faults)} not as they should be {notes.faults[:3]}"


@contextmanager
def _code_of(commit: str) -> Iterator[Path]:
    """A folder with the code of a commit, and the styles and scripts of this one, which are built."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        code = Path(folder) / "code"
        subprocess.run(["/usr/bin/git", "worktree", "add", "--quiet", "--detach", code, commit], cwd=ROOT, check=True)
        try:
            shutil.copytree(ROOT / "safeguarding" / "static", code / "safeguarding" / "static", dirs_exist_ok=True)
            yield code
        finally:
            subprocess.run(["/usr/bin/git", "worktree", "remove", "--force", code], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
