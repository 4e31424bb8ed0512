"""The machine's clock moved while the tracker runs, as libfaketime does it for the processes of the server."""

import json
import tempfile
import time
from pathlib import Path

from .browser import Browser, Notes
from .database import Database
from .seen import said
from .servers import Gunicorn

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
ONE_WORKER = ("--workers", "1", "--threads", "8", "--timeout", "600")
MOVES = ("+0", "-1h", "+0", "-1d", "+0")  # from the true time, one after the other

LAST = """
import json
from recommendations.models import ProgressUpdate
found = ProgressUpdate.objects.filter(done__startswith="Clock").order_by("pk").values_list("done", "recorded_at")
print(json.dumps([[done, at.timestamp()] for done, at in found]))
"""


def move_the_clock(database: Database) -> list[bool]:
    """An update after each move, all taken by one process: others know of what was recorded before only what they answered since."""
    if not LIBRARIES:
        return [said("the clock moved", False, "libfaketime is not here: apt-get install faketime")]
    with tempfile.TemporaryDirectory() as folder:
        moved = Path(folder) / "moved"
        moved.write_text("+0")
        preloaded = {"LD_PRELOAD": str(LIBRARIES[0]), "FAKETIME_TIMESTAMP_FILE": str(moved), "FAKETIME_NO_CACHE": "1"}
        number, owner = database.facts["owned"][2]
        notes = Notes()
        with Gunicorn("safeguarding.wsgi", database.environment | preloaded, ONE_WORKER) as tracker:
            browser = Browser(tracker.port, owner, database.facts["sessions"][owner], notes)
            for at, offset in enumerate(MOVES):
                moved.write_text(offset)
                time.sleep(1)
                browser.read("The form", f"/actions/{number}/update/")
                sent = {"done": f"Clock {at} at {offset}", "assessment": "on-target"}
                browser.send("The update", f"/actions/{number}/update/", sent)
        kept = json.loads(database.shell(LAST))
    seen = [(done, round(at - kept[0][1])) for done, at in kept]
    hour, day = [at for _, at in seen[:3]], [at for _, at in seen[3:]]
    return [
        said(
            "an hour back and on again: one process keeps the order of what is recorded", hour == sorted(hour), seen[:3]
        ),
        said(
            "a day back is believed, and on again it is true", len(day) == 2 and day[0] < -80_000 < 0 < day[1], seen[3:]
        ),
        said("no page failed", not notes.faults, [fault[:150] for fault in notes.faults]),
    ]
