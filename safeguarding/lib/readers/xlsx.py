"""Reading Excel workbooks (.xlsx) into plain grids of words and dates, merged cells included."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from safeguarding.lib.counting import rows_read
from safeguarding.lib.readers.grids import Found, Grid, Line, check_extent, lines_of
from safeguarding.lib.readers.office_files import BROKEN, check_package
from safeguarding.lib.readers.refusals import WORKBOOK, damaged, without_words
from safeguarding.lib.readers.repairs import in_usual_names, with_plain_styles
from safeguarding.lib.readers.xlsx_cells import STRUCK, Looks

FORMULA = "f"  # openpyxl's own letter for it
UNSTYLED = "The formats of this file are damaged: colours, struck words and hidden formats were not looked at."


def read_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the sheets of an .xlsx that hold any words, rows and columns numbered from 1 as Excel shows them.

    A formula is given as its own words and never worked out; what was saved for it stands beside it. Every cell of a merged
    block has the words of its first cell. Rows and sheets that are hidden or struck out are read, with a doubt.
    Raises Unreadable with one sentence for the person who chose the file.
    """
    check_package(data, name, WORKBOOK)
    try:
        workbook, data, remarks = _opened(in_usual_names(data))
        saved = _Saved(data)
        grids = [
            Grid(sheet.title, "", _lines(sheet, name, saved), (*remarks, *_hidden_columns(sheet)))
            for sheet in workbook.worksheets
        ]
    except (*BROKEN, InvalidFileException):
        raise damaged(name, WORKBOOK) from None
    filled = tuple(grid for grid in grids if not grid.blank)
    if not filled:
        raise without_words(name, "sheet")
    return filled


def _opened(data: bytes) -> tuple[Workbook, bytes, tuple[str, ...]]:
    """The workbook with the bytes it was read from; again without its styles where openpyxl refuses those."""
    try:
        return _load(data), data, ()
    except (TypeError, ValueError, LookupError, AttributeError):
        data = with_plain_styles(data)
        return _load(data), data, (UNSTYLED,)


def _load(data: bytes, **how) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions it does not know: we read words only
        return load_workbook(io.BytesIO(data), keep_links=False, rich_text=True, **how)


class _Saved:
    """The values that the file saved for its formulas, read only where there is one."""

    def __init__(self, data: bytes) -> None:
        self.data, self.workbook = data, None

    def remark(self, cell) -> str:
        """The value saved for this formula, in a sentence."""
        if self.workbook is None:
            self.workbook = _load(self.data, data_only=True)
        value = _value(Looks().found_in(self.workbook[cell.parent.title][cell.coordinate]))
        words = value.strftime("%d/%m/%Y") if isinstance(value, date) else value
        return f"It is worked out by a formula; the file shows “{words}”." if words else ""


def _lines(sheet: Worksheet, name: str, saved: _Saved) -> tuple[Line, ...]:
    check_extent(f"{name}, sheet “{sheet.title}”", sheet.max_row, sheet.max_column)
    rows, doubts, looks = [], {}, Looks()
    for number, cells in enumerate(rows_read(sheet.iter_rows(), sheet.max_row), start=1):
        row = [_found(cell, looks, saved) for cell in cells]
        if doubt := _doubt(sheet, number, row):
            doubts[number] = doubt
            row = [replace(found, doubt="") if isinstance(found, Found) else found for found in row]
        rows.append(row)
    blocks = [(block.min_row, block.min_col, block.max_row, block.max_col) for block in sheet.merged_cells.ranges]
    return lines_of(rows, blocks, doubts)


def _found(cell, looks: Looks, saved: _Saved) -> Found | str | date | None:
    """The value of a cell, with what was saved for its formula."""
    if cell.value is None and not cell.has_style:
        return None
    found = looks.found_in(cell)
    if cell.data_type != FORMULA or not (remark := saved.remark(cell)):
        return found
    return replace(found, remarks=(*found.remarks, remark)) if isinstance(found, Found) else Found(found, (remark,))


def _value(found: Found | str | date | None) -> str | date | None:
    return found.value if isinstance(found, Found) else found


def _doubt(sheet: Worksheet, number: int, row: list[Found | str | date | None]) -> str:
    """Why a whole row may not be meant."""
    if sheet.sheet_state != "visible":
        return "stands on a hidden sheet"
    if number in sheet.row_dimensions and sheet.row_dimensions[number].hidden:
        return "is hidden in the file"
    worded = [found for found in row if _value(found)]
    return STRUCK if worded and all(isinstance(found, Found) and found.doubt == STRUCK for found in worded) else ""


def _hidden_columns(sheet: Worksheet) -> Iterator[str]:
    for letter, column in sheet.column_dimensions.items():
        if column.hidden:
            last = get_column_letter(min(column.max or 0, sheet.max_column) or 1)
            columns = f"Column {letter} is" if last == letter else f"Columns {letter} to {last} are"
            yield f"{columns} hidden in sheet “{sheet.title}” and read all the same."
