"""Two plans side by side, with a blank column between, and several actions in one row: "Action 1", "Owner 1", "Action 2"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from safeguarding.lib.readers.grids import Cell, Grid, Line

from .columns import field_of
from .headers import DEEPEST_HEADER, FEWEST_COLUMNS, find_header
from .stacked import named_from

_NUMBER = re.compile(r"\s*\b[1-9]\b\s*")
APART = "Actions that stand side by side are read as rows of their own, so the rows below the header are counted anew."

Columns = tuple[int, ...]


def plans_apart(grids: Sequence[Grid]) -> Iterator[Grid]:
    """The grids, those with two plans beside each other as two: "Plan from column 7" is the second."""
    for grid in grids:
        blocks = _blocks(grid)
        # Told by the lines in which a header may stand, and those that begin below it: a sheet may be long.
        top = replace(grid, lines=grid.lines[: 2 * DEEPEST_HEADER])
        for left, right in pairwise(blocks):
            wide = min(len(left), len(right)) >= FEWEST_COLUMNS  # and no weeks of a calendar
            if wide and _is_plan(top, 0, left.stop) and _is_plan(top, right.start, blocks[-1].stop):
                yield _columns_of(grid, 0, left.stop)
                second = _columns_of(grid, right.start, blocks[-1].stop)
                yield from plans_apart([replace(second, name=named_from(grid, f"column {right.start + 1}"))])
                break
        else:
            yield grid


def _blocks(grid: Grid) -> list[range]:
    """The columns with words that stand together, block by block."""
    blocks: list[range] = []
    for at in sorted({at for line in grid.lines for at, cell in enumerate(line.cells) if cell.words}):
        if blocks and blocks[-1].stop == at:
            blocks[-1] = range(blocks[-1].start, at + 1)
        else:
            blocks.append(range(at, at + 1))
    return blocks


def _is_plan(grid: Grid, start: int, end: int) -> bool:
    found = find_header(_columns_of(grid, start, end))
    return bool(found and found.certain)


def _columns_of(grid: Grid, start: int, end: int) -> Grid:
    lines = []
    for line in grid.lines:
        cells = line.cells[start:end]
        lines.append(replace(line, cells=tuple(replace(c, origin=(c.origin[0], c.origin[1] - start)) for c in cells)))
    return replace(grid, lines=tuple(lines))


def apart(grid: Grid) -> Grid:
    """The grid with a line for each action of those side by side, each with what all have in common; else as it is."""
    found = find_header(grid)
    sets = _sets(found.line) if found and found.certain else []
    if not sets:
        return grid
    common = tuple(at for at in range(len(found.line.cells)) if not any(at in columns for columns in sets))
    header = _taken(found.line, (*common, *sets[0]), found.line.number)
    header = replace(header, cells=tuple(map(_without_number, header.cells)))
    lines = (
        _taken(line, (*common, *columns), 0) for line in grid.lines[found.index + 1 :] for columns in _of(line, sets)
    )
    below = tuple(_placed(line, found.line.number + count) for count, line in enumerate(lines, start=1))
    return replace(grid, lines=(*grid.lines[: found.index], header, *below), remarks=(*grid.remarks, APART))


def _sets(header: Line) -> list[Columns]:
    """The positions that have one number in their header, for each number of an action; none where these are no alike sets."""
    numbered: dict[str, dict[int, str]] = {}
    for position, cell in enumerate(header.cells):
        if len(numbers := _NUMBER.findall(cell.words)) == 1:
            numbered.setdefault(numbers[0].strip(), {})[position] = _NUMBER.sub(" ", cell.words).strip().casefold()
    sets = [names for names in numbered.values() if "action" in map(field_of, names.values())]
    alike = len(sets) > 1 and all(list(names.values()) == list(sets[0].values()) for names in sets)
    return [tuple(names) for names in sets] if alike and len(sets[0]) > 1 else []


def _of(line: Line, sets: list[Columns]) -> Iterator[Columns]:
    """The sets that hold words in a line; the first where none does."""
    held = [columns for columns in sets if any(at < len(line.cells) and line.cells[at].words for at in columns)]
    yield from held or sets[:1]


def _taken(line: Line, positions: Columns, number: int) -> Line:
    blank = Cell(None, (0, 0))
    cells = tuple(line.cells[at] if at < len(line.cells) else blank for at in positions)
    return _placed(replace(line, cells=cells), number)


def _placed(line: Line, number: int) -> Line:
    """The line with this number, its cells with the places that they have in it."""
    cells = tuple(replace(cell, origin=(number, column)) for column, cell in enumerate(line.cells, start=1))
    return replace(line, number=number, cells=cells)


def _without_number(cell: Cell) -> Cell:
    return replace(cell, value=_NUMBER.sub(" ", cell.words).strip()) if cell.words else cell
