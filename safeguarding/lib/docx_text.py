"""The words of a Word document in reading order, a line a paragraph, with the bullets and numbers that Word draws itself."""

import io
import re

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from safeguarding.lib.docx_lists import Markers
from safeguarding.lib.office_files import BROKEN, check_package
from safeguarding.lib.refusals import DOCUMENT, damaged

PARAGRAPH, WORD, CELL = qn("w:p"), qn("w:t"), qn("w:tc")
BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
UNREAD = {qn("w:moveFrom"), qn("w:del"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
DEEPEST = 100  # of content controls, tables and boxes inside one another


def text_of_document(data: bytes, name: str) -> str:
    """Every paragraph, those of tables and text boxes too, in order and parted by blank lines; list items close up.

    Words inserted with changes tracked are read and deleted ones are not. Raises Unreadable.
    """
    check_package(data, name, DOCUMENT)
    try:
        document = Document(io.BytesIO(data))
        markers = Markers(document)
        lines: list[str] = []
        number = ""  # alone in a cell, it belongs to the words of the next
        for paragraph in document.element.body.iter(PARAGRAPH):
            words = "".join(_pieces(paragraph)).replace("\xa0", " ").strip()
            if paragraph.getparent().tag == CELL and re.fullmatch(r"[0-9]{1,3}[.)]?", words):
                number = f"{words}\t"
            elif words:
                words, number = number + words, ""
                marker = markers.of(paragraph)
                lines += [f"{marker} {words}"] if marker else ["", words, ""]
    except (*BROKEN, OpcError, AttributeError, RecursionError):
        raise damaged(name, DOCUMENT) from None
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


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
