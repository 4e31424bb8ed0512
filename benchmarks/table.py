"""A run as a table in Markdown, and as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from .database import ROOT
from .measure import Result, Run

HEADINGS = (
    *(
        "Task",
        "p50, ms",
        "p95, ms",
        "CPU, ms",
        "database CPU, ms",
        "a second, 8 at once",
        "statements",
        "most parameters",
        "kB",
    ),
    *("floor p50, ms", "floor CPU, ms", "floor a second", "p50 against the floor", "CPU against the floor"),
)
KEPT = ROOT / "var" / "benchmarks"


def lines(run: Run) -> Iterator[str]:
    """The lines of the table, and one of memory."""
    yield f"| {' | '.join(HEADINGS)} |"
    yield "|---" + "|--:" * (len(HEADINGS) - 1) + "|"
    for result in run.results:
        yield f"| {' | '.join(_cells(result))} |"
    grown = run.loaded.most - run.idle.now
    yield ""
    yield (
        f"{run.actions:,} actions. Memory of a worker: {run.idle.now:.0f} MB idle, at most {run.loaded.most:.0f} MB,"
        f" {grown:.0f} MB more."
    )


def _cells(result: Result) -> Iterator[str]:
    tracker, floor = result.tracker, result.floor
    yield result.task.name
    yield from map(_short, (tracker.p50, tracker.p95, tracker.cpu, tracker.database_cpu, tracker.a_second))
    yield from (f"{result.statements:,}", f"{result.parameters:,}", _short(result.bytes / 1000))
    if floor is None:
        yield from ("", "", "", "", "")
    else:
        yield from map(_short, (floor.p50, floor.all_cpu, floor.a_second))
        yield from map(_short, (tracker.p50 / floor.p50, tracker.all_cpu / floor.all_cpu))


def _short(number):
    """Two figures at least, and no more decimals than they need; a dash for what was not tried."""
    if number is None:
        return "-"
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def keep(run: Run) -> Path:
    """Write the run with the seconds of every request to var/benchmarks, and return the file."""
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{datetime.now():%Y-%m-%dT%H-%M-%S}-{run.actions}.json"
    results = {result.task.name: asdict(result) | {"task": result.task.floor} for result in run.results}
    path.write_text(
        json.dumps({"actions": run.actions, "idle": asdict(run.idle), "loaded": asdict(run.loaded), "results": results})
    )
    return path
