"""What a sheet or a table is once it has been read: lines of cells that hold words or dates."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Cell:
    """One cell: its words, or its date where the file itself says that it is a date; None where it is blank.

    `origin` is the (row, column) whose words these are; it differs from the cell's own place where cells are merged.
    """

    value: str | date | None
    origin: tuple[int, int]

    @property
    def words(self) -> str:
        """The cell as a person sees it; a date is written dd/mm/yyyy."""
        return self.value.strftime("%d/%m/%Y") if isinstance(self.value, date) else self.value or ""


@dataclass(frozen=True)
class Line:
    """One row; `number` counts from 1, as the program that shows the file counts."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def blank(self) -> bool:
        return not any(cell.words for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    """A sheet or a table: `name` is the sheet's name or the table's number from 1, `heading` the words above a table."""

    name: str | int
    heading: str
    lines: tuple[Line, ...]
