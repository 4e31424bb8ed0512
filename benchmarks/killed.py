"""`kill -9` of all that serves the tracker, in the middle of an upload and in the middle of issuing a paper."""

import json
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .browser import Browser, Notes
from .database import Database
from .promises import check_promise
from .servers import TWO_WORKERS, Gunicorn
from .working_day import PDF

AFTER = (0.0, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3)  # seconds from the press to the kill
ISSUED_AFTER = (0.5, 2.0, 4.0, 6.0)
LARGE = PDF + b"%" * 4_000_000

PAPER = """
import json
from recommendations.models import Meeting
from recommendations.models.reference import Board
from recommendations.selectors.packs.draft import draft
from recommendations.selectors.packs.prepared import reports_in_paper
from recommendations.services.packs import all_ready, prepare_paper
from safeguarding.clock import now
from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.models import RoleGrant

people = {role: RoleGrant.objects.filter(role=role).first().user for role in ("coordinator", "dcc")}
by = {"by": people["coordinator"], "at": now()}
board = Board.objects.first() or verb()(write)(Board(slug="board", name="Board"), **by)
meeting = verb()(write)(Meeting(board=board, held_on=london_date(now())), **by)
pack = prepare_paper(meeting, version=0, cut_off_at=by["at"], **by)
all_ready(pack, [one.inspection for one in reports_in_paper(pack, draft(meeting, at=by["at"]))], **by)
print(json.dumps({"meeting": meeting.pk, "dcc": people["dcc"].username}))
"""
KEPT = """
import json
from recommendations.models import Evidence, PackFile, PackIssue, ProgressUpdate
of = {"done__startswith": "Sent when killed"}
print(json.dumps({
    "updates": ProgressUpdate.objects.filter(**of).count(),
    "files": [one.file.name for one in Evidence.objects.filter(update__done__startswith="Sent when killed")],
    "issued": PackIssue.objects.count(),
    "papers": PackFile.objects.count(),
}))
"""


def kill_in_an_upload(database: Database) -> list[bool]:
    """Send an update with a file of 4 MB, kill after some milliseconds, start again, look at what is kept; then send it again."""
    with tempfile.TemporaryDirectory() as folder:
        uploads = Path(folder)
        database = Database(database.environment | {"MEDIA_ROOT": folder}, database.facts)
        number, owner = database.facts["owned"][1]
        sent = {"done": "Sent when killed", "assessment": "on-target", "evidence-0-of": "test"}
        file = {"evidence-0-files": ("sample.pdf", LARGE)}

        def press(browser):
            browser.read("The form", f"/actions/{number}/update/")
            return lambda: browser.send("The update", f"/actions/{number}/update/", sent, file)

        kills = []
        for after in AFTER:
            with _killed(database, owner, press, after):
                kept = _kept(database)
                there = {
                    str(one.relative_to(uploads)): one.stat().st_size for one in uploads.rglob("*") if one.is_file()
                }
                kills.append((after, kept["updates"], kept["files"], there))
        with Gunicorn("safeguarding.wsgi", database.environment, TWO_WORKERS) as tracker:
            browser = _browser(database, tracker, owner)
            press(browser)()
        kept = _kept(database)
    taken = [updates for _, updates, _, _ in kills]
    whole = all(
        updates == len(files) and all(there.get(name) == len(LARGE) for name in files)
        for _, updates, files, there in kills
    )
    left = [name for name in kills[-1][3] if name not in kills[-1][2]]
    return [
        check_promise("killed in an upload: each update has its whole file, and none is there without", whole, taken),
        check_promise("no file is left of an update that was not recorded", not left, left),
        check_promise("sent again it is taken", kept["updates"] >= 1, kept["updates"]),
    ]


def kill_in_issuing(database: Database) -> list[bool]:
    """Issue a paper, kill after some tenths of a second, start again, look; then issue it, if it was not."""
    made = json.loads(database.shell(PAPER))
    address = f"/meetings/{made['meeting']}/issue/"
    before, kills = _kept(database), []

    def press(browser):
        browser.read("The form", address)
        return lambda: browser.send("The paper", address, {})

    for after in ISSUED_AFTER:
        if kills and kills[-1][1]:
            break  # it was issued before the kill
        with _killed(database, made["dcc"], press, after):
            kept = _kept(database)
            kills.append((after, kept["issued"] - before["issued"], kept["papers"] - before["papers"]))
    if not kills[-1][1]:
        with Gunicorn("safeguarding.wsgi", database.environment, TWO_WORKERS) as tracker:
            press(_browser(database, tracker, made["dcc"]))()
    kept = _kept(database)
    end = (kept["issued"] - before["issued"], kept["papers"] - before["papers"])
    return [
        check_promise(
            "killed in issuing: all six files with the issue, or none", all(6 * i == n for _, i, n in kills), kills
        ),
        check_promise("issued then, once", end == (1, 6), end),
    ]


@contextmanager
def _killed(database, person, press: Callable[[Browser], Callable[[], object]], after) -> Iterator[None]:
    """Press, and kill every process of the server so many seconds later."""
    server = Gunicorn("safeguarding.wsgi", database.environment, TWO_WORKERS)
    with server:
        pressed = press(_browser(database, server, person))
        workers = [int(pid) for pid in server._workers()]
        pressing = threading.Thread(target=pressed)
        pressing.start()
        time.sleep(after)
        for pid in (server.process.pid, *workers):
            os.kill(pid, signal.SIGKILL)
        pressing.join()
    yield


def _browser(database, server, person):
    return Browser(server.port, person, database.facts["sessions"][person], Notes())


def _kept(database):
    return json.loads(database.shell(KEPT))
