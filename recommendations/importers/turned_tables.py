"""Tables that stand on their side: a recommendation in each, its fields one below another, their names in the first column."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from safeguarding.lib.grids import Cell, Grid, Line

from .columns import NEEDED, field_of
from .headers import find_header
from .parse_text import fold

FEWEST_FIELDS = 3
ON_THEIR_SIDE = (
    "Tables with a recommendation each, on their side, are read as rows: row 2 is the second recommendation."
)


def upright(grids: Sequence[Grid]) -> list[Grid]:
    """The grids with those on their side turned: one grid for those that follow each other with the same names.

    Its header are the names, each of its lines one recommendation, numbered from 1; "Tables 2 to 7" is its name.
    """
    turned: list[Grid] = []
    for names, group in groupby(grids, _names):
        found = list(group)
        turned += [_turned(found, names)] if names else found
    return turned


def _names(grid: Grid) -> tuple[str, ...]:
    """The names in the first column of a grid on its side, folded and each once; none where it stands upright."""
    labels = [cells[0] for cells in map(_own, grid.lines) if cells]
    fields = [field_of(cell.words) for cell in labels]
    known = [name for name in fields if name]
    if not set(known) >= NEEDED or len(set(known)) < FEWEST_FIELDS or _is_upright(grid):
        return ()
    if 2 * len(known) <= len(labels):
        return ()
    return tuple(dict.fromkeys(fold(cell.words) for cell in labels))


def _is_upright(grid: Grid) -> bool:
    found = find_header(grid)
    return found is not None and found.certain


def _own(line: Line) -> list[Cell]:
    """The cells of a line, those merged taken once."""
    return list({cell.origin: cell for cell in line.cells}.values())


def _turned(grids: list[Grid], names: tuple[str, ...]) -> Grid:
    lines = [tuple(record.get(name, Cell(None, (0, 0))) for name in names) for record in _records(grids)]
    header = [
        next(cell for grid in grids for cell in map(_first, grid.lines) if fold(cell.words) == name) for name in names
    ]
    rows = [Line(number, _placed(number, line)) for number, line in enumerate(lines, start=1)]
    first, last = grids[0], grids[-1]
    return Grid(
        first.name if first is last else f"Tables {first.name} to {last.name}",
        first.heading if first is last else "",
        (Line(0, _placed(0, header)), *rows),
        (*(remark for grid in grids for remark in grid.remarks), ON_THEIR_SIDE),
    )


def _first(line: Line) -> Cell:
    return line.cells[0] if line.cells else Cell(None, (0, 0))


def _placed(number: int, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells with the places that they have in the turned table."""
    return tuple(replace(cell, origin=(number, column)) for column, cell in enumerate(cells, start=1))


def _records(grids: list[Grid]) -> Iterator[dict[str, Cell]]:
    """The cells beside the names, a recommendation at a time: each column holds one, and a name that comes again begins the next."""
    for grid in grids:
        width = max(len(line.cells) for line in grid.lines)
        if width > 2:
            for column in range(1, width):
                record = {
                    fold(line.cells[0].words): line.cells[column] for line in grid.lines if column < len(line.cells)
                }
                if any(cell.words for cell in record.values()):
                    yield record
            continue
        record: dict[str, Cell] = {}
        for cells in map(_own, grid.lines):
            name = fold(cells[0].words) if cells else ""
            if name in record and cells[-1].words:
                yield record
                record = {}
            if name:
                record[name] = cells[-1] if len(cells) > 1 else Cell(None, (0, 0))
        if record:
            yield record
