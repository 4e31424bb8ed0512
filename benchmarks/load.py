"""Many people at once, as in production: `.venv/bin/python -m benchmarks.load [PEOPLE] [MINUTES] [--help]`.

Prints how long each thing took, the monitor's page beside it, and every fault; the exit code is 1 if there was any.
"""

import argparse
import multiprocessing
import random
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass

import requests

from .browser import Browser, Notes
from .database import filled
from .servers import as_in_production
from .visitors import HOST
from .working_day import KINDS

EVERY = 0.2  # seconds between two looks of the monitor


def main() -> None:
    """Fill a register, let the people in, print what came of it."""
    parser = argparse.ArgumentParser(prog="benchmarks.load", description=__doc__.splitlines()[0])
    parser.add_argument("people", type=int, nargs="?", default=100)
    parser.add_argument("minutes", type=float, nargs="?", default=10)
    parser.add_argument("--actions", type=int, default=2_000, help="in the made-up register")
    parser.add_argument(
        "--think", type=float, default=10, help="seconds between two things that one person does, on average"
    )
    asked = parser.parse_args()
    with filled(asked.actions) as database, as_in_production(database.environment) as (tracker, monitored):
        day = Day(tracker.port, monitored.port, database.facts, asked.minutes * 60, asked.think)
        notes, looks = work(day, asked.people)
    print("\n".join(lines(notes, looks, asked.minutes)))
    sys.exit(1 if notes.faults else 0)


@dataclass(frozen=True)
class Day:
    """Where the tracker and the monitor's page are, the facts of its register, for how many seconds people work, and between
    two things how many they think on average."""

    port: int
    monitored: int
    facts: dict
    seconds: float
    think: float


def work(day: Day, people: int) -> tuple[Notes, list[float]]:
    """So many people work: their Notes, and how long the monitor waited each time, in seconds."""
    notes, end = Notes(), time.monotonic() + day.seconds
    # The monitor is a process of its own, or it would wait for the people's threads instead of for the tracker.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart, ThreadPoolExecutor(people) as threads:
        looks = apart.submit(watch, f"http://127.0.0.1:{day.monitored}/healthz/", day.seconds)
        working = [threads.submit(_work, kind, number, day, notes, end) for number, kind in enumerate(_kinds(people))]
        for each in working:
            each.result()
        return notes, looks.result()


def watch(address: str, seconds: float, session: str = "") -> list[float]:
    """How long a page was waited for each time, in seconds. Raises requests.RequestException where there was no answer."""
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Cookie": f"sessionid={session}"}
    looks, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.perf_counter()
        requests.get(address, headers=headers, timeout=120).raise_for_status()
        looks.append(time.perf_counter() - began)
        time.sleep(EVERY)
    return looks


def lines(notes: Notes, looks: list[float], minutes: float) -> list[str]:
    """The table, in Markdown, and the faults."""
    sent = sum(map(len, notes.seconds.values()))
    rows = [*sorted(notes.seconds.items()), ("The monitor's page", looks)]
    return [
        "| What was done | how often | p50, ms | p95, ms | p99, ms | slowest, ms | refused in a sentence |",
        "|---|--:|--:|--:|--:|--:|--:|",
        *(f"| {name} | {_times(times)} | {notes.told.get(name, '')} |" for name, times in rows),
        "",
        f"{sent:,} requests in {minutes:g} minutes, {sent / minutes / 60:.1f} a second; faults: {len(notes.faults)}.",
        *notes.faults[:20],
    ]


def _times(seconds):
    hundredths = statistics.quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else seconds * 99
    chosen = (statistics.median(seconds), hundredths[94], hundredths[98], max(seconds))
    return " | ".join([f"{len(seconds):,}", *(f"{1000 * one:,.0f}" for one in chosen)])


def _kinds(people):
    """So many people, of each Kind as many as of a hundred, and one of each at least."""
    hundred = [kind for kind in KINDS for _ in range(kind.of_hundred)]
    return KINDS + random.Random(people).choices(hundred, k=max(people - len(KINDS), 0))


def _work(kind, number, day, notes, end):
    chance = random.Random()  # a plan that was read by an earlier run is not read again
    owners = sorted({owner for _, owner in day.facts["owned"]})
    person = kind.person or owners[number % len(owners)]
    browser = Browser(day.port, person, day.facts["sessions"][person], notes)
    time.sleep(chance.uniform(0, day.think))
    while time.monotonic() < end:
        [deed] = chance.choices(kind.deeds, weights=[deed.often for deed in kind.deeds])
        deed.do(browser, day.facts, chance)
        time.sleep(min(chance.expovariate(1 / day.think), max(end - time.monotonic(), 0)))


if __name__ == "__main__":
    main()
