"""Reading .csv, .tsv and .txt: any delimiter, quoted lines, ragged rows, and what is no table at all."""

import pytest

from safeguarding.lib.readers.csv import read_delimited

from ..old_workbook import xls
from ..reading import docx, refusal, values, xlsx


def read(text, encoding="utf-8"):
    (grid,) = read_delimited(text.encode(encoding), "plan.csv")
    return values(grid)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_told_by_the_rows(delimiter, ending):
    rows = [["Recommendation", "Owner"], ["1. Keep, mend and read it", "Inspector"], ["2. Then; stop", "Sergeant"]]
    quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in row] for row in rows]
    assert read(ending.join(delimiter.join(row) for row in quoted)) == rows


def test_a_file_that_names_its_delimiter_is_believed_and_its_first_row_is_row_1():
    assert read("sep=;\r\na,b;c\r\n") == [["a,b", "c"]]


def test_a_quoted_cell_may_run_over_lines_and_hold_quotation_marks():
    assert read('a,"Keep\r\nthe ""log"", now",b\nc,d,e\n') == [["a", 'Keep\nthe "log", now', "b"], ["c", "d", "e"]]


def test_ragged_rows_are_filled_up_and_blank_ones_keep_their_place():
    assert read("a\n\nb,c,d\ne,f\n\n\n") == [["a", None, None], [None] * 3, ["b", "c", "d"], ["e", "f", None]]


def test_the_rows_count_as_excel_counts_them():
    (grid,) = read_delimited(b'"a\nb",c\nd,e\n', "plan.csv")
    assert [(line.number, line.cells[0].origin) for line in grid.lines] == [(1, (1, 1)), (2, (2, 1))]
    assert (grid.name, grid.heading) == (1, "")


def test_a_date_stays_words():
    assert read("30/04/2015,2015-04-30") == [["30/04/2015", "2015-04-30"]]


def test_the_apostrophe_that_guards_a_formula_is_taken_off():
    assert read("'=cmd(),'+1,'-1,'@a,'tis,=cmd()") == [["=cmd()", "+1", "-1", "@a", "'tis", "=cmd()"]]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(encoding):
    assert read("child’s,£5\n“a”,–\n", encoding) == [["child’s", "£5"], ["“a”", "–"]]


def test_a_quotation_mark_that_is_not_closed_is_named():
    assert refusal(read_delimited, b'a,b\n"c,d\ne,f\n', "plan.csv") == (
        "plan.csv, row 2, opens a quotation mark that is not closed, or holds a cell too long to be one: "
        "close the quotation mark, or save the table as .xlsx, and try again."
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty: check that it was saved, and choose it again."),
        (b" \n,,\n", "has no words in it: check that it is the right one and choose it again."),
        (xlsx(["a"]), "is an Excel workbook under another name: rename it to end in .xlsx and choose it again."),
        (docx(["a"]), "is a Word document under another name: rename it to end in .docx and choose it again."),
        (xls([["a"]]), "is an old Excel workbook under another name: rename it to end in .xls and choose it again."),
        (b"a,b\0c", "is not plain text, it holds something else: open it in Excel, save it as .xlsx and choose that."),
        (
            b"%PDF-1.7 ",
            "is not plain text, inside it is a .pdf file: open it in Excel, save it as .xlsx and choose that.",
        ),
        (b"<html><table>", "is a web page under another name: open it in Excel, save it as .xlsx and choose that."),
    ],
    ids=["nothing", "blank", "xlsx", "docx", "xls", "nil byte", "pdf", "web page"],
)
def test_what_is_no_table_of_text_is_named(data, told):
    assert refusal(read_delimited, data, "plan.csv") == f"plan.csv {told}"


def test_more_columns_than_a_plan_has_are_refused():
    assert refusal(read_delimited, b"," * 9_000 + b"x", "plan.csv") == (
        "plan.csv, runs to row 1 and column 9,001: delete the empty rows and columns after the plan and try again."
    )
