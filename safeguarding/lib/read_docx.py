"""Reading the tables of Word documents into plain grids of words."""

import io
from collections.abc import Iterator

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from safeguarding.lib.grids import Cell, Grid, Line, check_extent
from safeguarding.lib.office_files import BROKEN, check_package
from safeguarding.lib.refusals import DOCUMENT, Unreadable, damaged

WORD, BREAKS = qn("w:t"), {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
TABLE, ROW, CELL, PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
MOVED_AWAY, SECOND_COPY = qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WIDEST_CELL = 60  # Word allows 63 columns


def read_tables(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the tables of a .docx that hold any words, each with the last words that stand above it as its heading.

    Tables and rows are numbered from 1; a table inside a cell is read as that cell's words. Words inserted with changes
    tracked are read and deleted ones are not. Raises Unreadable with one sentence for the person who chose the file.
    """
    check_package(data, name, DOCUMENT)
    try:
        grids = tuple(_grids(Document(io.BytesIO(data)).element.body, name))
    except (*BROKEN, OpcError):
        raise damaged(name, DOCUMENT) from None
    if not grids:
        raise Unreadable(
            f"{name} has no table with words in it: check that it is the right file and that it was saved."
        )
    return grids


def _grids(body, name: str) -> Iterator[Grid]:
    number, heading = 1, ""
    for block in _outermost(body, (PARAGRAPH, TABLE)):
        if block.tag == PARAGRAPH:
            heading = _words(block) or heading
            continue
        lines = tuple(_lines(block))
        check_extent(f"{name}, table {number}", len(lines), max((len(line.cells) for line in lines), default=0))
        grid = Grid(number, heading, lines)
        if not grid.blank:
            yield grid
            number += 1
        heading = ""


def _outermost(element, tags: tuple[str, ...]) -> Iterator:
    """The nearest descendants with these tags, through wrappers such as content controls, but not inside one another."""
    for child in element:
        if child.tag in tags:
            yield child
        else:
            yield from _outermost(child, tags)


def _lines(table) -> Iterator[Line]:
    above: list[Cell] = []
    for number, row in enumerate(_outermost(table, (ROW,)), start=1):
        cells: list[Cell] = []
        for box in _outermost(row, (CELL,)):
            column = len(cells) + 1
            if box.vMerge == "continue" and column <= len(above):
                cell = above[column - 1]
            else:
                cell = Cell(_words(box) or None, (number, column))
            cells += [cell] * min(box.grid_span, WIDEST_CELL)
        yield Line(number, tuple(cells))
        above = cells


def _words(element) -> str:
    """The words inside an element, a paragraph to a line, whatever wraps them: links, tracked insertions, content controls."""
    lines = "".join(_pieces(element)).replace("\xa0", " ").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def _pieces(element) -> Iterator[str]:
    for child in element:
        if child.tag in (MOVED_AWAY, SECOND_COPY):
            continue
        if child.tag == WORD:
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        else:
            yield from _pieces(child)
        if child.tag == PARAGRAPH:
            yield "\n"
