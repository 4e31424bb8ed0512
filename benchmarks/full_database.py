"""The disk on which PostgreSQL keeps all it has runs full while people write, and has room again."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.with_postgres import Server

from .browser import Browser, Notes
from .database import filled_at
from .promises import check_promise
from .servers import TWO_WORKERS, Gunicorn

SIZE = "600m"
SENTENCE = "Written until the disk was full. " * 400
AT_MOST = 3000  # updates

COUNT = """
from recommendations.models import ProgressUpdate
print(ProgressUpdate.objects.filter(done__startswith="Written until").count())
"""


def fill_the_database() -> list[bool]:
    """Write updates until one is not taken, make room, and write another; all that was taken is there."""
    with _small_disk() as folder:
        server = Server(folder)
        server.start()
        try:
            return _until_full(filled_at(f"postgres://tracker@/postgres?host={folder}", 100), folder)
        finally:
            server.stop()


def _until_full(database, folder):
    number, owner = database.facts["owned"][0]
    notes, filler = Notes(), folder / "filler"
    with Gunicorn("safeguarding.wsgi", database.environment, TWO_WORKERS) as tracker:
        browser = Browser(tracker.port, owner, database.facts["sessions"][owner], notes)

        def write(at):
            browser.read("The form", f"/actions/{number}/update/")
            return browser.send(
                "The update", f"/actions/{number}/update/", {"done": f"{SENTENCE}{at}", "assessment": "on-target"}
            )

        subprocess.run(["/bin/sh", "-c", f"cat /dev/zero > {filler}"], capture_output=True)
        taken = 0
        while taken < AT_MOST and write(taken):
            taken += 1
        faults = [fault[:70] for fault in notes.faults]
        filler.unlink()
        began = time.monotonic()
        while not write("again") and time.monotonic() - began < 60:
            time.sleep(1)
        back = time.monotonic() - began
    kept = int(database.shell(COUNT))
    standings = database.run("manage.py", "standings", "--check").strip()
    return [
        check_promise(
            "the database's disk is full: told, and by a page of ours",
            bool(faults) and "answered 50" in faults[0],
            faults[:3],
        ),
        check_promise("with room again it is taken by itself", back < 60, f"{back:.1f} s after there was room"),
        check_promise("all that was taken is there, and nothing else", kept == taken + 1, (taken, kept)),
        check_promise("the standings", "as the records have them" in standings, standings),
    ]


@contextmanager
def _small_disk() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["/bin/umount", folder], check=True)
        folder.rmdir()
