"""Reading Excel workbooks into plain grids of words and dates, merged cells included."""

import io
import warnings
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from safeguarding.lib.grids import Cell, Grid, Line
from safeguarding.lib.office_files import BROKEN, WORKBOOK, Unreadable, check_package, damaged

# A plan has a few dozen rows. Formatting dragged down a whole sheet makes it look a million rows long.
MOST_ROWS = 5_000
MOST_COLUMNS = 100


def read_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the sheets of an .xlsx that hold any words, rows and columns numbered from 1 as Excel shows them.

    A formula is given as its own words and never worked out. Every cell of a merged block has the words of its first cell.
    Raises Unreadable with one sentence for the person who chose the file.
    """
    check_package(data, name, WORKBOOK)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions it does not know: we read words only
            workbook = load_workbook(io.BytesIO(data), data_only=False)
    except (*BROKEN, InvalidFileException, AttributeError, IndexError):
        raise damaged(name, WORKBOOK) from None
    grids = [Grid(sheet.title, "", _lines(sheet, name)) for sheet in workbook.worksheets]
    filled = tuple(grid for grid in grids if any(not line.blank for line in grid.lines))
    if not filled:
        raise Unreadable(f"{name} has no words in any sheet: check that it is the right file and that it was saved.")
    return filled


def _lines(sheet: Worksheet, name: str) -> tuple[Line, ...]:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        raise Unreadable(
            f"{name}, sheet “{sheet.title}”, runs to row {sheet.max_row:,} and column {sheet.max_column:,}: "
            "delete the empty rows and columns after the plan and try again."
        )
    origins = {
        place: (block.min_row, block.min_col)
        for block in sheet.merged_cells.ranges
        for row in block.rows
        for place in row
    }

    def cell_at(place: tuple[int, int]) -> Cell:
        origin = origins.get(place, place)
        return Cell(_value(sheet.cell(*origin).value), origin)

    return tuple(Line(row[0].row, tuple(cell_at((cell.row, cell.column)) for cell in row)) for row in sheet.iter_rows())


def _value(value) -> str | date | None:
    """What stands in a cell: a date, or its words. A formula of a block has its words in `text`."""
    if value is None or isinstance(value, datetime):
        return value and value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(getattr(value, "text", value)).replace("\r\n", "\n").strip() or None
