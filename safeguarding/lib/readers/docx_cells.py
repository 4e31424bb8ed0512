"""A cell of a table in Word as it shows: its words with the numbers Word draws, without what is struck out or hidden."""

import re
from dataclasses import dataclass, field

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from safeguarding.lib.readers.colours import colour_name
from safeguarding.lib.readers.docx_lists import Markers
from safeguarding.lib.readers.grids import Found
from safeguarding.lib.readers.symbols import as_shown

WORD, BREAKS = qn("w:t"), {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
DELETED, LINK = qn("w:delText"), qn("w:hyperlink")
PARAGRAPH, RUN, SYMBOL, COMMENTED = qn("w:p"), qn("w:r"), qn("w:sym"), qn("w:commentReference")
ROW, CELL = qn("w:tr"), qn("w:tc")
FOOTNOTED = {
    qn("w:footnoteReference"): RELATIONSHIP_TYPE.FOOTNOTES,
    qn("w:endnoteReference"): RELATIONSHIP_TYPE.ENDNOTES,
}
MOVED_AWAY, SECOND_COPY = qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
STRUCK, HIDDEN = (qn("w:strike"), qn("w:dstrike")), (qn("w:vanish"),)
STRUCK_OUT = "is struck out in the file"
TABLE_INSIDE = "comes from a table inside the cell, read a row a line"
NEVER_SHOWN = (
    " \t\r\u200b\u200c\u200d\u2060\ufeff"  # around words; a word processor leaves one in a row that is tracked
)
OFF = ("0", "false", "off")


@dataclass
class _Words:
    """The words of one cell while they are gathered: what is read, what is struck out, deleted or hidden, comments, notes, and links."""

    read: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class CellReader:
    """Reads the cells of one document, in their order, since its lists are counted on from cell to cell."""

    def __init__(self, document: Document) -> None:
        self.markers, self.links = Markers(document), _links(document)
        self.comments = _notes_by_number(document, RELATIONSHIP_TYPE.COMMENTS)
        self.notes = {tag: _notes_by_number(document, where) for tag, where in FOOTNOTED.items()}

    def words(self, element) -> str:
        """The words inside an element, a paragraph to a line, whatever wraps them."""
        gathered = _Words()
        self._gather(element, gathered)
        return _lines(gathered.read)

    def found(self, box) -> Found:
        """The words that a cell shows, and what stands in it that is not read. All of it struck out is read, with a doubt."""
        gathered = _Words()
        self._gather(box, gathered)
        read, struck = _lines(gathered.read), _lines(gathered.struck)
        hidden, deleted = _lines(gathered.hidden), _lines(gathered.deleted)
        whole = struck and not read
        doubt = STRUCK_OUT if whole else TABLE_INSIDE if next(box.iter(qn("w:tbl")), None) is not None else ""
        remarks = [f"Struck out in the file, and not read: “{struck}”."] if struck and not whole else []
        remarks += [f"Hidden in the file, and not read: “{hidden}”."] if hidden else []
        remarks += [f"Deleted with changes tracked, and not read: “{deleted}”."] if deleted else []
        remarks += [f"The words link to {link}, which is not read." for link in gathered.links if link not in read]
        remarks += [f"A comment beside the cell is not read: “{words}”." for words in gathered.comments]
        remarks += [f"A note at the foot of the cell’s words is not read: “{words}”." for words in gathered.notes]
        return Found((struck if whole else read) or None, tuple(remarks), doubt, _colour(box))

    def _gather(self, element, gathered: _Words) -> None:
        for child in element:
            if child.tag in (MOVED_AWAY, SECOND_COPY):
                continue
            if child.tag == RUN:
                self._run(child, gathered)
                continue
            if child.tag == CELL:
                self._cell_inside(child, gathered)
                continue
            if child.tag == LINK and (link := self.links.get(child.get(qn("r:id")))):
                gathered.links.append(link)
            if child.tag == PARAGRAPH:
                marker = self.markers.of(child)
                gathered.read.append(f"{marker} " if marker else "")
            self._gather(child, gathered)
            if child.tag in (PARAGRAPH, ROW):
                gathered.read.append("\n")

    def _cell_inside(self, box, gathered: _Words) -> None:
        """A cell of a table inside a cell: its words in one line, parted from those of the cell before it."""
        start = len(gathered.read)
        self._gather(box, gathered)
        words = " ".join(_lines(gathered.read[start:]).split("\n"))
        before = next(filter(None, reversed(gathered.read[:start])), "\n")
        gathered.read[start:] = [" | " if words and before != "\n" else "", words]

    def _run(self, run, gathered: _Words) -> None:
        pieces = gathered.struck if _is_on(run, STRUCK) else gathered.hidden if _is_on(run, HIDDEN) else gathered.read
        for child in run:
            if child.tag == WORD:
                pieces.append(child.text or "")
            elif child.tag == DELETED:
                gathered.deleted.append(child.text or "")
            elif child.tag in BREAKS:
                pieces.append(BREAKS[child.tag])
            elif child.tag == SYMBOL:
                pieces.append(_symbol(child))
            elif child.tag == COMMENTED and (words := self.comments.get(child.get(qn("w:id")))):
                gathered.comments.append(words)
            elif words := self.notes.get(child.tag, {}).get(child.get(qn("w:id"))):
                gathered.notes.append(words)
            elif child.tag != SECOND_COPY:
                self._gather([child], gathered)


def _lines(pieces: list[str]) -> str:
    lines = "".join(pieces).replace("\xa0", " ").split("\n")
    return "\n".join(filter(None, (line.strip(NEVER_SHOWN) for line in lines)))


def _symbol(symbol) -> str:
    code = symbol.get(qn("w:char")) or ""
    letter = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{2,4}", code) else ""
    return as_shown(letter, symbol.get(qn("w:font")))


def _is_on(run, names: tuple[str, ...]) -> bool:
    properties = run.find(qn("w:rPr"))
    return properties is not None and any(
        child.tag in names and child.get(qn("w:val"), "1") not in OFF for child in properties
    )


def _colour(box) -> str:
    properties = box.find(qn("w:tcPr"))
    shading = properties.find(qn("w:shd")) if properties is not None else None
    fill = shading.get(qn("w:fill")) if shading is not None else None
    return colour_name(fill) if fill and fill != "auto" else ""


def _links(document: Document) -> dict[str, str]:
    """The address outside of the document of each link by its key."""
    return {
        key: one.target_ref
        for key, one in document.part.rels.items()
        if one.is_external and one.reltype == RELATIONSHIP_TYPE.HYPERLINK
    }


def _notes_by_number(document: Document, kind: str) -> dict[str, str]:
    """The words of each comment or note by its number; none where the document has none."""
    parts = [one.target_part for one in document.part.rels.values() if one.reltype == kind]
    return {
        each.get(qn("w:id")): words
        for part in parts
        for each in parse_xml(part.blob)
        if (words := " ".join("".join(piece.text or "" for piece in each.iter(WORD)).split()))
    }
