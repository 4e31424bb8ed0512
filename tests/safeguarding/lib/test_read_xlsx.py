"""Reading .xlsx: words, dates, formulas, merged cells, and sheets that are larger than any plan."""

import io
import zipfile
from datetime import date

import pytest

from safeguarding.lib.read_xlsx import read_sheets

from .reading import elsewhere, refusal, repacked, values, xlsx


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


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet", '<?xml version="1.0" encoding="x"?><worksheet'),
        ("xl/styles.xml", 'fontId="0"', 'fontId="99999999999999999999"'),
    ],
)
def test_an_encoding_or_a_number_that_makes_no_sense_is_named(part, right, wrong):
    data = xlsx(["a"])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        content = package.read(part).decode().replace(right, wrong, 1)
    assert refusal(read_sheets, repacked(data, {part: content}), "plan.xlsx") == (
        "plan.xlsx is damaged and cannot be read as an Excel workbook: "
        "open it in Office, save it again and choose the new copy."
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
