"""Reading the tables of Word documents into plain grids of words."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from safeguarding.lib.counting import rows_read
from safeguarding.lib.readers.docx_cells import STRUCK_OUT, CellReader
from safeguarding.lib.readers.grids import Cell, Grid, Line, check_extent, lines_of
from safeguarding.lib.readers.office_files import BROKEN, check_package
from safeguarding.lib.readers.refusals import DOCUMENT, Unreadable, damaged
from safeguarding.lib.readers.repairs import in_usual_names

TABLE, ROW, CELL, PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
WIDEST_CELL = 60  # Word allows 63 columns
MOST_BELOW = 200  # letters shown of what stands below the last table
FEWEST_NAMED = 3  # paragraphs that make a form of a document without tables
_NAMED = re.compile(r"(?P<name>[^:\n]{2,40}):\s*(?P<words>.+)", re.DOTALL)  # "Owner: Head of Contact"


def read_tables(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the tables of a .docx that hold any words, each with the last words that stand above it as its heading.

    Tables and rows are numbered from 1; a table inside a cell is read as that cell's words, a row a line, or as itself where
    the cell is all that is around it. A document without tables whose
    paragraphs have names, "Owner: Head of Contact", is a table of two columns. Words inserted with changes tracked are read and
    deleted ones are not. Raises Unreadable with one sentence for the person who chose the file.
    """
    check_package(data, name, DOCUMENT)
    try:
        document = Document(io.BytesIO(in_usual_names(data)))
        grids = tuple(_grids(document.element.body, CellReader(document), name)) or _of_paragraphs(document, name)
    except (*BROKEN, OpcError):
        raise damaged(name, DOCUMENT) from None
    if not grids:
        raise Unreadable(
            f"{name} has no table with words in it: check that it is the right file and that it was saved."
        )
    return grids


def _grids(body, reader: CellReader, name: str) -> Iterator[Grid]:
    """The tables; of each it is said what stands below it and is not the heading of the next."""
    number, heading, last, below = 1, "", None, []
    for block in _blocks(body):
        if block.tag == PARAGRAPH:
            words = reader.words(block)
            heading, below = words or heading, [*below, words] if words else below
            continue
        lines = tuple(_lines(block, reader))
        check_extent(f"{name}, table {number}", len(lines), max((len(line.cells) for line in lines), default=0))
        grid = Grid(number, heading, lines)
        if not grid.blank:
            yield from [_over(last, below[:-1])] if last else []
            last, below = grid, []
            number += 1
        heading = ""
    if last:
        yield _over(last, below)


def _over(grid: Grid, below: list[str]) -> Grid:
    words = " ".join(below)
    cut = f"{words[:MOST_BELOW]}…" if len(words) > MOST_BELOW else words
    return replace(grid, remarks=(f"Below table {grid.name} stands, and is not read: “{cut}”.",)) if words else grid


def _blocks(element) -> Iterator:
    """The paragraphs and tables; of a table of one cell around another, which is there for its frame alone, what stands in it."""
    for block in _outermost(element, (PARAGRAPH, TABLE)):
        boxes = list(islice(_outermost(block, (CELL,)), 2)) if block.tag == TABLE else ()
        if len(boxes) == 1 and next(boxes[0].iter(TABLE), None) is not None:
            yield from _blocks(boxes[0])
        else:
            yield block


def _of_paragraphs(document, name: str) -> tuple[Grid, ...]:
    """The paragraphs as a table, their names in its first column; none where too few have one."""
    reader = CellReader(document)
    words = list(filter(None, map(reader.words, _outermost(document.element.body, (PARAGRAPH,)))))
    named = [_NAMED.fullmatch(paragraph) for paragraph in words]
    if sum(map(bool, named)) < FEWEST_NAMED:
        return ()
    check_extent(name, len(words), 2)
    rows = [
        (found["name"], found["words"]) if found else (None, paragraph)
        for found, paragraph in zip(named, words, strict=True)
    ]
    return (Grid(1, "", lines_of(rows)),)


def _outermost(element, tags: tuple[str, ...]) -> Iterator:
    """The nearest descendants with these tags, through wrappers such as content controls, but not inside one another."""
    for child in element:
        if child.tag in tags:
            yield child
        else:
            yield from _outermost(child, tags)


def _lines(table, reader: CellReader) -> Iterator[Line]:
    above: list[Cell] = []
    rows = list(_outermost(table, (ROW,)))
    for number, row in enumerate(rows_read(rows, len(rows)), start=1):
        cells = [Cell(None, (number, column)) for column in range(1, _left_free(row) + 1)]
        for box in _outermost(row, (CELL,)):
            column = len(cells) + 1
            if box.vMerge == "continue" and column <= len(above):
                cell = above[column - 1]
            else:
                found = reader.found(box)
                cell = Cell(found.value, (number, column), found.remarks, found.doubt, found.colour)
            cells += [cell] * min(box.grid_span, WIDEST_CELL)
        yield _line(number, cells)
        above = cells


def _left_free(row) -> int:
    """How many columns a row leaves free before its first cell."""
    free = next((int(one.get(qn("w:val")) or 0) for one in row.iter(qn("w:gridBefore"))), 0)
    return min(max(free, 0), WIDEST_CELL)


def _line(number: int, cells: list[Cell]) -> Line:
    """A line; where all its words are struck out, that is said of the line."""
    worded = [cell for cell in cells if cell.words]
    if not worded or not all(cell.doubt == STRUCK_OUT for cell in worded):
        return Line(number, tuple(cells))
    return Line(number, tuple(replace(cell, doubt="") for cell in cells), STRUCK_OUT)
