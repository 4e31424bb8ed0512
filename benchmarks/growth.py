"""How times grow with the register: `.venv/bin/python -m benchmarks.growth [N ...]` draws a chart of each task.

Without numbers: 1,000, 10,000 and 100,000 actions. The charts go to benchmarks/growth/, the tables to the terminal.
"""

import sys
from pathlib import Path

from .database import filled
from .line_chart import line_chart
from .measure import Run, measure
from .table import keep, lines

SIZES = (1_000, 10_000, 100_000)
CHARTS = Path(__file__).parent / "growth"


def main() -> None:
    """Measure each size on a database of its own, then draw."""
    runs = []
    for number in [int(word) for word in sys.argv[1:]] or SIZES:
        with filled(number) as database:
            runs.append(measure(database, repetitions=20))
        print("\n".join(lines(runs[-1])), flush=True)
        keep(runs[-1])
    draw(runs)


def draw(runs: list[Run]) -> None:
    """Write one chart a task: the middle time of the tracker, and of the floor where there is one."""
    CHARTS.mkdir(exist_ok=True)
    for results in zip(*(run.results for run in runs), strict=True):
        task = results[0].task
        sizes = [run.actions for run in runs]
        drawn = {"tracker": [(size, result.tracker.p50) for size, result in zip(sizes, results, strict=True)]}
        if task.floor:
            drawn["floor"] = [(size, result.floor.p50) for size, result in zip(sizes, results, strict=True)]
        name = task.name.lower().replace(" ", "-")
        chart = line_chart(task.name, drawn, x="actions in the register", y="ms, p50")
        (CHARTS / f"{name}.svg").write_text(chart)


if __name__ == "__main__":
    main()
