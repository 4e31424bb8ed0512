"""Reading the tables of a web page: a file, or what Word, Excel and browsers put on the clipboard."""

import re
from collections.abc import Iterator

from lxml import etree

from safeguarding.lib.counting import rows_read
from safeguarding.lib.formulas import unguarded
from safeguarding.lib.readers.csv import OTHER_KINDS
from safeguarding.lib.readers.encodings import decoded
from safeguarding.lib.readers.grids import MOST_COLUMNS, MOST_ROWS, Grid, check_extent, lines_of, plain
from safeguarding.lib.readers.office_files import kind_inside
from safeguarding.lib.readers.refusals import Unreadable, check_size, misnamed
from safeguarding.lib.readers.tables import PASTED

HEADINGS = ("p", "h1", "h2", "h3", "h4", "h5", "h6")
LINES = {*HEADINGS, "br", "div", "li", "tr", "td", "th", "caption"}  # each begins and ends a line
HIDDEN_TAGS = {"style", "script", "del"}  # Word marks so what was deleted with changes tracked
ROWS, CELLS = etree.XPath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr"), etree.XPath("./td | ./th")
BLANKS = re.compile(r"[ \t\r\n\f]+")
SPAN = re.compile(r"\s*(\d{1,6})")


def read_web_page(data: bytes, name: str) -> tuple[Grid, ...]:
    """Return the tables of a web page, each with its caption or the last words above it as its heading.

    Alone of what a clipboard holds it tells merged cells. A table inside a cell is read as that cell's words. Raises
    Unreadable with one sentence for the person who pasted.
    """
    check_size(data, name)
    kind = kind_inside(data)
    if kind:
        raise misnamed(name, kind)
    try:
        grids = () if data.startswith(OTHER_KINDS) else tuple(_grids(decoded(data).replace("\0", "�")))
    except ValueError:
        grids = ()
    if not grids:
        raise Unreadable(f"{name} holds no table: check that it is the right file, or copy the table and paste it.")
    return grids


def _grids(html: str) -> Iterator[Grid]:
    if "<table" not in html.lower():
        return
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    if root is None:  # only a comment
        return
    if parser.error_log.filter_from_fatals():  # libxml2 leaves out what lies deeper than 256 layers
        raise Unreadable(
            f"{PASTED} holds layers far deeper than a plan needs: paste it into a new Excel file and choose that."
        )
    number, heading = 1, ""
    walk = etree.iterwalk(root, events=("start",), tag=(*HEADINGS, "table"))
    for _, element in walk:
        if element.tag != "table":
            heading = _words(element) or heading
            continue
        walk.skip_subtree()
        caption = element.find("caption")
        grid = _grid(element, number, heading if caption is None else _words(caption))
        if not grid.blank:
            yield grid
            number += 1
        heading = ""


def _grid(table, number: int, heading: str) -> Grid:
    place = f"{PASTED}, number {number}"
    rows, blocks = [], []
    covered: dict[int, int] = {}  # by column: the last row that a cell from above reaches
    all_rows = ROWS(table)
    for row, element in enumerate(rows_read(all_rows, len(all_rows)), start=1):
        values: list[str | None] = []
        column = 1
        for cell in CELLS(element):
            while covered.get(column, 0) >= row:
                column += 1
            check_extent(place, row, column)
            values += [None] * (column - 1 - len(values)) + [plain(unguarded(_words(cell)))]
            last_row = row + min(_span(cell, "rowspan"), MOST_ROWS) - 1
            last_column = column
            while (
                last_column < column + min(_span(cell, "colspan"), MOST_COLUMNS) - 1
                and covered.get(last_column + 1, 0) < row
            ):
                last_column += 1
            if (last_row, last_column) != (row, column):
                blocks.append((row, column, last_row, last_column))
            covered |= dict.fromkeys(range(column, last_column + 1), last_row)
            column = last_column + 1
        rows.append(values)
    check_extent(place, len(rows), max(map(len, rows), default=0))
    return Grid(number, heading, lines_of(rows, blocks))


def _span(cell, name: str) -> int:
    """How many rows or columns a cell takes; in HTML, no rows means all that follow."""
    found = SPAN.match(cell.get(name, "1"))
    return int(found[1]) or MOST_ROWS if found else 1


def _words(element) -> str:
    """The words inside an element, a paragraph to a line, as a browser shows them."""
    lines = "".join(_pieces(element)).replace("\xa0", " ").split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())


def _pieces(element) -> Iterator[str]:
    yield BLANKS.sub(" ", element.text or "")
    for child in element:
        edge = "\n" if child.tag in LINES else ""
        yield edge
        if child.tag not in HIDDEN_TAGS:
            yield from _pieces(child)
        yield edge
        yield BLANKS.sub(" ", child.tail or "")
