"""Reading .ods: words, dates, formulas, merged and repeated cells."""

from datetime import date

import pytest

from safeguarding.lib.readers.ods import read_open_sheets

from ..open_document import cell, ods, row
from ..reading import elsewhere, refusal, values, xlsx


def read(*rows):
    (grid,) = read_open_sheets(ods("".join(rows)), "plan.ods")
    return grid


def test_words_and_dates_are_read_where_libreoffice_shows_them():
    dated = cell("30/04/15", office_value_type="date", office_date_value="2015-04-30T09:00:00")
    grid = read(row(""), row("", "Keep\nthe log.", dated, cell("£1,200", office_value_type="currency")))
    assert grid.name == "Plan"
    assert values(grid) == [[None] * 4, [None, "Keep\nthe log.", date(2015, 4, 30), "£1,200"]]


def test_a_date_that_no_calendar_has_keeps_its_words():
    assert values(read(row(cell("30/04/12015", office_value_type="date", office_date_value="12015-04-30")))) == [
        ["30/04/12015"]
    ]


def test_a_formula_is_its_own_words():
    assert values(read(row(cell("2", table_formula="of:=1+1"), cell("", table_formula="of:=cmd()")))) == [
        ["=1+1", "=cmd()"]
    ]


def test_spaces_and_breaks_are_read_and_comments_are_named():
    written = (
        "<table:table-cell><office:annotation><text:p>a comment</text:p></office:annotation>"
        "<text:p>Keep<text:s/>the <text:span>log</text:span><text:line-break/>safe.</text:p></table:table-cell>"
    )
    grid = read(row(written))
    assert values(grid) == [["Keep the log\nsafe."]]
    assert grid.lines[0].cells[0].remarks == ("A comment beside the cell is not read: “a comment”.",)


def test_a_row_that_is_hidden_or_filtered_out_is_read_with_a_doubt():
    hidden = row(cell("Read it.")).replace("<table:table-row", '<table:table-row table:visibility="filter"', 1)
    assert [line.doubt for line in read(row(cell("Keep it.")), hidden).lines] == ["", "is hidden in the file"]


def test_a_merged_block_has_the_words_of_its_first_cell():
    block = cell("a", table_number_columns_spanned=2, table_number_rows_spanned=2)
    covered = "<table:covered-table-cell/>"
    grid = read(row(block, covered, "b"), row(covered, covered, "c"))
    assert values(grid) == [["a", "a", "b"], ["a", "a", "c"]]
    assert elsewhere(grid) == {(1, 2): (1, 1), (2, 1): (1, 1), (2, 2): (1, 1)}


def test_repeated_cells_and_rows_are_as_many_as_are_shown():
    twice = cell("a", table_number_columns_repeated=2)
    grid = read(row(twice, "b"), row("", repeated=2), row("c", repeated=2))
    assert values(grid) == [["a", "a", "b"], [None] * 3, [None] * 3, ["c", None, None], ["c", None, None]]


def test_the_empty_rows_and_columns_that_fill_a_sheet_up_are_left_out():
    filler = cell("", table_number_columns_repeated=16_382)
    assert values(read(row("a", filler), row(filler, repeated=1_048_575))) == [["a"]]


def test_a_filled_row_repeated_to_the_end_is_refused():
    assert refusal(read_open_sheets, ods(row("a", repeated=1_048_576)), "plan.ods") == (
        "plan.ods, sheet “Plan”, runs to row 1,048,576 and column 1: "
        "delete the empty rows and columns after the plan and try again."
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (ods(""), "has no words in any sheet: check that it is the right file and that it was saved."),
        (ods("<table:table-row>"), "is damaged and cannot be read as an OpenDocument spreadsheet: open it in Office, "),
        (
            ods(row("a"), **{"Basic/script.xml": "<a/>"}),
            "carries macros, which are never opened here: save it as .ods without",
        ),
        (
            ods(row("a"), **{"META-INF/manifest.xml": "<a><encryption-data/></a>"}),
            "is locked with a password: save a copy",
        ),
        (xlsx(["a"]), "is an Excel workbook under another name: rename it to end in .xlsx and choose it again."),
    ],
    ids=["empty", "scrambled", "macros", "password", "xlsx"],
)
def test_what_cannot_be_read_is_named(data, told):
    assert refusal(read_open_sheets, data, "plan.ods").startswith(f"plan.ods {told}")


STYLES = (
    '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
    '<style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="child" style:parent-style-name="gone"/>'
    '<style:style style:name="paint"><style:table-cell-properties fo:background-color="#00b050"/></style:style>'
    '<style:style style:name="away"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles>"
)


def test_what_is_struck_out_coloured_or_in_a_hidden_column_is_told():
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    part = "<table:table-cell><text:p>Keep it<text:span text:style-name='gone'> and ring</text:span></text:p></table:table-cell>"
    grid = read(columns, STYLES, row(cell("a", table_style_name="child"), part, cell("", table_style_name="paint")))

    assert grid.remarks == ("Columns B to C are hidden in sheet “Plan” and read all the same.",)
    struck, rest, coloured = grid.lines[0].cells
    assert (struck.value, struck.doubt, coloured.colour) == ("a", "is struck out in the file", "Green")
    assert (rest.value, rest.remarks) == ("Keep it", ("Struck out in the file, and not read: “and ring”.",))


def test_rows_of_a_hidden_sheet_are_read_with_a_doubt():
    (grid,) = read_open_sheets(ods(STYLES + row("a"), sheet=' table:style-name="away"'), "plan.ods")
    assert [line.doubt for line in grid.lines] == ["stands on a hidden sheet"]
