"""Tables that stand one below another in a sheet: a plan, and below it one of risks, of people or of versions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from safeguarding.lib.readers.grids import Grid, Line

from .columns import is_name_of_column
from .headers import FEWEST_COLUMNS, FoundHeader, find_header, names_columns
from .parse_text import fold

LONGEST_NAME = 30  # characters of a column's name: what holds a longer cell is a row


def unstacked(grids: Sequence[Grid]) -> Iterator[Grid]:
    """The grids, with the tables below a plan as grids of their own. A header printed again in the plan is none of these."""
    for grid in grids:
        found = find_header(grid)
        start = _other_table(grid.lines, found) if found and found.certain else None
        if start is None:
            yield grid
            continue
        yield replace(grid, lines=grid.lines[:start])
        yield from unstacked([Grid(named_from(grid, f"row {grid.lines[start].number}"), "", grid.lines[start:])])


def named_from(grid: Grid, start: str) -> str:
    """A name that no other grid has: "Plan from row 9"."""
    return f"{f'Table {grid.name}' if isinstance(grid.name, int) else grid.name} from {start}"


def _other_table(lines: Sequence[Line], found: FoundHeader) -> int | None:
    """The index of the first line of a table of another kind, its title with it; None where there is none."""
    names = {fold(words) for words in found.header.words.values()}
    for index in range(found.index + 2, len(lines)):
        if _is_header_of_another(lines[index], names):
            return index - (len(_words(lines[index - 1])) == 1 and lines[index - 2].blank)
    return None


def _is_header_of_another(line: Line, names: set[str]) -> bool:
    """Return whether most of a line's cells name columns, fewer than half of them those of the plan above."""
    words = _words(line)
    if len(words) < FEWEST_COLUMNS or any(len(each) > LONGEST_NAME for each in words) or not names_columns(line):
        return False
    known = sum(map(is_name_of_column, words))
    again = sum(fold(each) in names for each in words)
    return 2 * known > len(words) > 2 * again


def _words(line: Line) -> list[str]:
    """The words that begin in a line, those of merged cells once."""
    return [
        cell.words
        for cell in {cell.origin: cell for cell in line.cells if cell.words}.values()
        if cell.origin[0] == line.number
    ]
