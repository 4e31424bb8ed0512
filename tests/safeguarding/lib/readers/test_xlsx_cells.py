"""A cell of a workbook is read as the sheet shows it, and what stands beside the words is said."""

import io
import zipfile
from datetime import date, time

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from safeguarding.lib.readers.xlsx import read_sheets

from ..reading import repacked, values, xlsx


def _read(value, **styles):
    def change(sheet):
        cell = sheet.cell(1, 1, value)
        for name, style in styles.items():
            setattr(cell, name, style)

    return read_sheets(xlsx(["", "beside"], change=change), "plan.xlsx")[0].lines[0].cells[0]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1.1, "0.00", "1.10"),
        (1.1, "General", "1.1"),
        (7, "000", "007"),
        (4.2, "00.00", "04.20"),
        (0.25, "0%", "25%"),
        (-2.5, "0.00", "-2.50"),
        (date(2015, 12, 1), "mmm-yy", "December 2015"),
        (date(2015, 12, 1), "mmmm yyyy", "December 2015"),
        (date(2015, 12, 1), "dd mmm yyyy", date(2015, 12, 1)),
        (time(0, 0), "dd/mm/yyyy", None),
        ("a_x000D_\nb_x000D_c", "General", "a\nb\nc"),
    ],
)
def test_a_value_is_read_as_it_is_shown(value, number_format, shown):
    assert _read(value, number_format=number_format).value == shown


def test_a_tick_in_a_symbol_font_is_a_tick():
    assert _read("\xfc", font=Font(name="Wingdings")).words == "✓"


def test_white_words_are_doubted_and_a_link_is_named():
    white = Font(color="FFFFFFFF")
    assert _read("by July", font=white).doubt == "is written in white on nothing"
    assert _read("Key", font=white, fill=PatternFill("solid", fgColor="FF003366")).doubt == ""
    assert _read("Audit 12", hyperlink="https://example.org/audit").remarks == (
        "The words link to https://example.org/audit, which is not read.",
    )


def test_struck_words_are_left_out_and_named():
    struck = TextBlock(InlineFont(strike=True), "by June ")
    cell = _read(CellRichText(struck, "by July"))
    assert (cell.words, cell.remarks, cell.doubt) == (
        "by July",
        ("Struck out in the file, and not read: “by June”.",),
        "",
    )


def test_a_cell_that_is_struck_out_is_read_and_doubted():
    cell = _read("by June", font=Font(strike=True))
    assert (cell.words, cell.doubt) == ("by June", "is struck out in the file")


def test_a_comment_is_named():
    assert _read("a", comment=Comment("Ask the\nDCC.", "x")).remarks == (
        "A comment beside the cell is not read: “Ask the DCC.”.",
    )


@pytest.mark.parametrize(
    ("rgb", "colour"),
    [("FF92D050", "Green"), ("FFFFC000", "Amber"), ("FFFF0000", "Red"), ("FFFFFFFF", ""), ("FF808080", "Grey")],
)
def test_a_filled_cell_says_its_colour(rgb, colour):
    assert _read(None, fill=PatternFill("solid", fgColor=rgb)).colour == colour


def test_a_row_that_is_hidden_or_struck_out_and_a_hidden_sheet_and_column_are_named():
    def change(sheet):
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        for cell in sheet[3]:
            cell.font = Font(strike=True)
        other = sheet.parent.create_sheet("Old")
        other.append(["x"])
        other.sheet_state = "hidden"

    plan, old = read_sheets(xlsx(["a", "b"], ["c", "d"], ["e", "f"], change=change), "plan.xlsx")
    assert [line.doubt for line in (*plan.lines, *old.lines)] == [
        "",
        "is hidden in the file",
        "is struck out in the file",
        "stands on a hidden sheet",
    ]
    assert [cell.doubt for cell in plan.lines[2].cells] == ["", ""]
    assert plan.remarks == ("Column B is hidden in sheet “Plan” and read all the same.",)
    assert values(plan) == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_the_value_saved_for_a_formula_stands_beside_it():
    data = xlsx(["=1+1"])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    data = repacked(
        data, {"xl/worksheets/sheet1.xml": sheet.replace("<v></v>", "<v>2</v>").replace("<v/>", "<v>2</v>")}
    )
    cell = read_sheets(data, "plan.xlsx")[0].lines[0].cells[0]
    assert (cell.words, cell.remarks) == ("=1+1", ("It is worked out by a formula; the file shows “2”.",))
