"""`python -m benchmarks.reading`: how long the monitor and a page wait while four large plans are uploaded and read at once."""

import multiprocessing
import random
import statistics
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from .browser import Browser, Notes
from .database import filled
from .load import watch
from .servers import as_in_production

FILES, MEGABYTES, ALONE, MEANWHILE = 4, 9, 10, 40  # the last two in seconds
ROW = '{0}.{1},"The force should see to it that children are seen and heard{2}",Superintendent,30/04/2015\r\n'
LONG = ", every time" * 150


def main() -> None:
    """Print the median, the 95th percentile and the slowest answer, in milliseconds, and what became of each file."""
    with filled(2_000) as database, as_in_production(database.environment) as (tracker, monitored):
        session = database.facts["sessions"]["coordinator-0"]
        pages = [(monitored, "/healthz/"), (tracker, "/accessibility/"), (tracker, "/position/")]
        addresses = [f"http://127.0.0.1:{server.port}{path}" for server, path in pages]
        _watch("alone", addresses, session, ALONE)
        with ThreadPoolExecutor() as threads:
            browsers = [Browser(tracker.port, "coordinator-0", session, Notes()) for _ in range(FILES)]
            sent = [threads.submit(_upload, *one) for one in zip(browsers, map(_plan, range(FILES)), strict=True)]
            _watch("meanwhile", addresses, session, MEANWHILE)
            for each in sent:
                print(each.result())


def _watch(when, addresses, session, seconds):
    """Print how long each page took; each is asked by a process of its own."""
    with ProcessPoolExecutor(len(addresses), multiprocessing.get_context("spawn")) as apart:
        watched = [apart.submit(watch, address, seconds, session) for address in addresses]
        for address, looks in zip(addresses, watched, strict=True):
            hundredths = statistics.quantiles(times := looks.result(), n=100, method="inclusive")
            shown = [round(1000 * each) for each in (statistics.median(times), hundredths[94], max(times))]
            print(f"{address} {when}: {', '.join(map(str, shown))} ms of {len(times)}")


def _plan(number):
    """A plan of so many megabytes; no two are ever alike."""
    lines = ["Recommendation,Action,Owner,Target date\r\n", f"0.0,Sample {random.random()} of all,,\r\n"]
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
