"""Reading Excel workbooks (.xlsx) into plain grids of words and dates, merged cells included."""

import io
import warnings

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from safeguarding.lib.grids import Grid, Line, check_extent, lines_of, plain
from safeguarding.lib.office_files import BROKEN, check_package
from safeguarding.lib.refusals import WORKBOOK, damaged, without_words


def read_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the sheets of an .xlsx that hold any words, rows and columns numbered from 1 as Excel shows them.

    A formula is given as its own words and never worked out. Every cell of a merged block has the words of its first cell.
    Raises Unreadable with one sentence for the person who chose the file.
    """
    check_package(data, name, WORKBOOK)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions it does not know: we read words only
            workbook = load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
        grids = [Grid(sheet.title, "", _lines(sheet, name)) for sheet in workbook.worksheets]
    except (*BROKEN, InvalidFileException):
        raise damaged(name, WORKBOOK) from None
    filled = tuple(grid for grid in grids if not grid.blank)
    if not filled:
        raise without_words(name, "sheet")
    return filled


def _lines(sheet: Worksheet, name: str) -> tuple[Line, ...]:
    check_extent(f"{name}, sheet “{sheet.title}”", sheet.max_row, sheet.max_column)
    rows = [[_value(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    return lines_of(
        rows, [(block.min_row, block.min_col, block.max_row, block.max_col) for block in sheet.merged_cells.ranges]
    )


def _value(value):
    """A formula of a block has its words in `text`."""
    return plain(getattr(value, "text", value))
