"""The plans of the slowest statements of a register that is filled: `.venv/bin/python -m benchmarks.plans [TASK ...]`.

EXPLAIN (ANALYZE, BUFFERS) of the ten SELECTs that take longest when each task is asked for once; it names every scan of a whole
large table.
"""

import sys
from collections.abc import Iterator

import django

django.setup()

from django.db import connection  # noqa: E402  Django comes first

from .facts import facts as known  # noqa: E402
from .statements import Inside, Statement, request_once  # noqa: E402
from .tasks import TASKS  # noqa: E402

SLOWEST = 10
LARGE = 10_000  # rows of a table


def main() -> None:
    """Ask for each task once, and print the plans of the slowest statements."""
    facts = known()
    visitor = Inside(facts["sessions"])
    asked = [task for task in TASKS if task.name in sys.argv[1:] or not sys.argv[1:]]
    sent = [(task, statement) for task in asked for statement in request_once(task, visitor, facts)[1]]
    selects = [(task, statement) for task, statement in sent if statement.sql.startswith(("SELECT", "WITH", "("))]
    for task, statement in sorted(selects, key=lambda pair: pair[1].seconds, reverse=True)[:SLOWEST]:
        print(f"\n## {task.name}: {statement.seconds * 1000:.1f} ms, {len(statement.parameters or ())} parameters\n")
        print(f"{statement.sql[:2000]}\n")
        for line in plan(statement):
            print(f"    {line}")


def plan(statement: Statement) -> Iterator[str]:
    """The lines of its plan, and one of the large tables that it reads as a whole."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement.sql}", statement.parameters)
        yield from (line for [line] in cursor.fetchall())
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement.sql}", statement.parameters)
        [[[explained]]] = cursor.fetchall()
        large = set(_scanned_whole(explained["Plan"])) & _large_tables(cursor)
    if large:
        yield f"!! READS THE WHOLE OF {', '.join(sorted(large))}"


def _scanned_whole(node) -> Iterator[str]:
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
