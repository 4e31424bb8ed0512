"""A read replica that really streams, stopped and late while people work: `.venv/bin/python -m benchmarks.replica [--help]`.

Prints what came of each; the exit code is 1 where something is not as promised. Two clusters on this machine, the second made by
pg_basebackup, speak over sockets.
"""

import argparse
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import psycopg2
import requests

from tests.with_postgres import Server

from .browser import Browser, Notes
from .database import Database, filled
from .faults import check_promise
from .load import Day, work
from .servers import Gunicorn, as_in_production
from .tasks import LATE, THEN
from .visitors import HOST

FOOT = re.compile(r"Read from a copy of the register, at most (\d+) second")
PAGES = 12  # of each of those that are compared
LOOKED_AT = ("/actions/", f"/actions/?at={THEN}", LATE, "/position/", f"/position/?at={THEN}", "/inspections/")


def main() -> None:
    """Make a primary with a register and a replica of it, try what is promised, then measure one beside two."""
    parser = argparse.ArgumentParser(prog="benchmarks.replica", description=__doc__.splitlines()[0])
    parser.add_argument("--actions", type=int, default=1_000, help="in the made-up register")
    parser.add_argument("--seconds", type=int, default=40, help="that people work")
    parser.add_argument("--people", type=int, default=10)
    asked = parser.parse_args()
    with _cluster() as primary, _cluster() as replica:
        primary.start()
        os.environ["DATABASE_URL"] = _address(primary)
        with filled(asked.actions) as database:
            follow(primary, replica)
            with_replica = Database(database.environment | {"REPLICA_URL": _address(replica)}, database.facts)
            held = [*own_writes(with_replica, replica), *stopped(with_replica, replica, asked)]
            compared(database, with_replica)
    sys.exit(0 if all(held) else 1)


def follow(primary: Server, replica: Server) -> None:
    """Make the second cluster a copy of the first, which it follows from then on."""
    source = f"host={primary.folder} user=tracker"
    replica.run("pg_basebackup", "--pgdata", replica.data, "--write-recovery-conf", "--wal-method=stream",
                "--checkpoint=fast", "--create-slot", "--slot=copy", "--dbname", source)  # fmt: skip
    replica.start()


def own_writes(database: Database, replica: Server) -> list[bool]:
    """Somebody posts an update while the replica replays nothing: they read it, others do not yet, and then everybody does."""
    number, owner = database.facts["owned"][0]
    # One process, which knows how far the replica is: another would read the primary because it does not yet know.
    with Gunicorn("safeguarding.wsgi", database.environment, ("--workers", "1", "--timeout", "600")) as tracker:
        mine, other = (_browser(tracker, database, person) for person in (owner, "opcc-0"))
        path, words = f"/actions/{number}/", "Sampled while nothing was replayed."
        other.read("warm", path), other.read("warm", path)
        _ask(replica, "SELECT pg_wal_replay_pause()")
        mine.read("The form", f"{path}update/")
        mine.send("The update", f"{path}update/", {"done": words, "assessment": "on-target"})
        own, others = mine.read("own", path), other.read("others", path)
        time.sleep(12)
        late = other.read("late", path)
        _ask(replica, "SELECT pg_wal_replay_resume()")
        caught_up = _until(lambda: FOOT.search(mine.read("own", path)))
        again = mine.read("own", path)
        return [
            check_promise(
                "whoever posted reads it, from the primary", words in own and not FOOT.search(own), words in own
            ),
            check_promise("others read the copy meanwhile", bool(FOOT.search(others)), FOOT.findall(others)),
            check_promise(
                "more than 10 s late, it is not read", words in late and not FOOT.search(late), FOOT.findall(late)
            ),
            check_promise("resumed, it is read again, with the update", words in again, f"after {caught_up:.1f} s"),
            check_promise(
                "no fault", not mine.notes.faults + other.notes.faults, mine.notes.faults + other.notes.faults
            ),
        ]


def stopped(database: Database, replica: Server, asked: argparse.Namespace) -> list[bool]:
    """Stop the replica at once while people work, and start it again."""
    with as_in_production(database.environment) as (tracker, monitored), ThreadPoolExecutor() as threads:
        day = Day(tracker.port, monitored.port, database.facts, asked.seconds, think=0.5)
        working = threads.submit(work, day, asked.people)
        time.sleep(asked.seconds / 4)
        before = _page(tracker, database)
        replica.stop()
        time.sleep(asked.seconds / 4)
        meanwhile, ready = _page(tracker, database), _ready(tracker)
        replica.start()
        back = _until(lambda: FOOT.search(_page(tracker, database)))
        notes, _ = working.result()
        read = _ask(replica, "SELECT sum(tup_returned) FROM pg_stat_database")
    sent = sum(map(len, notes.seconds.values()))
    print(f"{asked.people} people, {sent} requests, stopped for {asked.seconds / 4:.0f} s")
    return [
        check_promise("before, pages were read from it", bool(FOOT.search(before)), FOOT.findall(before)),
        check_promise(
            "meanwhile they were read from the primary", meanwhile and not FOOT.search(meanwhile), ready.strip()
        ),
        check_promise("started, it is read again by itself", read > 0, f"after {back:.1f} s"),
        check_promise("no fault", not notes.faults, notes.faults[:3]),
    ]


def compared(alone: Database, with_replica: Database) -> None:
    """Print what web processes answer in a second: two without the replica, two with it, and four."""
    for name, database, workers in (
        ("two web processes, no replica", alone, "2"),
        ("two web processes, a replica", with_replica, "2"),
        ("four web processes, a replica", with_replica, "4"),
    ):
        with Gunicorn("safeguarding.wsgi", database.environment, ("--workers", workers, "--timeout", "600")) as tracker:
            for path in LOOKED_AT * 2:
                _timed(tracker, database, path)
            began = time.perf_counter()
            with ThreadPoolExecutor(6) as threads:
                seconds = list(threads.map(partial(_timed, tracker, database), LOOKED_AT * PAGES))
        each = len(seconds) / (time.perf_counter() - began)
        print(f"{name}: p50 {1000 * statistics.median(seconds):.0f} ms, {each:.1f} pages a second")


@contextmanager
def _cluster() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: a socket's path has at most 107 bytes
    server = Server(folder)
    try:
        yield server
    finally:
        if server.data.exists():
            server.stop()
        shutil.rmtree(folder)


def _address(server):
    return f"postgres://tracker@/postgres?host={server.folder}"


def _ask(server, sql):
    connection = psycopg2.connect(host=str(server.folder), user="tracker", dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = cursor.fetchone()[0]
    connection.close()
    return found


def _browser(tracker, database, person):
    return Browser(tracker.port, person, database.facts["sessions"][person], Notes())


def _page(tracker, database):
    return _browser(tracker, database, "opcc-0").read("The list", "/actions/")


def _timed(tracker, database, path):
    began = time.perf_counter()
    _browser(tracker, database, "opcc-0").read("A page", path)
    return time.perf_counter() - began


def _ready(tracker):
    headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
    answer = requests.get(f"http://127.0.0.1:{tracker.port}/readyz/", headers=headers, timeout=60).text
    return re.search("replica: .*", answer)[0]


def _until(true):
    """The seconds until something holds; half a minute at most."""
    began = time.monotonic()
    while not true() and time.monotonic() - began < 30:
        time.sleep(0.2)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
