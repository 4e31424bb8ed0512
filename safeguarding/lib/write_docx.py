"""Writing one table to a Word document that can be read aloud, printed, and sent on."""

import io
from datetime import UTC

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from safeguarding.lib.write_tables import Table, plain

LONG_SIDE, SHORT_SIDE, MARGIN, HEAD = 297, 210, 15, 22  # mm: A4 across; at its head and foot stands the marking
LANGUAGE = "en-GB"


def write_docx(table: Table) -> bytes:
    """A .docx on A4 across, its marking at the head and foot of each page, its header row repeated, no row split."""
    document = Document()
    _describe(document, table)
    _set_page(document.sections[0], table.marking)
    document.add_heading(plain(table.title), 1)
    document.add_paragraph(plain(table.about))
    for label, words in table.labels:
        document.add_paragraph(f"{label}: {plain(words)}")
    _fill(document, table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document, table):
    """Title, language and letters, so that screen readers know what they read; nothing of the library's own template."""
    about = document.core_properties
    about.title, about.language, about.author, about.comments = plain(table.title), LANGUAGE, "", ""
    about.created = about.modified = table.at.astimezone(UTC)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(9)
    normal.paragraph_format.space_after = Pt(4)
    heading = document.styles["Heading 1"]
    heading.font.name, heading.font.size = "Arial", Pt(16)
    heading.element.rPr.rFonts.attrib.clear()
    heading.element.rPr.rFonts.set(qn("w:ascii"), "Arial")
    heading.element.rPr.rFonts.set(qn("w:hAnsi"), "Arial")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _set_page(section, marking):
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(LONG_SIDE), Mm(SHORT_SIDE)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(HEAD)
    for edge in (section.header, section.footer):
        line = edge.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(marking).bold = True
    pages = section.footer.add_paragraph("Page ")
    pages.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    pages._p.append(_element("w:fldSimple", instr="PAGE"))


def _fill(document, table):
    """The table: the header row is marked as one, so that it is repeated on each page and read out with its cells."""
    grid = document.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    grid.autofit = False
    total = sum(share for _, share in table.columns)
    widths = [Mm((LONG_SIDE - 2 * MARGIN) * share / total) for _, share in table.columns]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for number, words in enumerate((table.header, *table.rows)):
        row = grid.add_row()
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        if number == 0:
            row._tr.trPr.append(_element("w:tblHeader"))
        for cell, width, said in zip(row.cells, widths, words, strict=True):
            cell.width = width
            _write(cell, plain(said), bold=number == 0)


def _write(cell, words, *, bold):
    """A paragraph for each line."""
    first, *more = words.split("\n")
    cell.paragraphs[0].add_run(first).bold = bold or None
    for line in more:
        cell.add_paragraph(line)
    if bold:
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill="E7EBF0"))


def _element(name, **attributes):
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
