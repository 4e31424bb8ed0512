"""Reading .docx: tables, their headings, and tables inside tables."""

from safeguarding.lib.readers.docx import read_tables

from ..reading import docx, refusal, repacked, values

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORDS = "<w:p><w:r><w:t>words</w:t></w:r></w:p>"


def written(body):
    """The bytes of a document whose body is this XML."""
    part = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return repacked(docx(["a"]), {"word/document.xml": part})


def nested(times):
    return written("<w:tbl><w:tr><w:tc>" * times + WORDS + "</w:tc></w:tr></w:tbl>" * times)


def test_a_table_has_its_number_and_the_words_above_it():
    (grid,) = read_tables(docx(["a", "b"], ["c", ""]), "plan.docx")
    assert (grid.name, grid.heading, values(grid)) == (1, "A heading", [["a", "b"], ["c", None]])


def _row(*cells):
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_a_table_inside_a_cell_is_read_a_row_a_line_with_a_doubt():
    inside = f"<w:tbl>{_row(WORDS, WORDS * 2)}{_row(WORDS, '<w:p/>')}</w:tbl><w:p/>"
    (grid,) = read_tables(written(f"<w:tbl>{_row(WORDS, WORDS + inside)}</w:tbl>"), "plan.docx")
    assert values(grid) == [["words", "words\nwords | words words\nwords"]]
    assert grid.lines[0].cells[1].doubt == "comes from a table inside the cell, read a row a line"


def test_a_table_that_only_frames_another_is_read_as_that():
    framed = f"<w:tbl>{_row(WORDS, WORDS)}</w:tbl><w:p/>"
    (grid,) = read_tables(written(f"<w:tbl>{_row(framed)}</w:tbl>"), "plan.docx")
    assert (values(grid), grid.lines[0].cells[0].doubt) == ([["words", "words"]], "")
    (grid,) = read_tables(nested(50), "plan.docx")
    assert values(grid) == [["words"]]


def test_tables_200_deep_are_refused():
    assert refusal(read_tables, nested(200), "plan.docx") == (
        "plan.docx holds tables inside tables, or other layers, far deeper than a plan needs and was not opened: "
        "copy its table into a new file and choose that."
    )


def test_a_cell_whose_width_is_no_number_is_refused():
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr>' + WORDS + "</w:tc>"
    assert refusal(read_tables, written(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), "plan.docx") == (
        "plan.docx is damaged and cannot be read as a Word document: "
        "open it in Office, save it again and choose the new copy."
    )


def test_a_table_longer_than_any_plan_is_refused():
    row = f"<w:tr><w:tc>{WORDS}</w:tc></w:tr>"
    assert refusal(read_tables, written(f"<w:tbl>{row * 20_001}</w:tbl>"), "plan.docx") == (
        "plan.docx, table 1, runs to row 20,001 and column 1: "
        "delete the empty rows and columns after the plan and try again."
    )
