"""How PostgreSQL carries out the slowest statements: `.venv/bin/python -m benchmarks.explain [N] [TASK ...]`.

Prints EXPLAIN (ANALYZE, BUFFERS) of the ten SELECTs that took longest of a request of each task, and names every scan of a
whole large table.
"""

import subprocess
import sys
from collections.abc import Iterator

from .database import ROOT, filled

SLOWEST = 10
LARGE = 10_000  # rows of a table


def main() -> None:
    """Fill a register, and explain in a process that knows it."""
    number, *names = sys.argv[1:] or ["100000"]
    with filled(int(number)) as database:
        command = [sys.executable, "-c", "from benchmarks.explain import explain; explain()", *names]
        subprocess.run(command, env=database.environment, cwd=ROOT, check=True)


def explain() -> None:
    """Ask for each task once, and print the plans of the slowest statements."""
    from .facts import facts as known
    from .statements import Inside, request_once
    from .tasks import TASKS

    facts = known()
    visitor = Inside(facts["sessions"])
    asked = [task for task in TASKS if task.name in sys.argv[1:] or not sys.argv[1:]]
    sent = [(task, statement) for task in asked for statement in request_once(task, visitor, facts)[1]]
    selects = [(task, statement) for task, statement in sent if statement.sql.startswith(("SELECT", "WITH", "("))]
    slowest = sorted(selects, key=lambda pair: pair[1].seconds, reverse=True)[:SLOWEST]
    for task, statement in slowest:
        print(f"\n## {task.name}: {statement.seconds * 1000:.1f} ms, {len(statement.parameters or ())} parameters\n")
        print(f"{statement.sql[:2000]}\n")
        for line in _plan(statement):
            print(f"    {line}")


def _plan(statement) -> Iterator[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement.sql}", statement.parameters)
        [[[plan]]] = cursor.fetchall()
        large = set(_scanned_whole(plan["Plan"])) & _large_tables(cursor)
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement.sql}", statement.parameters)
        yield from (line for [line] in cursor.fetchall())
    if large:
        yield f"!! WHOLE LARGE TABLE READ: {', '.join(sorted(large))}"


def _scanned_whole(node: dict) -> Iterator[str]:
    """The tables of Seq Scans in this node of a plan and below it."""
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _scanned_whole(below)


def _large_tables(cursor):
    cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE])
    return {name for [name] in cursor.fetchall()}


if __name__ == "__main__":
    main()
