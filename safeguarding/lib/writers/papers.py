"""A paper for a meeting as its writers take it: numbered sections, tables and one chart, in words; the Word, PDF and Excel files
are written from the same."""

from dataclasses import dataclass
from datetime import date, datetime

from safeguarding.lib.writers.tables import plain

Cell = str | int | date | None


@dataclass(frozen=True)
class Grid:
    """A table of a paper. columns: (header, share of the width). A cell keeps its type: numbers and dates stay so in Excel."""

    title: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    about: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        """The words of the header row."""
        return tuple(name for name, _ in self.columns)

    @property
    def of_numbers(self) -> list[bool]:
        """Of each column, whether numbers stand in it, which are set to the right."""
        return [
            bool(self.rows) and all(isinstance(row[place], int) for row in self.rows)
            for place in range(len(self.columns))
        ]


@dataclass(frozen=True)
class Bars:
    """A chart of a bar for each of `rows` (label, how many), longest first or not; its figures stand in a Grid beside it too."""

    title: str
    rows: tuple[tuple[str, int], ...]

    @property
    def in_words(self) -> str:
        """The chart read aloud."""
        return f"{self.title}: {', '.join(f'{label} {number}' for label, number in self.rows)}."


@dataclass(frozen=True)
class Section:
    """A numbered section; its paragraphs are numbered within it: 4.1, 4.2. Its chart and tables stand after them."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    bars: Bars | None = None
    grids: tuple[Grid, ...] = ()

    @property
    def numbered(self) -> list[tuple[str, str]]:
        """(number, words) of each paragraph."""
        return [(f"{self.number}.{place}", words) for place, words in enumerate(self.paragraphs, start=1)]


@dataclass(frozen=True)
class Appendix:
    """Tables that stand behind the paper, on pages across. sheet: its short name in a workbook, where they are one table."""

    letter: str
    title: str
    sheet: str
    about: str
    grids: tuple[Grid, ...]

    @property
    def heading(self) -> str:
        """Its title as the paper has it."""
        return f"Appendix {self.letter}: {self.title}"


@dataclass(frozen=True)
class Paper:
    """A whole paper. marking: printed at the top and bottom of each page. header: (label, words) of the block above its title.

    at: the moment (aware datetime) that its files give as their making.
    """

    title: str
    marking: str
    header: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    sections: tuple[Section, ...]
    appendices: tuple[Appendix, ...]
    at: datetime


def cell_words(cell: Cell) -> str:
    """A cell as it is printed: 30/04/2015, 1,200, or its words."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return f"{cell:,}" if isinstance(cell, int) else plain(cell or "")
