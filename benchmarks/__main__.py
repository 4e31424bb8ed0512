"""How fast the tracker is beside the least that is possible: `.venv/bin/python -m benchmarks [N] [--help]`."""

import argparse

from .database import filled
from .measure import measure
from .table import keep, lines
from .tasks import TASKS


def main() -> None:
    """Fill a register with N actions, measure every task, print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks", description="The tracker beside the floor.")
    parser.add_argument("number", type=int, nargs="?", default=10_000)
    parser.add_argument("--repetitions", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=5, help="of eight visitors at once")
    parser.add_argument("--without", nargs="*", default=[], metavar="TASK", help="tasks to leave out, by name")
    asked = parser.parse_args()
    tasks = [task for task in TASKS if task.name not in asked.without]
    with filled(asked.number) as database:
        run = measure(database, asked.repetitions, tasks, asked.seconds)
    print("\n".join(lines(run)))
    print(f"Every time is in {keep(run)}.")


if __name__ == "__main__":
    main()
