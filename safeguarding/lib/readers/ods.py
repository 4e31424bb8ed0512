"""Reading OpenDocument spreadsheets (.ods) into plain grids of words and dates, merged cells included."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from lxml import etree
from openpyxl.utils import get_column_letter

from safeguarding.lib.counting import rows_read
from safeguarding.lib.readers.grids import MOST_COLUMNS, MOST_ROWS, Found, Grid, check_extent, lines_of, plain
from safeguarding.lib.readers.ods_styles import Styles, styles_in
from safeguarding.lib.readers.office_files import BROKEN, check_package
from safeguarding.lib.readers.refusals import SPREADSHEET, damaged, without_words
from safeguarding.lib.readers.xlsx_cells import STRUCK

NAMES = {short: f"urn:oasis:names:tc:opendocument:xmlns:{short}:1.0" for short in ("office", "table", "text")}
OFFICE, TABLE, TEXT = (f"{{{name}}}" for name in NAMES.values())
SHEETS = etree.XPath(".//office:spreadsheet/table:table", namespaces=NAMES)
COLUMN, ROW, CELL, COVERED = (
    TABLE + "table-column",
    TABLE + "table-row",
    TABLE + "table-cell",
    TABLE + "covered-table-cell",
)
HIDDEN = ("collapse", "filter")  # by hand, or by a filter
PARAGRAPH, SPAN, COMMENT = TEXT + "p", TEXT + "span", OFFICE + "annotation"
SPACES = {TEXT + "s": " ", TEXT + "tab": "\t", TEXT + "line-break": "\n"}


def read_open_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the sheets of an .ods that hold any words, rows and columns numbered from 1 as LibreOffice shows them.

    A number is given as it is shown, a formula as its own words and never worked out. Every cell of a merged block has
    the words of its first cell. Rows and sheets that are hidden, filtered out or struck out are read with a doubt; hidden columns
    and comments are named. Read from the file's own XML, as calamine does not tell which cells of an .ods are merged.
    Raises Unreadable with one sentence for the person who chose the file.
    """
    check_package(data, name, SPREADSHEET)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
            content = etree.fromstring(package.read("content.xml"), parser)
            common = [
                etree.fromstring(package.read(part), parser) for part in package.namelist() if part == "styles.xml"
            ]
        styles = styles_in(*common, content)
        grids = [_grid(table, name, styles) for table in SHEETS(content)]
    except BROKEN:
        raise damaged(name, SPREADSHEET) from None
    filled = tuple(grid for grid in grids if not grid.blank)
    if not filled:
        raise without_words(name, "sheet")
    return filled


def _grid(table, name: str, styles: Styles) -> Grid:
    """Empty rows and cells at the end are how LibreOffice fills a sheet up, and are left out."""
    title = table.get(TABLE + "name") or "Sheet"
    place = f"{name}, sheet “{title}”"
    rows, blocks, doubts = [], [], {}
    empty = 0
    all_rows = list(table.iter(ROW))
    for row in rows_read(all_rows, len(all_rows)):
        times = _number(row, "number-rows-repeated")
        values, spans = _row(row, place, styles)
        if not values:
            empty += times
            continue
        check_extent(place, len(rows) + empty + times, len(values))
        rows += [[]] * empty
        empty = 0
        for _ in range(times):
            rows.append(values)
            if doubt := _doubt(table, row, values, styles):
                doubts[len(rows)] = doubt
            blocks += [(len(rows), column, len(rows) + down - 1, column + across - 1) for column, down, across in spans]
    check_extent(place, len(rows), max(map(len, rows), default=0))
    width = max(map(len, rows), default=0)
    return Grid(title, "", lines_of(rows, blocks, doubts), tuple(_hidden_columns(table, title, width)))


def _doubt(table, row, values, styles: Styles) -> str:
    """Why a whole row may not be meant."""
    if table.get(TABLE + "style-name") in styles.hiding:
        return "stands on a hidden sheet"
    if row.get(TABLE + "visibility") in HIDDEN:
        return "is hidden in the file"
    worded = [found for found in values if (found.value if isinstance(found, Found) else found)]
    return STRUCK if worded and all(isinstance(found, Found) and found.doubt for found in worded) else ""


def _hidden_columns(table, title: str, width: int) -> Iterator[str]:
    first = 1
    for column in table.iter(COLUMN):
        last = first + _number(column, "number-columns-repeated") - 1
        if column.get(TABLE + "visibility") in HIDDEN and first <= width:
            letters = [get_column_letter(place) for place in (first, min(last, width))]
            columns = f"Column {letters[0]} is" if len(set(letters)) == 1 else f"Columns {' to '.join(letters)} are"
            yield f"{columns} hidden in sheet “{title}” and read all the same."
        first = last + 1


def _row(row, place: str, styles: Styles) -> tuple[list[object], list[tuple[int, int, int]]]:
    """The values of a row, up to its last filled cell, and its merged cells: column, rows down, columns across."""
    values, spans = [], []
    empty = 0
    for cell in row.iterchildren(CELL, COVERED):
        times = _number(cell, "number-columns-repeated")
        value = _found(cell, styles)
        down, across = _number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned")
        merged = cell.tag == CELL and (down, across) != (1, 1)
        if value is None and not merged:
            empty += times
            continue
        width = len(values) + empty + times
        check_extent(place, 1, width)
        values += [None] * empty + [value] * times
        empty = 0
        spans += [(width, min(down, MOST_ROWS), min(across, MOST_COLUMNS))] if merged else []
    return values, spans


def _number(element, name: str) -> int:
    return max(int(element.get(TABLE + name, 1)), 1)


def _found(cell, styles: Styles) -> Found | str | date | None:
    """The value of a cell without what is struck out in it; a Found where it holds something beside its value."""
    style = cell.get(TABLE + "style-name")
    struck = [span for span in cell.iter(SPAN) if span.get(TEXT + "style-name") in styles.struck]
    value, left_out = _value(cell, struck), " ".join(" ".join(map("".join, map(_pieces, struck))).split())
    remarks = [f"Struck out in the file, and not read: “{left_out}”."] if left_out and value else []
    doubt = STRUCK if value and style in styles.struck else ""
    if left_out and not value:
        value, doubt = left_out, STRUCK
    for note in cell.iter(COMMENT):
        remark = " ".join(words for one in note.iterchildren(PARAGRAPH) for words in _pieces(one))
        remarks.append(f"A comment beside the cell is not read: “{' '.join(remark.split())}”.")
    colour = styles.colours.get(style, "")
    return Found(value, tuple(remarks), doubt, colour) if remarks or doubt or colour else value


def _value(cell, struck=()) -> str | date | None:
    formula = cell.get(TABLE + "formula")
    if formula:
        return "=" + formula.partition("=")[2]  # it begins with the name of its language: “of:=”
    if cell.get(OFFICE + "value-type") == "date":
        with suppress(ValueError):  # a year beyond 9999 is no date here, but its words are kept
            return date.fromisoformat(cell.get(OFFICE + "date-value", "")[:10])
    return plain("\n".join("".join(_pieces(paragraph, struck)) for paragraph in cell.iterchildren(PARAGRAPH)))


def _pieces(element, left_out=()) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in SPACES:
            yield SPACES[child.tag]
        elif child.tag != COMMENT and child not in left_out:
            yield from _pieces(child, left_out)
        yield child.tail or ""
