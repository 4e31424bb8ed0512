"""The words of a Word document in reading order, a line a paragraph, with the bullets and numbers that Word draws itself."""

import io
import re

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from safeguarding.lib.readers.docx_lists import Markers
from safeguarding.lib.readers.office_files import BROKEN, check_package
from safeguarding.lib.readers.refusals import DOCUMENT, damaged
from safeguarding.lib.readers.report_rows import END_OF_A_CELL, INSIDE

PARAGRAPH, WORD, CELL, TABLE, SPAN = qn("w:p"), qn("w:t"), qn("w:tc"), qn("w:tbl"), qn("w:gridSpan")
WIDEST = 60  # columns that one cell spans; a file that says more was made to keep us busy
BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
UNREAD = {qn("w:moveFrom"), qn("w:del"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
DEEPEST = 100  # of content controls, tables and boxes inside one another


def text_of_document(data: bytes, name: str) -> str:
    """Every paragraph, those of tables and text boxes too, in order and parted by blank lines; list items close up.

    A table's row of several cells is one line (see report_rows).
    Words inserted with changes tracked are read and deleted ones are not. Raises Unreadable.
    """
    check_package(data, name, DOCUMENT)
    try:
        document = Document(io.BytesIO(data))
        markers = Markers(document)
        lines: list[str] = []
        above = None
        for paragraph in document.element.body.iter(PARAGRAPH):
            words = "".join(_pieces(paragraph)).replace("\xa0", " ").strip()
            if not words:
                continue
            marker, cell = markers.of(paragraph), _cell_of_a_row(paragraph, above)
            words = f"{marker} {words}" if marker else words
            if cell is not None:
                words = words.replace("\t", " ").replace("\n", INSIDE)
                if above is not None and above.getparent() is cell.getparent():
                    lines[-2] += (INSIDE if cell is above else END_OF_A_CELL * _columns_between(above, cell)) + words
                else:
                    lines += ["", END_OF_A_CELL * _columns_between(None, cell) + words, ""]
            else:
                lines += [words] if marker else ["", words, ""]
            above = cell
    except (*BROKEN, OpcError, AttributeError, RecursionError):
        raise damaged(name, DOCUMENT) from None
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _cell_of_a_row(paragraph, above):
    """The cell that a paragraph stands in, where its row has several and it holds no table and its own is in none; else None."""
    cell = next(paragraph.iterancestors(CELL), None)
    if cell is above:
        return cell
    if cell is None or len(cell.getparent().findall(CELL)) < 2:
        return None
    alone = sum(1 for _ in cell.iterancestors(TABLE)) == 1 and next(cell.iter(TABLE), None) is None
    return cell if alone else None


def _columns_between(above, cell) -> int:
    """How many columns of their row a cell stands behind another, or behind the edge where that is None."""
    columns = 0
    for other in cell.getparent().findall(CELL):
        if other is cell:
            return columns
        columns = 0 if other is above else columns
        span = next((one.get(qn("w:val"), "") for one in other.iterfind(f"*/{SPAN}")), "")
        columns += min(int(span), WIDEST) if span.isdecimal() else 1
    return columns


def _pieces(element, depth: int = 0):
    """The words of a paragraph, without those of a paragraph inside it (a text box), which comes on its own."""
    if depth > DEEPEST:
        return
    for child in element:
        if child.tag in UNREAD or child.tag == PARAGRAPH:
            continue
        if child.tag == WORD:
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[child.tag]
        else:
            yield from _pieces(child, depth + 1)
