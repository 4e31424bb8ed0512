"""Reading .xls: words, dates, merged cells, passwords and macros."""

from datetime import date

import pytest

from safeguarding.lib.readers.xls import read_old_sheets

from ..old_workbook import xls
from ..reading import docx, elsewhere, refusal, values, xlsx


def test_words_numbers_and_dates_are_read_where_excel_shows_them():
    (grid,) = read_old_sheets(xls([[], [None, " Keep – the log. ", 12.0, 12.5, date(2015, 4, 30)]]), "plan.xls")
    assert grid.name == "Plan"
    assert values(grid) == [[None] * 5, [None, "Keep – the log.", "12", "12.5", date(2015, 4, 30)]]


def test_a_merged_block_has_the_words_of_its_first_cell():
    (grid,) = read_old_sheets(xls([["a", None, "b"], [None, None, "c"]], merged=[(1, 1, 2, 2)]), "plan.xls")
    assert values(grid) == [["a", "a", "b"], ["a", "a", "c"]]
    assert elsewhere(grid) == {(1, 2): (1, 1), (2, 1): (1, 1), (2, 2): (1, 1)}


def test_a_formula_typed_as_words_stays_words():
    (grid,) = read_old_sheets(xls([["=cmd()"]]), "plan.xls")
    assert values(grid) == [["=cmd()"]]


def test_a_password_is_named():
    assert refusal(read_old_sheets, xls([["a"]], passed=True), "plan.xls") == (
        "plan.xls is locked with a password: save a copy without the password and choose that."
    )


def test_macros_are_refused():
    assert refusal(read_old_sheets, xls([["a"]], streams=["_VBA_PROJECT_CUR"]), "plan.xls") == (
        "plan.xls carries macros, which are never opened here: save it as .xlsx without macros and choose that."
    )


def test_a_sheet_of_more_columns_than_a_plan_has_is_refused():
    assert refusal(read_old_sheets, xls([[None] * 255 + ["x"]]), "plan.xls") == (
        "plan.xls, sheet “Plan”, runs to row 1 and column 256: "
        "delete the empty rows and columns after the plan and try again."
    )


def test_a_sheet_without_words_is_refused():
    assert refusal(read_old_sheets, xls([[None]]), "plan.xls") == (
        "plan.xls has no words in any sheet: check that it is the right file and that it was saved."
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (xlsx(["a"]), "is an Excel workbook under another name: rename it to end in .xlsx and choose it again."),
        (docx(["a"]), "is a Word document under another name: rename it to end in .docx and choose it again."),
        (
            b"<table><tr><td>a</table>",
            "is not an old Excel workbook, it holds something else: open the plan in Office, save it as .xlsx and choose that.",
        ),
        (xls([["a"]])[:1_200], "is damaged and cannot be read as an old Excel workbook: open it in Office, "),
    ],
    ids=["xlsx", "docx", "web page", "cut short"],
)
def test_what_is_no_xls_is_named(data, told):
    assert refusal(read_old_sheets, data, "plan.xls").startswith(f"plan.xls {told}")
