"""Writing a paper to a Word document that can be edited there: real styles and headings, header rows repeated, appendices across."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from safeguarding.lib.writers.docx import LONG_SIDE, SHORT_SIDE, arial, describe, element, fill, mark
from safeguarding.lib.writers.paper_pdf import picture
from safeguarding.lib.writers.papers import Grid, Paper, cell_words
from safeguarding.lib.writers.tables import plain

MARGIN, NARROW, HEAD, INDENT = 20, 12, 22, 12  # mm; narrow: of pages across
NUMBERED, IN_TABLE = "Numbered paragraph", "Table text"
SHORT = 15  # rows; such a table stands on one page, so that no total is left alone on the next
SIZES = {"Title": 20, "Heading 1": 13, "Heading 2": 11}


def write_paper_docx(paper: Paper) -> bytes:
    """A .docx on A4: the paper upright, its appendices across, its marking at the head and foot of each page."""
    document = Document()
    describe(document, paper.title, paper.at)
    _add_styles(document)
    first = document.sections[0]
    _set_page(first, across=False)
    mark(first, paper.marking)
    _block(document, paper.header)
    document.add_paragraph(plain(paper.title), style="Title")
    for line in paper.about:
        document.add_paragraph(plain(line))
    for section in paper.sections:
        _add_section(document, section)
    for number, appendix in enumerate(paper.appendices):
        if number == 0:
            _set_page(document.add_section(WD_SECTION.NEW_PAGE), across=True)
        heading = document.add_heading(appendix.heading, 1)
        # One without a table leaves its page to the next.
        heading.paragraph_format.page_break_before = number > 0 and bool(paper.appendices[number - 1].grids)
        if appendix.about:
            document.add_paragraph(plain(appendix.about))
        for grid in appendix.grids:
            _add_grid(document, grid, LONG_SIDE - 2 * NARROW, named=len(appendix.grids) > 1)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_styles(document):
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size in SIZES.items():
        arial(document.styles[name], size)
    title = document.styles["Title"]
    title.font.bold, title.paragraph_format.space_before = True, Pt(18)
    title.element.pPr.remove(title.element.pPr.find(qn("w:pBdr")))  # the line that the template draws under it
    numbered = document.styles.add_style(NUMBERED, WD_STYLE_TYPE.PARAGRAPH)
    numbered.base_style = document.styles["Normal"]
    numbered.paragraph_format.left_indent, numbered.paragraph_format.first_line_indent = Mm(INDENT), -Mm(INDENT)
    numbered.paragraph_format.tab_stops.add_tab_stop(Mm(INDENT))
    in_table = document.styles.add_style(IN_TABLE, WD_STYLE_TYPE.PARAGRAPH)
    in_table.base_style = document.styles["Normal"]
    in_table.font.size, in_table.paragraph_format.space_after = Pt(8.5), Pt(2)


def _set_page(section, *, across):
    sides = (LONG_SIDE, SHORT_SIDE) if across else (SHORT_SIDE, LONG_SIDE)
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Mm, sides)
    section.left_margin = section.right_margin = Mm(NARROW if across else MARGIN)
    section.top_margin = section.bottom_margin = Mm(HEAD)


def _block(document, header):
    """The block above the title: a label and its words in each row."""
    grid = document.add_table(rows=0, cols=2, style="Table Grid")
    fill(grid, [(label, plain(words)) for label, words in header], (45, SHORT_SIDE - 2 * MARGIN - 45), headers=())
    for row in grid.rows:
        for run in row.cells[0].paragraphs[0].runs:
            run.bold = True


def _add_section(document, section):
    document.add_heading(f"{section.number}. {section.title}", 1)
    for number, words in section.numbered:
        first, *more = plain(words).split("\n")
        document.add_paragraph(f"{number}\t{first}", style=NUMBERED)
        for line in more:
            document.add_paragraph(f"\t{line}", style=NUMBERED)
    if section.bars:
        document.add_heading(section.bars.title, 2)
        shown = document.add_picture(io.BytesIO(picture(section.bars)), width=Mm(SHORT_SIDE - 2 * MARGIN))
        shown._inline.docPr.set("descr", section.bars.in_words)
        document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.LEFT
    for grid in section.grids:
        _add_grid(document, grid, SHORT_SIDE - 2 * MARGIN, named=True)


def _add_grid(document, grid: Grid, width, *, named):
    if named:
        document.add_heading(plain(grid.title), 2)
    if grid.about:
        document.add_paragraph(plain(grid.about)).paragraph_format.keep_with_next = True
    total = sum(share for _, share in grid.columns)
    table = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    rows = [grid.header, *([cell_words(cell) for cell in row] for row in grid.rows)]
    fill(table, rows, [width * share / total for _, share in grid.columns], style=IN_TABLE)
    if len(grid.rows) <= SHORT and width < SHORT_SIDE:
        for row in table.rows[:-1]:
            row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
    for place in (place for place, number in enumerate(grid.of_numbers) if number):
        for cell in table.columns[place].cells:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph()
    table._tbl.tblPr.append(element("w:tblDescription", val=plain(grid.title)))
