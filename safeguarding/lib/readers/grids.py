"""Sheets and tables once they have been read: lines of cells that hold words or dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from safeguarding.lib.readers.refusals import Unreadable

# A plan has a few dozen rows, a force's whole register some thousands. Formatting dragged down a whole sheet makes it
# look a million rows long.
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_CELLS = 500_000


@dataclass(frozen=True)
class Cell:
    """One cell: its words, or its date where the file itself says that it is a date; None where it is blank.

    `origin` is the (row, column) whose words these are; it differs from the cell's own place where cells are merged.
    `remarks` are sentences about what the file holds here and the words do not, such as a comment; `doubt` says in words that
    follow “it” why they may not be meant: "is struck out". `colour` is the name of its own, "" for none.
    """

    value: str | date | None
    origin: tuple[int, int]
    remarks: tuple[str, ...] = ()
    doubt: str = ""
    colour: str = ""

    @property
    def words(self) -> str:
        """The cell as a person sees it; a date is written dd/mm/yyyy."""
        return self.value.strftime("%d/%m/%Y") if isinstance(self.value, date) else self.value or ""


@dataclass(frozen=True)
class Line:
    """One row; `number` counts from 1, as the program that shows the file counts. `doubt` is that of all its words: "is hidden"."""

    number: int
    cells: tuple[Cell, ...]
    doubt: str = ""

    @property
    def blank(self) -> bool:
        return not any(cell.words for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    """A sheet or a table: `name` is the sheet's name or the table's number from 1, `heading` the words above a table.

    `remarks` are sentences about the whole of it.
    """

    name: str | int
    heading: str
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()

    @property
    def blank(self) -> bool:
        return all(line.blank for line in self.lines)


def check_extent(place: str, rows: int, columns: int) -> None:
    """Raise Unreadable where a sheet or table is larger than any plan; `place` says where: "plan.xlsx, sheet “Plan”"."""
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise Unreadable(
            f"{place}, runs to row {rows:,} and column {columns:,}: "
            "delete the empty rows and columns after the plan and try again."
        )


@dataclass(frozen=True)
class Found:
    """Something that a cell holds beside its value, before it has a place: see Cell."""

    value: str | date | None
    remarks: tuple[str, ...] = ()
    doubt: str = ""
    colour: str = ""


def lines_of(
    rows: Sequence[Sequence[str | date | Found | None]],
    blocks: Iterable[tuple[int, int, int, int]] = (),
    doubts: Mapping[int, str] | None = None,
) -> tuple[Line, ...]:
    """Return what stands in each row, from row and column 1 on, as lines of one width. `doubts` are those of lines by number.

    `blocks` are the merged cells: first row, first column, last row, last column. Every cell of a block has the words of
    its first. Raises ValueError where blocks overlap, which no program writes and which would cost any time to lay out.
    """
    height, width = len(rows), max(map(len, rows), default=0)
    clipped = [(top, left, min(bottom, height), min(right, width)) for top, left, bottom, right in blocks]
    if (
        sum(max(bottom - top + 1, 0) * max(right - left + 1, 0) for top, left, bottom, right in clipped)
        > height * width
    ):
        raise ValueError("Merged blocks overlap.")
    origins = {
        (row, column): (top, left)
        for top, left, bottom, right in clipped
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }

    def cell_at(place: tuple[int, int]) -> Cell:
        row, column = origin = origins.get(place, place)
        values = rows[row - 1]
        value = values[column - 1] if column <= len(values) else None
        if not isinstance(value, Found):
            return Cell(value, origin)
        if origin != place:  # said once, of the first cell
            return Cell(value.value, origin)
        return Cell(value.value, origin, value.remarks, value.doubt, value.colour)

    return tuple(
        Line(row, tuple(cell_at((row, column)) for column in range(1, width + 1)), (doubts or {}).get(row, ""))
        for row in range(1, height + 1)
    )


def plain(value) -> str | date | None:
    """The value that a library found in a cell, as its date or its words; None where it is blank."""
    if value is None or isinstance(value, datetime):
        return value and value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\r\n", "\n").strip() or None
