"""A cell of a table in Word is read as the page shows it, and what stands beside the words is said."""

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from safeguarding.lib.readers.docx import read_tables

from ..reading import saved, values


def _table(rows=1, columns=2):
    document = Document()
    return document, document.add_table(rows=rows, cols=columns)


def _read(document):
    return read_tables(saved(document), "plan.docx")[0]


def test_the_numbers_that_word_draws_are_read():
    document, table = _table(rows=2)
    for row in table.rows:
        row.cells[0].paragraphs[0].style = "List Number"
        row.cells[1].text = "Count them."
    assert values(_read(document)) == [["1.", "Count them."], ["2.", "Count them."]]


def test_columns_that_a_row_leaves_free_are_free():
    document, table = _table(columns=3)
    row = table.rows[0]
    row._tr.remove(row._tr.tc_lst[0])
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:gridBefore {nsdecls('w')} w:val='1'/>"))
    for box, words in zip(row._tr.tc_lst, ("b", "c"), strict=True):
        box.p_lst[0].add_r().text = words
    grid = _read(document)
    assert values(grid) == [[None, "b", "c"]]
    assert grid.lines[0].cells[1].origin == (1, 2)


def test_struck_and_hidden_words_are_left_out_and_named():
    document, table = _table()
    table.cell(0, 1).text = "x"
    paragraph = table.cell(0, 0).paragraphs[0]
    paragraph.add_run("by June ").font.strike = True
    paragraph.add_run("do not print ").font.hidden = True
    paragraph.add_run("by July").font.strike = False
    cell = _read(document).lines[0].cells[0]
    assert (cell.words, cell.remarks) == (
        "by July",
        ("Struck out in the file, and not read: “by June”.", "Hidden in the file, and not read: “do not print”."),
    )


def test_deleted_words_and_links_are_named():
    document, table = _table()
    paragraph = table.cell(0, 0).paragraphs[0]
    key = document.part.relate_to("https://example.org/audit", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    paragraph._p.extend(
        parse_xml(piece.format(nsdecls("w", "r")))
        for piece in (
            "<w:del {}><w:r><w:delText>by June</w:delText></w:r></w:del>",
            f"<w:hyperlink {{}} r:id='{key}'><w:r><w:t>the audit</w:t></w:r></w:hyperlink>",
        )
    )
    cell = _read(document).lines[0].cells[0]
    assert (cell.words, cell.remarks) == (
        "the audit",
        (
            "Deleted with changes tracked, and not read: “by June”.",
            "The words link to https://example.org/audit, which is not read.",
        ),
    )


def test_a_cell_or_a_row_that_is_struck_out_is_read_and_doubted():
    document, table = _table(rows=2)
    for row, column in ((0, 0), (1, 0), (1, 1)):
        table.cell(row, column).paragraphs[0].add_run("gone").font.strike = True
    table.cell(0, 1).text = "stands"
    first, second = _read(document).lines
    assert [cell.doubt for cell in first.cells] == ["is struck out in the file", ""]
    assert (second.doubt, [cell.doubt for cell in second.cells]) == ("is struck out in the file", ["", ""])


def test_a_tick_of_a_symbol_font_is_a_tick():
    document, table = _table()
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), "Wingdings")
    symbol.set(qn("w:char"), "F0FE")
    table.cell(0, 0).paragraphs[0].add_run()._r.append(symbol)
    assert _read(document).lines[0].cells[0].words == "☑"


def test_a_comment_is_named_and_a_shade_is_a_colour():
    document, table = _table()
    run = table.cell(0, 0).paragraphs[0].add_run("Done.")
    document.add_comment(run, text="Ask the DCC.", author="x")
    shade = parse_xml(f"<w:shd {nsdecls('w')} w:val='clear' w:color='auto' w:fill='00B050'/>")
    table.cell(0, 1)._tc.get_or_add_tcPr().append(shade)
    done, shaded = _read(document).lines[0].cells
    assert done.remarks == ("A comment beside the cell is not read: “Ask the DCC.”.",)
    assert (shaded.words, shaded.colour) == ("", "Green")


def test_a_footnote_is_named():
    document, table = _table()
    note = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>Not agreed.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, note.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    table.cell(0, 0).paragraphs[0].add_run("Count them.")._r.append(
        parse_xml(f"<w:footnoteReference {nsdecls('w')} w:id='2'/>")
    )
    cell = _read(document).lines[0].cells[0]
    assert (cell.words, cell.remarks) == (
        "Count them.",
        ("A note at the foot of the cell’s words is not read: “Not agreed.”.",),
    )
