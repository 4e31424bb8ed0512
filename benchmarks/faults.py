"""Faults that are really made while people work: `.venv/bin/python -m benchmarks.faults`. Prints what came of each.

The database is stopped as a crash would stop it, and started again; the disk with the uploads is full, and has room again, and so is
the database's own; the server is killed in an upload and in issuing a paper; the clock is moved, where libfaketime is installed. Needs
root, to mount a small disk.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import requests

from tests.with_postgres import Server

from .browser import Browser, Notes
from .database import Database, filled
from .full_database import fill_the_database
from .killed import kill_in_an_upload, kill_in_issuing
from .load import Day, work
from .moved_clock import move_the_clock
from .promises import check_promise
from .servers import Gunicorn, as_in_production
from .visitors import HOST
from .working_day import PDF

PEOPLE, SECONDS, STOPPED_AFTER, STOPPED_FOR = 10, 40, 10, 10
SMALL, ROOMY = "3m", "60m"
TOO_MUCH = 5_000_000  # bytes of a file, more than the small disk holds


def main() -> None:
    """Make each fault, print a line for each thing that was seen; the exit code is 1 where something is not as promised."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    server = Server(folder)
    server.start()
    os.environ["DATABASE_URL"] = f"postgres://tracker@/postgres?host={folder}"
    try:
        with filled(300) as database:
            held = [*stop_the_database(server, database), *fill_the_disk(database)]
            held += [*kill_in_an_upload(database), *kill_in_issuing(database), *look_through(database)]
            held += move_the_clock(database)
    finally:
        server.stop()
        shutil.rmtree(folder)
    held += fill_the_database()
    sys.exit(0 if all(held) else 1)


def stop_the_database(server: Server, database: Database) -> list[bool]:
    """Stop it under load, start it, and say how long until pages come again."""
    with as_in_production(database.environment) as (tracker, monitored), ThreadPoolExecutor() as threads:
        day = Day(tracker.port, monitored.port, database.facts, SECONDS, think=0.5)
        working = threads.submit(work, day, PEOPLE)
        time.sleep(STOPPED_AFTER)
        server.stop()  # at once, whatever it does
        time.sleep(STOPPED_FOR)
        ready, page = _get(tracker, "/readyz/"), _get(tracker, "/sign-in/")
        health = _get(monitored, "/healthz/")
        server.start()
        started = time.monotonic()
        while _get(tracker, "/readyz/").status_code != 200:
            time.sleep(0.05)
        back = time.monotonic() - started
        notes, _ = working.result()
        answers = Counter(re.search(r"answered (\d+)|$", fault)[0] or fault for fault in notes.faults)
        done = sum(map(len, notes.seconds.values()))
        print(
            f"Database stopped for {STOPPED_FOR} s under {PEOPLE} people: {done} requests; not taken: {dict(answers)}"
        )
        return [
            check_promise("/readyz/ meanwhile", ready.status_code == 503, ready.text),
            check_promise("/healthz/ meanwhile", health.status_code == 200, health.text),
            check_promise("a page meanwhile", page.status_code in (200, 503), f"{page.status_code}"),
            check_promise("every fault was the page of ours", set(answers) <= {"answered 503"}, dict(answers)),
            check_promise("pages came again by themselves", back < 5, f"{back:.1f} s after it was started"),
        ]


def fill_the_disk(database: Database) -> list[bool]:
    """Send an update with a file that finds no room, then the same again once there is room."""
    with _disk() as uploads, as_in_production(database.environment | {"MEDIA_ROOT": uploads}) as (tracker, _):
        number, owner = database.facts["owned"][0]
        browser = Browser(tracker.port, owner, database.facts["sessions"][owner], Notes())
        sent = {"done": "Sampled while the disk was full.", "assessment": "on-target", "evidence-0-of": "test"}
        file = {"evidence-0-files": ("sample.pdf", PDF + b"%" * TOO_MUCH)}

        def send():
            browser.read("The form", f"/actions/{number}/update/")
            led = browser.send("The update", f"/actions/{number}/update/", sent, file)
            found = sent["done"] in browser.read("The action", f"/actions/{number}/")
            return led, found, sum(one.stat().st_size for one in Path(uploads).rglob("*") if one.is_file())

        _, found, kept = send()
        faults = [fault[:60] for fault in browser.notes.faults]
        subprocess.run(["/bin/mount", "-o", f"remount,size={ROOMY}", uploads], check=True)
        again = send()
        return [
            check_promise("the disk is full: told", "answered 507" in "".join(faults), faults),
            check_promise(
                "nothing is recorded, nothing of the file is left", (found, kept) == (False, 0), (found, kept)
            ),
            check_promise("with room again it is taken", again[1:] == (True, len(PDF) + TOO_MUCH), again),
        ]


@contextmanager
def _disk():
    """A folder that is a small disk."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["/bin/mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", folder], check=True)
        try:
            yield folder
        finally:
            subprocess.run(["/bin/umount", folder], check=True)


def look_through(database: Database) -> list[bool]:
    """The record and its standings afterwards."""
    report = database.run("manage.py", "standings", "--check").strip()
    return [check_promise("the standings", "as the records have them" in report, report)]


def _get(server: Gunicorn, path):
    headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
    return requests.get(f"http://127.0.0.1:{server.port}{path}", headers=headers, timeout=60)


if __name__ == "__main__":
    main()
