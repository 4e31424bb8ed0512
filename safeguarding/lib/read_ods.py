"""Reading OpenDocument spreadsheets (.ods) into plain grids of words and dates, merged cells included."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from lxml import etree

from safeguarding.lib.grids import MOST_COLUMNS, MOST_ROWS, Found, Grid, check_extent, lines_of, plain
from safeguarding.lib.office_files import BROKEN, check_package
from safeguarding.lib.refusals import SPREADSHEET, damaged, without_words

NAMES = {short: f"urn:oasis:names:tc:opendocument:xmlns:{short}:1.0" for short in ("office", "table", "text")}
OFFICE, TABLE, TEXT = (f"{{{name}}}" for name in NAMES.values())
SHEETS = etree.XPath(".//office:spreadsheet/table:table", namespaces=NAMES)
ROW, CELL, COVERED = TABLE + "table-row", TABLE + "table-cell", TABLE + "covered-table-cell"
HIDDEN = ("collapse", "filter")  # by hand, or by a filter
PARAGRAPH, COMMENT = TEXT + "p", OFFICE + "annotation"
SPACES = {TEXT + "s": " ", TEXT + "tab": "\t", TEXT + "line-break": "\n"}


def read_open_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the sheets of an .ods that hold any words, rows and columns numbered from 1 as LibreOffice shows them.

    A number is given as it is shown, a formula as its own words and never worked out. Every cell of a merged block has
    the words of its first cell. Rows that are hidden or filtered out are read with a doubt, and comments are named. Read from
    the file's own XML, as calamine does not tell which cells of an .ods are merged.
    Raises Unreadable with one sentence for the person who chose the file.
    """
    check_package(data, name, SPREADSHEET)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
            content = etree.fromstring(package.read("content.xml"), parser)
        grids = [_grid(table, name) for table in SHEETS(content)]
    except BROKEN:
        raise damaged(name, SPREADSHEET) from None
    filled = tuple(grid for grid in grids if not grid.blank)
    if not filled:
        raise without_words(name, "sheet")
    return filled


def _grid(table, name: str) -> Grid:
    """Empty rows and cells at the end are how LibreOffice fills a sheet up, and are left out."""
    title = table.get(TABLE + "name") or "Sheet"
    place = f"{name}, sheet “{title}”"
    rows, blocks, doubts = [], [], {}
    empty = 0
    for row in table.iter(ROW):
        times = _number(row, "number-rows-repeated")
        values, spans = _row(row, place)
        if not values:
            empty += times
            continue
        check_extent(place, len(rows) + empty + times, len(values))
        rows += [[]] * empty
        empty = 0
        for _ in range(times):
            rows.append(values)
            if row.get(TABLE + "visibility") in HIDDEN:
                doubts[len(rows)] = "is hidden in the file"
            blocks += [(len(rows), column, len(rows) + down - 1, column + across - 1) for column, down, across in spans]
    check_extent(place, len(rows), max(map(len, rows), default=0))
    return Grid(title, "", lines_of(rows, blocks, doubts))


def _row(row, place: str) -> tuple[list[object], list[tuple[int, int, int]]]:
    """The values of a row, up to its last filled cell, and its merged cells: column, rows down, columns across."""
    values, spans = [], []
    empty = 0
    for cell in row.iterchildren(CELL, COVERED):
        times = _number(cell, "number-columns-repeated")
        value = _with_comments(_value(cell), cell)
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


def _with_comments(value, cell):
    """The value with the comments beside it, which are named and not read."""
    told = [
        " ".join(words for one in note.iterchildren(PARAGRAPH) for words in _pieces(one)) for note in cell.iter(COMMENT)
    ]
    remarks = tuple(f"A comment beside the cell is not read: “{' '.join(words.split())}”." for words in told)
    return Found(value, remarks) if remarks else value


def _value(cell) -> str | date | None:
    formula = cell.get(TABLE + "formula")
    if formula:
        return "=" + formula.partition("=")[2]  # it begins with the name of its language: “of:=”
    if cell.get(OFFICE + "value-type") == "date":
        with suppress(ValueError):  # a year beyond 9999 is no date here, but its words are kept
            return date.fromisoformat(cell.get(OFFICE + "date-value", "")[:10])
    return plain("\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(PARAGRAPH)))


def _pieces(element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in SPACES:
            yield SPACES[child.tag]
        elif child.tag != COMMENT:
            yield from _pieces(child)
        yield child.tail or ""
