"""Tables that stand on their side: a recommendation in each, its fields one below another, their names in the first column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from safeguarding.lib.readers.grids import Cell, Grid, Line

from .columns import NEEDED, field_of
from .headers import find_header, is_bare_number
from .parse_text import fold, read_opening

FEWEST_FIELDS = 3
PAIRS = 4  # cells of two names and their words
_NUMBER = re.compile(r"\s*[0-9]+\W*$")
ON_THEIR_SIDE = (
    "Tables with a recommendation each, on their side, are read as rows: row 2 is the second recommendation."
)


def upright(grids: Sequence[Grid]) -> list[Grid]:
    """The grids with those on their side turned: one grid for those that follow each other with the same names.

    Its header are the names, each of its lines one recommendation, numbered from 1; "Tables 2 to 7" is its name.
    """
    turned: list[Grid] = []
    for names, group in groupby(map(_with_names_first, grids), _names):
        found = list(group)
        turned += [_turned(found, names)] if names else found
    return turned


def _with_names_first(grid: Grid) -> Grid:
    """The grid, where it is on its side, with each name in a line of its own, in the first column; else as it is."""
    grid = _with_one_name_a_line(grid)
    columns = enumerate(zip_longest(*(line.cells for line in grid.lines)))
    first = next((at for at, column in columns if any(cell and cell.words for cell in column)), 0)
    turned = replace(grid, lines=tuple(_named(replace(line, cells=line.cells[first:])) for line in grid.lines))
    names = _names(turned)
    number = read_opening(f"{grid.heading}:").reference if grid.heading[:1].isalpha() else None
    if number and "reference" not in map(field_of, names) and max(len(line.cells) for line in turned.lines) == 2:
        over = Line(0, (Cell("Reference", (0, 1)), Cell(number, (0, 2))))
        turned = replace(turned, lines=(over, *turned.lines))
    return turned if names else grid


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


def _with_one_name_a_line(grid: Grid) -> Grid:
    """The grid, where it is a form with two names in a line, each beside its words, with a line for each of them."""
    lines = [_own(line) for line in grid.lines]
    if not any(len(cells) == PAIRS for cells in lines) or not all(map(_is_of_names, lines)) or _is_upright(grid):
        return grid
    pairs = [cells[at : at + 2] for cells in lines for at in range(0, len(cells), 2)]
    return replace(grid, lines=tuple(Line(number, _placed(number, pair)) for number, pair in enumerate(pairs, start=1)))


def _is_of_names(cells: list[Cell]) -> bool:
    return len(cells) in (2, PAIRS) and all(field_of(cell.words) for cell in cells[::2])


def _named(line: Line) -> Line:
    """The line with "Recommendation 3", where it is the name, before the words; or named so, where nothing is before such words."""
    cells = _own(line)
    label, others = (cells[0].words, cells[1:]) if cells else ("", [])
    plain = _NUMBER.sub("", label)
    if (
        others
        and not label
        and all(read_opening(cell.words).reference and not is_bare_number(cell.words) for cell in others)
    ):
        return replace(line, cells=(replace(cells[0], value="Recommendation"), *line.cells[1:]))
    if plain == label or len(others) != 1 or not others[0].words or field_of(plain) != "recommendation":
        return line
    beside = replace(others[0], value=f"{label}: {others[0].words}")
    return replace(line, cells=(replace(cells[0], value=plain), *(beside for _ in line.cells[1:])))


def _is_upright(grid: Grid) -> bool:
    found = find_header(grid)
    return found is not None and found.certain


def _own(line: Line) -> list[Cell]:
    """The cells of a line, those merged taken once."""
    return list({cell.origin: cell for cell in line.cells}.values())


def _turned(grids: list[Grid], names: tuple[str, ...]) -> Grid:
    lines = [tuple(record.get(name, Cell(None, (0, 0))) for name in names) for record in _records(grids)]
    header = [
        next(cell for grid in grids for cell in map(_first, grid.lines) if fold(cell.words) == name)
        if name
        else _unnamed(lines, at)
        for at, name in enumerate(names)
    ]
    rows = [Line(number, _placed(number, line)) for number, line in enumerate(lines, start=1)]
    first, last = grids[0], grids[-1]
    return Grid(
        first.name if first is last else f"Tables {first.name} to {last.name}",
        first.heading if first is last else "",
        (Line(0, _placed(0, header)), *rows),
        (*(remark for grid in grids for remark in grid.remarks), ON_THEIR_SIDE),
    )


def _unnamed(lines: list[tuple[Cell, ...]], at: int) -> Cell:
    """The header of the words over the recommendations, where nothing stands beside them: that of their numbers, or none."""
    cells = [line[at].words for line in lines if line[at].words]
    return Cell("Reference" if cells and all(map(is_bare_number, cells)) else None, (0, 0))


def _first(line: Line) -> Cell:
    return line.cells[0] if line.cells else Cell(None, (0, 0))


def _placed(number: int, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells with the places that they have in the turned table."""
    return tuple(replace(cell, origin=(number, column)) for column, cell in enumerate(cells, start=1))


def _records(grids: list[Grid]) -> Iterator[dict[str, Cell]]:
    """The cells beside the names, a recommendation at a time: each column holds one, and a name that comes again begins the next.

    What stands beside no name goes on from the words above it.
    """
    for grid in grids:
        width = max(len(line.cells) for line in grid.lines)
        if width > 2:
            yield from filter(None, (_of_column(grid, column) for column in range(1, width)))
            continue
        record: dict[str, Cell] = {}
        last = ""
        for line in grid.lines:
            cells = _own(line)
            name = fold(cells[0].words) if cells and cells[0].origin[0] == line.number else ""
            if name and name in record and cells[-1].words:
                yield record
                record = {}
            last = name or last
            _put(record, last, cells[-1] if len(cells) > 1 else Cell(None, (0, 0)))
        if record:
            yield record


def _of_column(grid: Grid, column: int) -> dict[str, Cell]:
    """The recommendation that one column of a wide table holds; empty where it holds no words."""
    record: dict[str, Cell] = {}
    last = ""
    for line in grid.lines:
        last = fold(line.cells[0].words) or last if line.cells else last
        if column < len(line.cells):
            _put(record, last, line.cells[column])
    return record if any(cell.words for cell in record.values()) else {}


def _put(record: dict[str, Cell], name: str, cell: Cell) -> None:
    before = record.get(name)
    if before is None or not before.words:
        record[name] = cell
    elif cell.words and cell.origin != before.origin:
        record[name] = replace(before, value=f"{before.words}\n{cell.words}", remarks=before.remarks + cell.remarks)
