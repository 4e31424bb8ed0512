"""Reading an action plan, in either layout, into a preview. Pure: the same bytes always give the same plan."""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise

from safeguarding.lib.grids import Grid, Line
from safeguarding.lib.refusals import Unreadable
from safeguarding.lib.tables import read_grids

from .columns import Columns, find_columns
from .row_reading import read_row
from .rows import Problem, Row, Source
from .wording import fold, is_disguised

Reader = Callable[[bytes, str], tuple[Grid, ...]]
LABELS = {"source originator": "originator", "source title": "title"}


@dataclass(frozen=True)
class Plan:
    """A document as it was read. `originator` and `title` are the words beside those labels above the form's header."""

    name: str
    sha256: str
    layout: str
    originator: str | None
    title: str | None
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    def to_json(self) -> dict:
        """The preview: plain words, lists and ISO dates, ready for json.dumps."""
        return asdict(self) | {
            "rows": [row.to_json() for row in self.rows],
            "problems": [asdict(problem) for problem in self.problems],
        }


def read_plan(data: bytes, name: str, *, inspections: Sequence[str] = (), read: Reader = read_grids) -> Plan:
    """Read an eight-column form or progress tables from a file; `name` is its name, `data` its bytes.

    `inspections` are slugs, one for each sheet or table that holds a plan, in their order; without them each row's inspection
    is None. `read` is open_grids where nobody vouches for the file. Raises Unreadable, its message one plain sentence, where
    the file cannot be read or the slugs do not fit it.
    """
    grids = read(data, name)
    found = [(grid, columns) for grid in grids if (columns := find_columns(grid))]
    _check_count(name, found, inspections)
    labels = _labels(found[0][1].above)
    problems = list(_disguised(labels))
    problems += (_unread(grid) for grid in grids if grid not in [plan for plan, _ in found] and _has_words(grid))
    rows: list[Row] = []
    for position, (grid, columns) in enumerate(found):
        problems += [_no_header(grid, columns)] if columns.by_shape else []
        problems += (_banner(grid, line) for line in columns.below if _is_banner(line))
        rows += _rows(
            grid, columns, grid.heading or labels.get("title", ""), inspections[position] if inspections else None
        )
    form = "target" in found[0][1].fields.values()
    return Plan(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        layout="action form" if form else "progress tables",
        originator=labels.get("originator"),
        title=labels.get("title"),
        rows=tuple(rows),
        problems=tuple(problems),
    )


def _check_count(name: str, found: list[tuple[Grid, Columns]], inspections: Sequence[str]) -> None:
    if not found:
        raise Unreadable(
            f"{name} holds no plan: its header must have a “Recommendation” and an “Action” column; add it and try again."
        )
    if inspections and len(inspections) != len(found):
        holds = "; ".join(
            f"{position}. {grid.heading or grid.name}" for position, (grid, _) in enumerate(found, start=1)
        )
        noun = "plan" if len(found) == 1 else "plans"
        raise Unreadable(f"{name} holds {len(found)} {noun}: name one inspection for each, in this order ({holds}).")


def _labels(above: tuple[Line, ...]) -> dict[str, str]:
    """The words beside the labels above the header; a label's words are compared with look-alike letters levelled."""
    found = {}
    for line in above:
        own = [cell for position, cell in enumerate(line.cells) if cell.origin == (line.number, position + 1)]
        for cell, beside in pairwise(own):
            label = LABELS.get(fold(cell.words).strip(" .:"))
            if label and beside.words:
                found[label] = beside.words
    return found


def _rows(grid: Grid, columns: Columns, heading: str, inspection: str | None) -> list[Row]:
    rows: list[Row] = []
    steps = 0
    for line in columns.below:
        if line.blank or _is_banner(line):
            continue
        place = (None, grid.name) if isinstance(grid.name, int) else (grid.name, None)
        row = read_row(line, columns, Source(*place, line.number))
        if row.kind == "next_step":
            steps += 1
            row = replace(row, reference=f"next-step-{steps}")
        rows.append(replace(row, heading=heading, inspection=inspection))
    counts = Counter(row.reference for row in rows if row.reference)
    return [_asked_twice(row) if counts[row.reference] > 1 else row for row in rows]


def _asked_twice(row: Row) -> Row:
    problem = Problem("reference", f"The number {row.reference} stands in more than one row: say which is meant.")
    return replace(row, problems=(*row.problems, problem))


def _is_banner(line: Line) -> bool:
    """One cell merged over the whole row: a heading between rows, not a row."""
    return len(line.cells) > 1 and not line.blank and len({cell.origin for cell in line.cells}) == 1


def _banner(grid: Grid, line: Line) -> Problem:
    return Problem(
        "source",
        f"{_place(grid)}, row {line.number} is a heading over the whole width, not an action: “{line.cells[0].words}”.",
    )


def _no_header(grid: Grid, columns: Columns) -> Problem:
    order = ", ".join(columns.fields.values())
    return Problem("source", f"{_place(grid)} has no header row; its columns are read in the usual order: {order}.")


def _has_words(grid: Grid) -> bool:
    return any(any(letter.isalpha() for letter in cell.words) for line in grid.lines for cell in line.cells)


def _unread(grid: Grid) -> Problem:
    first = next(cell.words for line in grid.lines for cell in line.cells if cell.words)
    return Problem("source", f"{_place(grid)} is not a plan and was not read; it begins “{first[:80]}”.")


def _place(grid: Grid) -> str:
    return f"Table {grid.name}" if isinstance(grid.name, int) else f"Sheet “{grid.name}”"


def _disguised(labels: dict[str, str]) -> list[Problem]:
    return [
        Problem(
            label,
            f"“{words}” is typed in letters of another alphabet; it is compared as “{fold(words).upper()}” and kept as typed.",
        )
        for label, words in labels.items()
        if is_disguised(words)
    ]
