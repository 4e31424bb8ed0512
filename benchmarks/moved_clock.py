"""The machine's clock moved while the tracker runs, as libfaketime does it for the processes of the server."""

import json
import tempfile
import time
from pathlib import Path

from .browser import Browser, Notes
from .database import Database
from .promises import check_promise
from .servers import TWO_WORKERS, Gunicorn

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
MOVES = ("+0", "-1h", "+0", "-1d", "+0")  # from the true time, one after the other
EACH = 4  # updates after each, so that both processes take some

LAST = """
import json
from recommendations.models import ProgressUpdate
found = ProgressUpdate.objects.filter(done__startswith="Clock").order_by("pk").values_list("done", "recorded_at")
print(json.dumps([[done, at.timestamp()] for done, at in found]))
"""


def move_the_clock(database: Database) -> list[bool]:
    """An update after each move, taken by either of two processes: neither knows of what the other gave but by the record."""
    if not LIBRARIES:
        return [check_promise("the clock moved", False, "libfaketime is not here: apt-get install faketime")]
    with tempfile.TemporaryDirectory() as folder:
        moved = Path(folder) / "moved"
        moved.write_text("+0")
        preloaded = {"LD_PRELOAD": str(LIBRARIES[0]), "FAKETIME_TIMESTAMP_FILE": str(moved), "FAKETIME_NO_CACHE": "1"}
        number, owner = database.facts["owned"][2]
        notes = Notes()
        with Gunicorn("safeguarding.wsgi", database.environment | preloaded, TWO_WORKERS) as tracker:
            browser = Browser(tracker.port, owner, database.facts["sessions"][owner], notes)
            for at, offset in enumerate(MOVES):
                moved.write_text(offset)
                time.sleep(1)
                for again in range(EACH):
                    browser.read("The form", f"/actions/{number}/update/")
                    sent = {"done": f"Clock {at} at {offset}, {again}", "assessment": "on-target"}
                    browser.send("The update", f"/actions/{number}/update/", sent)
        kept = json.loads(database.shell(LAST))
    moves = [(done, round(at - kept[0][1])) for done, at in kept]
    moments = [at for _, at in kept]
    refused = [fault for fault in notes.faults if "answered 503" in fault]
    return [
        check_promise(
            "an hour back and on again: two processes keep the order of what is recorded",
            moments == sorted(moments) and len(kept) == EACH * (len(MOVES) - 1),
            moves,
        ),
        check_promise("a day back nothing is recorded, and a page says so", len(refused) == EACH, len(refused)),
        check_promise("no page failed", len(notes.faults) == EACH, [fault[:150] for fault in notes.faults]),
    ]
