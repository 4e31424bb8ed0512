"""Reading the form of a return that comes back as a file: its rows by their headings, wherever the columns stand now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from safeguarding.lib.folding import fold
from safeguarding.lib.formulas import unguarded
from safeguarding.lib.readers.grids import Grid, Line
from safeguarding.lib.readers.refusals import Unreadable

# By field: the heading, as the form goes out with it.
HEADINGS = {"key": "Key (leave as it is)", "done": "Update", "no_change_because": "No change, because"}
_FIELDS = {fold(heading).strip(" .:"): name for name, heading in HEADINGS.items()} | {"key": "key"}
MOST_ROWS = 1_000  # of one file: our convention, more than any post answers for at once
MOST_LETTERS = 12_000_000  # of the rows of one file as JSON: our convention


@dataclass(frozen=True)
class TypedRow:
    """One row of the form. place: where it stands in the file, in words; the others: the words of its cells, "" for a blank."""

    place: str
    key: str
    done: str
    no_change_because: str

    @property
    def says(self) -> bool:
        """Return whether anything was typed in it."""
        return bool(self.done or self.no_change_because)


def read_return(grids: Sequence[Grid], name: str) -> list[TypedRow]:
    """The rows under the headings of HEADINGS, of every sheet or table that has them. name: of the file, for its sentences.

    Raises Unreadable where no table has these headings, or there are more than MOST_ROWS.
    """
    found = [(grid, *header) for grid in grids if (header := _header(grid))]
    if not found:
        raise Unreadable(
            f"{name} is no form of a return: it has no row with the headings "
            f"“{'”, “'.join(HEADINGS.values())}”. Download the form again and fill that in."
        )
    several = len(found) > 1
    rows = [row for grid, *header in found for row in _rows(grid, *header, several)]
    if len(rows) > MOST_ROWS:
        raise Unreadable(f"{name} has {len(rows):,} rows, and a return {MOST_ROWS:,} at most: split it.")
    return rows


def _header(grid):
    """(number of the header row, {field: position}), or None."""
    for line in grid.lines:
        columns = _columns(line)
        if len(columns) == len(HEADINGS):
            return line.number, columns
    return None


def _columns(line: Line) -> dict[str, int]:
    """{field: position} of the headings in a row; of one that stands twice, the first."""
    columns = {}
    for position, cell in enumerate(line.cells):
        if field := _FIELDS.get(fold(cell.words).strip(" .:")):
            columns.setdefault(field, position)
    return columns


def _rows(grid: Grid, header: int, columns: dict[str, int], several: bool) -> Iterator[TypedRow]:
    where = f" of sheet “{grid.name}”" if isinstance(grid.name, str) else f" of table {grid.name}"
    for line in grid.lines:
        words = {field: _words(line, position) for field, position in columns.items()}
        if line.number > header and any(words.values()) and _columns(line) != columns:
            yield TypedRow(f"Row {line.number}{where if several else ''}", **words)


def _words(line: Line, position: int) -> str:
    return unguarded(line.cells[position].words.replace("\0", "").strip()) if position < len(line.cells) else ""
