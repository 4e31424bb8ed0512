"""Finding a plan's columns by the words of its header, or by its shape where it has none."""

from dataclasses import dataclass

from safeguarding.lib.grids import Cell, Grid, Line
from safeguarding.lib.refusals import Unreadable

from .wording import fold, read_opening

# The first phrase that a header cell contains says what the column holds, so longer phrases come first.
PHRASES = (
    ("issue owner", "issue_owner"),
    ("action owner", "action_owner"),
    ("action status", "status"),
    ("action update", "update"),
    ("corporate", "corporate_or_local"),
    ("recommendation", "recommendation"),
    ("urgency", "target"),
    ("deadline", "target"),
    ("target date", "target"),
    ("expected", "expected"),
    ("action", "action"),
    ("cost", "cost"),
    ("status", "status"),
    ("update", "update"),
    ("progress", "update"),
)
NEEDED = {"recommendation", "action"}
LONGEST_HEADER = 80  # characters: a header names a column, a recommendation is longer
DEEPEST_HEADER = 10  # rows of titles that may stand above it
BARE_TABLE = ("recommendation", "action", "status", "update")  # a progress table printed without its header row
BARE_WIDTHS = (3, 4)


@dataclass(frozen=True)
class Columns:
    """Which column holds what: `fields` by position from 0, `others` the headers we have no field for.

    `above` are the lines before the header and `below` those after it; `by_shape` says that there was no header.
    """

    fields: dict[int, str]
    others: dict[int, str]
    above: tuple[Line, ...]
    below: tuple[Line, ...]
    by_shape: bool = False


def find_columns(grid: Grid) -> Columns | None:
    """The columns of a sheet or table, or None where it is not a plan.

    Raises Unreadable where two columns with words in them share one header, so that they cannot be told apart.
    """
    for position, line in enumerate(grid.lines[:DEEPEST_HEADER]):
        fields, others = _read_header(line)
        if set(fields.values()) >= NEEDED and len(fields) >= 3:
            below = tuple(below for below in grid.lines[position + 1 :] if not _same_header(line, below))
            _refuse_shared_headers(line, fields | others, below)
            return Columns(fields, others, grid.lines[:position], below)
    if _is_bare(grid):
        width = max(len(line.cells) for line in grid.lines)
        return Columns(dict(enumerate(BARE_TABLE[:width])), {}, (), grid.lines, by_shape=True)
    return None


def _read_header(line: Line) -> tuple[dict[int, str], dict[int, str]]:
    fields: dict[int, str] = {}
    others: dict[int, str] = {}
    for position, cell in enumerate(line.cells):
        if not cell.words or continues_left(line, position):
            continue
        name = _field(cell)
        if name and name not in fields.values():
            fields[position] = name
        else:
            others[position] = cell.words
    return fields, others


def _field(cell: Cell) -> str | None:
    words = fold(cell.words)
    if len(words) > LONGEST_HEADER:
        return None
    return next((name for phrase, name in PHRASES if phrase in words), None)


def continues_left(line: Line, position: int) -> bool:
    """Whether this cell is merged with the one to its left."""
    return position > 0 and line.cells[position].origin == line.cells[position - 1].origin


def _same_header(header: Line, line: Line) -> bool:
    """A header merged downwards, or printed again at the top of a page."""
    return not line.blank and [cell.words for cell in line.cells] == [cell.words for cell in header.cells]


def _refuse_shared_headers(header: Line, known: dict[int, str], below: tuple[Line, ...]) -> None:
    for position, cell in enumerate(header.cells):
        if position in known or not cell.words:
            continue
        if any(
            line.cells[position].words and not continues_left(line, position)
            for line in below
            if position < len(line.cells)
        ):
            raise Unreadable(
                f"The header “{cell.words}” is merged over several columns, so they cannot be told apart: "
                "unmerge it, give each column its own header and try again."
            )


def _is_bare(grid: Grid) -> bool:
    """Three or four columns whose first cells all carry recommendations, at least the first of them numbered."""
    lines = [line for line in grid.lines if not line.blank]
    return (
        isinstance(grid.name, int)
        and {len(line.cells) for line in lines} <= set(BARE_WIDTHS)
        and read_opening(lines[0].cells[0].words).reference is not None
    )
