"""One run: the tracker and the floor side by side on one database, task after task."""

import json
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from .database import Database
from .servers import Gunicorn, Memory, database_seconds
from .tasks import TASKS, Task
from .visitors import Request, Visitor

AT_ONCE = 8  # visitors
WARM = 4  # requests before any is measured, two for each worker
FEWEST = 5  # of each page, however slow it is
LONGEST = 30  # seconds of one task, but for the fewest
OVERLONG = 120  # seconds after which two are enough
TOO_SLOW = 3_000  # milliseconds of a page that eight visitors at once are spared
PREPARED = 40  # decisions, which have to be brought about one by one


@dataclass
class Times:
    """Of one task on one server: the seconds of its requests one after another, and of a processor for each.

    a_second: requests a second of eight visitors at once; None: not tried.
    """

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    a_second: float | None = None

    def clear(self) -> None:
        """Forget what was measured while the server warmed up."""
        self.seconds.clear()
        self.processor.clear()
        self.database.clear()

    @property
    def p50(self) -> float:
        """The middle one, in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def cpu(self) -> float:
        """The time of a processor that the server itself takes for one request, in milliseconds."""
        return statistics.mean(self.processor) * 1000

    @property
    def database_cpu(self) -> float:
        """The time of a processor that the database takes for one request, in milliseconds."""
        return statistics.mean(self.database) * 1000

    @property
    def all_cpu(self) -> float:
        """Both together, in milliseconds."""
        return self.cpu + self.database_cpu

    @property
    def p95(self) -> float:
        """Longer than 95 of 100, in milliseconds."""
        return statistics.quantiles(self.seconds, n=20, method="inclusive")[-1] * 1000


@dataclass
class Result:
    """One task measured. floor: of the statement beside it, None where there is none.

    statements, most parameters of one, and bytes of the page: of one request to the tracker.
    """

    task: Task
    tracker: Times
    floor: Times | None
    statements: int
    parameters: int
    bytes: int


@dataclass
class Run:
    """All tasks measured on one register. Memory of a worker of the tracker: `idle`, and `loaded` after the last task."""

    actions: int
    results: list[Result]
    idle: Memory
    loaded: Memory


def measure(database: Database, repetitions: int, tasks: list[Task] = TASKS, seconds: float = 5) -> Run:
    """Measure each task so many times on each server, in the order A, B, B, A; then eight visitors at once for `seconds`.

    Raises visitors.Unexpected.
    """
    counted = json.loads(database.run("-m", "benchmarks.statements", *(task.name for task in tasks)))
    tracker, floor = (
        Gunicorn(f"{module}:application", database.environment)
        for module in ("safeguarding.wsgi", "benchmarks.floor.wsgi")
    )
    with tracker, floor:
        sides = [Side(server, Visitor(server.port, database.facts["sessions"])) for server in (tracker, floor)]
        idle = tracker.memory()
        results = [
            Result(task, *_one_by_one(task, sides, database.facts, repetitions), **counted[task.name]) for task in tasks
        ]
        for result in results:
            _at_once(result, sides, database.facts, seconds)
        return Run(database.facts["actions"], results, idle, tracker.memory())


class Side(NamedTuple):
    """One of the two that are compared, and who visits it."""

    server: Gunicorn
    visitor: Visitor


def _one_by_one(task, sides, facts, repetitions):
    """(Times of the tracker, Times of the floor or None)."""
    tracker, floor = sides
    times = [Times(), Times() if task.floor else None]
    visits = [lambda turn: _visit(tracker, task.ask(tracker.visitor, facts, turn), times[0])]
    if task.floor:
        visits.append(lambda turn: _visit(floor, task.ask_floor(facts, turn), times[1]))
    _repeat(visits, range(WARM), fewest=1)
    for each in filter(None, times):
        each.clear()
    _repeat(visits, range(WARM, WARM + repetitions), fewest=FEWEST)
    return times


def _repeat(visits, turns, *, fewest):
    """Make the visits of each turn, in the one order and then in the other, until it has taken long enough."""
    began = time.monotonic()
    for number, turn in enumerate(turns):
        spent = time.monotonic() - began
        if (number >= fewest and spent > LONGEST) or (number >= 2 and spent > OVERLONG):
            break
        for visit in visits if number % 2 == 0 else reversed(visits):
            visit(turn)


def _visit(side, request, times):
    address = side.server.environment["DATABASE_URL"]
    before, database_before = side.server.processor_seconds(), database_seconds(address)
    times.seconds.append(side.visitor.send(request).seconds)
    times.processor.append(side.server.processor_seconds() - before)
    # a connection that ended meanwhile took its time with it
    times.database.append(max(0, database_seconds(address) - database_before))


def _at_once(result, sides, facts, seconds):
    task, (to_tracker, to_floor) = result.task, (side.visitor for side in sides)
    if result.tracker.p50 > TOO_SLOW:
        return
    if task.once:
        prepared = [task.ask(to_tracker, facts, turn) for turn in range(min(PREPARED, len(facts["owned"])))]
    else:
        prepared = [task.ask(to_tracker, facts, turn) for turn in range(200)]
    result.tracker.a_second = _throughput(to_tracker, prepared, seconds, once=task.once)
    if task.floor:
        prepared = [task.ask_floor(facts, turn) for turn in range(200)]
        result.floor.a_second = _throughput(to_floor, prepared, seconds)


def _throughput(visitor: Visitor, prepared: list[Request], seconds: float, *, once: bool = False) -> float:
    """Answers a second: each visitor goes on until the time is over, or until none is left that can be sent once."""
    turns, began = count(), time.monotonic()
    end = len(prepared) if once else float("inf")

    def visit() -> int:
        answers = 0
        while not answers or time.monotonic() - began < seconds:
            if (turn := next(turns)) >= end:
                break
            visitor.send(prepared[turn % len(prepared)])
            answers += 1
        return answers

    with ThreadPoolExecutor(AT_ONCE) as pool:
        visits: list[Callable[[], int]] = [pool.submit(visit) for _ in range(AT_ONCE)]
        answers = sum(each.result() for each in visits)
    return answers / (time.monotonic() - began)
