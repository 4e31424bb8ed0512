"""`python -m benchmarks.reading`: how long the monitor and a page wait while four large plans are uploaded and read at once."""

import multiprocessing
import statistics
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from .browser import Browser, Notes
from .database import filled
from .load import watch
from .servers import Gunicorn, production_options

FILES, MEGABYTES, ALONE, MEANWHILE = 4, 9, 10, 40  # the last two in seconds
ROW = '{0}.{1},"The force should see to it that children are seen and heard{2}",Superintendent,30/04/2015\r\n'
LONG = ", every time" * 150


def main() -> None:
    """Print the median, the 95th percentile and the slowest answer, in milliseconds, and what became of each file."""
    with filled(2_000) as database, tempfile.TemporaryDirectory() as uploads:
        environment = database.environment | {"MEDIA_ROOT": uploads}
        with Gunicorn("safeguarding.wsgi:application", environment, production_options()) as server:
            session = database.facts["sessions"]["coordinator-0"]
            _watch("alone", server.port, session, ALONE)
            with ThreadPoolExecutor() as threads:
                browsers = [Browser(server.port, "coordinator-0", session, Notes()) for _ in range(FILES)]
                sent = [threads.submit(_upload, *one) for one in zip(browsers, map(_plan, range(FILES)), strict=True)]
                _watch("meanwhile", server.port, session, MEANWHILE)
                for each in sent:
                    print(each.result())


def _watch(when, port, session, seconds):
    """Print how long the monitor's page and the position took; each is asked by a process of its own."""
    asked = [(f"http://127.0.0.1:{port}{path}", seconds, session) for path in ("/healthz/", "/position/")]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as apart:
        for (address, *_), times in zip(asked, apart.map(watch, *zip(*asked, strict=True)), strict=True):
            hundredths = statistics.quantiles(times, n=100, method="inclusive")
            shown = [round(1000 * each) for each in (statistics.median(times), hundredths[94], max(times))]
            print(f"{address} {when}: {', '.join(map(str, shown))} ms of {len(times)}")


def _plan(number):
    """A plan of so many megabytes; no two are alike."""
    lines = ["Recommendation,Action,Owner,Target date\r\n"]
    size = 0
    while size < MEGABYTES * 1_000_000:
        lines.append(ROW.format(number, len(lines), LONG))
        size += len(lines[-1])
    return "".join(lines).encode()


def _upload(browser, data):
    began = time.monotonic()
    browser.read("Plans in", "/plans/")
    came = browser.send("A plan", "/plans/", {}, {"file": ("plan.csv", data)})
    if came:
        browser.read("Its preview", came)
    return f"{time.monotonic() - began:.1f} s", came or "refused", browser.notes.faults


if __name__ == "__main__":
    main()
