"""Reading .xlsx: words, dates, formulas, merged cells, and sheets that are larger than any plan."""

import io
import zipfile
from datetime import date

import pytest

from safeguarding.lib.readers.xlsx import read_sheets

from ..reading import elsewhere, refusal, repacked, values, xlsx


def read(*rows, change=None):
    return read_sheets(xlsx(*rows, change=change), "plan.xlsx")


def test_words_numbers_and_dates_are_read_where_excel_shows_them():
    (grid,) = read([], [None, " Keep\nthe log. ", 12.0, True, date(2015, 4, 30)])
    assert grid.name == "Plan"
    assert values(grid) == [[None] * 5, [None, "Keep\nthe log.", "12", "TRUE", date(2015, 4, 30)]]


def test_a_formula_is_its_own_words():
    (grid,) = read(["=cmd|'/c calc'!A1", "=1+1"])
    assert values(grid) == [["=cmd|'/c calc'!A1", "=1+1"]]


def test_a_merged_block_has_the_words_of_its_first_cell():
    (grid,) = read(["a", None, "b"], [None, None, "c"], change=lambda sheet: sheet.merge_cells("A1:B2"))
    assert values(grid) == [["a", "a", "b"], ["a", "a", "c"]]
    assert elsewhere(grid) == {(1, 2): (1, 1), (2, 1): (1, 1), (2, 2): (1, 1)}


def test_sheets_without_words_are_passed_over():
    assert [grid.name for grid in read(["a"], change=lambda sheet: sheet.parent.create_sheet("Empty"))] == ["Plan"]


def test_16384_columns_are_refused():
    data = xlsx(["a"], change=lambda sheet: sheet.cell(1, 16_384, "x"))
    assert refusal(read_sheets, data, "plan.xlsx") == (
        "plan.xlsx, sheet “Plan”, runs to row 1 and column 16,384: "
        "delete the empty rows and columns after the plan and try again."
    )


def _respelt(data, part, right, wrong):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = package.read(part).decode()
    assert right in content
    return repacked(data, {part: content.replace(right, wrong, 1)})


def test_an_encoding_that_makes_no_sense_is_named():
    wrong = '<?xml version="1.0" encoding="x"?><worksheet'
    data = _respelt(xlsx(["a"]), "xl/worksheets/sheet1.xml", "<worksheet", wrong)
    assert refusal(read_sheets, data, "plan.xlsx") == (
        "plan.xlsx is damaged and cannot be read as an Excel workbook: "
        "open it in Office, save it again and choose the new copy."
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('fontId="0"', 'fontId="99999999999999999999"'),
        ("<fill><patternFill/></fill>", "<fill/>"),
        ('family val="2"', 'family val="77"'),
    ],
)
def test_a_workbook_whose_formats_make_no_sense_is_read_without_them(right, wrong):
    (grid,) = read_sheets(_respelt(xlsx(["a", date(2015, 3, 31)]), "xl/styles.xml", right, wrong), "plan.xlsx")
    assert values(grid) == [["a", date(2015, 3, 31)]]
    assert grid.remarks == (
        "The formats of this file are damaged: colours, struck words and hidden formats were not looked at.",
    )


def test_a_link_to_another_book_is_never_followed():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        'Target="file:///etc/hostname" TargetMode="External"/></Relationships>'
    )
    linked = {
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": relations,
    }
    (grid,) = read_sheets(repacked(xlsx(["=[1]Plan!A1"]), linked), "plan.xlsx")
    assert values(grid) == [["=[1]Plan!A1"]]
