"""How PostgreSQL carries out the slowest statements: `.venv/bin/python -m benchmarks.explain [N] [TASK ...]`.

Prints what benchmarks.plans finds of a register with N made-up actions, 100,000 unless another number is given.
"""

import sys

from .database import filled


def main() -> None:
    """Fill a register, and explain in a process that knows it."""
    number, *names = sys.argv[1:] or ["100000"]
    with filled(int(number)) as database:
        print(database.run("-m", "benchmarks.plans", *names))


if __name__ == "__main__":
    main()
