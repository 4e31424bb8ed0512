"""Reading old Excel workbooks (.xls) into plain grids of words and dates, merged cells included."""

import io
import re

from python_calamine import CalamineError, CalamineSheet, SheetTypeEnum, load_workbook

from safeguarding.lib.counting import rows_read
from safeguarding.lib.readers.grids import Grid, check_extent, lines_of, plain
from safeguarding.lib.readers.office_files import BROKEN, check_old_workbook
from safeguarding.lib.readers.refusals import OLD_WORKBOOK, damaged, locked, without_words

# A workbook begins with a record of what it is; where it has a password, the record FilePass follows, with at most
# WriteProtect between them (Microsoft, [MS-XLS] 2.1.7.20.3).
FILEPASS = re.compile(rb"\x09\x08[\x08\x10]\0\0[\x05\x06]\x05\0(?:.{4}|.{12})(?:\x86\0\0\0)?\x2f\0", re.DOTALL)


def read_old_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the sheets of an .xls that hold any words, rows and columns numbered from 1 as Excel shows them.

    Of a formula calamine gives the result that was last saved, not its words. Every cell of a merged block has the words
    of its first cell. Raises Unreadable with one sentence. Bytes nobody vouches for are read in a child process only
    (`bounded`): a file scrambled on purpose can keep calamine busy for ever.
    """
    check_old_workbook(data, name)
    if FILEPASS.search(data):
        raise locked(name)
    try:
        with load_workbook(io.BytesIO(data)) as workbook:
            sheets = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
            grids = [_grid(workbook.get_sheet_by_name(sheet), name) for sheet in sheets]
    except (*BROKEN, CalamineError):
        raise damaged(name, OLD_WORKBOOK) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # calamine's own; it cannot be imported, and is no Exception
            raise
        raise damaged(name, OLD_WORKBOOK) from None
    filled = tuple(grid for grid in grids if not grid.blank)
    if not filled:
        raise without_words(name, "sheet")
    return filled


def _grid(sheet: CalamineSheet, name: str) -> Grid:
    last_row, last_column = sheet.end or (-1, -1)
    check_extent(f"{name}, sheet “{sheet.name}”", last_row + 1, last_column + 1)
    cells = sheet.to_python(skip_empty_area=False)
    rows = [[plain(value) for value in row] for row in rows_read(cells, len(cells))]
    blocks = [
        (top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return Grid(sheet.name, "", lines_of(rows, blocks))
