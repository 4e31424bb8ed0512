"""Writing one table to a Word document that can be read aloud, printed, and sent on; and the pieces that a whole paper takes too."""

import io
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable

from safeguarding.lib.writers.tables import Table, plain

LONG_SIDE, SHORT_SIDE, MARGIN, HEAD = 297, 210, 15, 22  # mm: A4 across; at its head and foot stands the marking
LANGUAGE = "en-GB"


def write_docx(table: Table) -> bytes:
    """A .docx on A4 across, its marking at the head and foot of each page, its header row repeated, no row split."""
    document = Document()
    describe(document, table.title, table.at)
    _set_page(document.sections[0], table.marking)
    document.add_heading(plain(table.title), 1)
    document.add_paragraph(plain(table.about))
    for label, words in table.labels:
        document.add_paragraph(f"{label}: {plain(words)}")
    total = sum(share for _, share in table.columns)
    widths = [(LONG_SIDE - 2 * MARGIN) * share / total for _, share in table.columns]
    fill(document.add_table(rows=0, cols=len(widths), style="Table Grid"), (table.header, *table.rows), widths)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def describe(document: WordDocument, title: str, at: datetime) -> None:
    """Title, language and letters, so that screen readers know what they read; nothing of the library's own template."""
    about = document.core_properties
    about.title, about.language, about.author, about.comments = plain(title), LANGUAGE, "", ""
    about.created = about.modified = at.astimezone(UTC)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(9)
    normal.paragraph_format.space_after = Pt(4)
    arial(document.styles["Heading 1"], 16)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def arial(style: ParagraphStyle, points: int) -> None:
    """Give a style of the library's template the letters of the rest, in black."""
    style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(points), RGBColor(0, 0, 0)
    style.element.rPr.rFonts.attrib.clear()
    style.element.rPr.rFonts.set(qn("w:ascii"), "Arial")
    style.element.rPr.rFonts.set(qn("w:hAnsi"), "Arial")


def _set_page(section, marking):
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(LONG_SIDE), Mm(SHORT_SIDE)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(HEAD)
    mark(section, marking)


def mark(section: Section, marking: str) -> None:
    """Print the marking at the head and the foot of each page of a section, and the page's number below."""
    for edge in (section.header, section.footer):
        line = edge.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(marking).bold = True
    pages = section.footer.add_paragraph("Page ")
    pages.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    pages._p.append(element("w:fldSimple", instr="PAGE"))


def fill(
    grid: WordTable,
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
    *,
    headers: Collection[int] = (0,),
    style: str | None = None,
) -> None:
    """Write rows of words into an empty table, whose columns are so many mm wide.

    headers: the numbers of the rows that are marked as such, so that they are repeated on each page and read out with their cells.
    """
    grid.autofit = False
    # Once, not for each cell: the library goes through all styles for it.
    style_id = grid.part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for number, words in enumerate(rows):
        row = grid.add_row()
        row._tr.get_or_add_trPr().append(element("w:cantSplit"))
        if number in headers:
            row._tr.trPr.append(element("w:tblHeader"))
        for cell, width, text in zip(row.cells, widths, words, strict=True):
            cell.width = Mm(width)
            _write(cell, plain(text), style_id, bold=number in headers)


def _write(cell, words, style_id, *, bold):
    """A paragraph for each line."""
    first, *more = words.split("\n")
    cell.paragraphs[0].add_run(first).bold = bold or None
    for line in more:
        cell.add_paragraph(line)
    for paragraph in cell.paragraphs:
        paragraph._p.style = style_id
    if bold:
        cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill="E7EBF0"))


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element of Word's, by its name and attributes, for what the library has no word for."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
