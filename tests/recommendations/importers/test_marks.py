"""Hidden, struck and coloured cells of a plan are named and asked about, never dropped."""

from datetime import date

import pytest
from openpyxl.styles import Font, PatternFill

from recommendations.importers.action_plan import plan_of
from safeguarding.lib.readers.grids import Cell, Grid, Line

from .conftest import grid_of

HEADER = ("Ref", "Recommendation", "Action", "Target date", "RAG")


def _grid(*lines, header=HEADER):
    head = grid_of(header).lines[0]
    rows = [
        Line(
            number,
            tuple(
                given if isinstance(given, Cell) else Cell(given, (number, column))
                for column, given in enumerate(row, start=1)
            ),
            doubt,
        )
        for number, (row, doubt) in enumerate(lines, start=2)
    ]
    return Grid("Plan", "", (head, *rows))


def _problems(grid, **known):
    return [
        (problem.field, problem.message, problem.must)
        for problem in plan_of([grid], "x", "0", **known).rows[0].problems
    ]


ROW = ("1", "Count the missing.", "Count them.", date(2015, 4, 30))


def test_a_hidden_row_waits_until_a_person_says_that_it_goes_in():
    grid = _grid(((*ROW, "On target"), "is hidden in the file"))
    assert ("row", "Row 2 is hidden in the file: say whether it goes in.", True) in _problems(grid)
    assert _problems(grid, corrections={("Plan", 2, "row"): "own"}) == []
    assert plan_of([grid], "x", "0", corrections={("Plan", 2, "row"): "leave out"}).rows == ()


def test_what_stands_beside_a_cell_is_a_note_and_a_struck_cell_a_question():
    action = Cell(
        "Count them.", (2, 3), ("A comment beside the cell is not read: “No.”.",), "is struck out in the file"
    )
    problems = _problems(_grid(((*ROW[:2], action, ROW[3], "On target"), "")))
    assert problems == [
        ("action", "A comment beside the cell is not read: “No.”.", False),
        ("action", "“Count them.” is struck out in the file: say whether it stands.", True),
    ]


def test_a_colour_without_words_is_read_by_its_name():
    grid = _grid(((*ROW, Cell(None, (2, 5), colour="Green")), ""))
    plan = plan_of([grid], "x", "0")
    assert (plan.rows[0].rag, plan.unknown_words) == ("Green", (("green", 1),))
    assert ("rag", "The cell holds no words; its colour is read as “Green”.", False) in _problems(grid)


def test_a_colour_that_has_no_name_is_asked_about():
    grid = _grid(((*ROW, Cell(None, (2, 5), colour="a colour")), ""))
    assert _problems(grid) == [("rag", "The cell is coloured and holds no words: say what its colour means.", True)]


def test_a_workbook_with_a_struck_row_and_a_filled_cell_is_read_so(read_form):
    def change(sheet):
        for cell in sheet[2]:
            cell.font = Font(strike=True)
        sheet["I1"], sheet["I3"].fill = "RAG", PatternFill("solid", fgColor="FFFF0000")

    struck, filled = read_form({}, {"recommendation": "2. Immediately: Read the log."}, change=change).rows
    assert [problem.message for problem in struck.problems if problem.must] == [
        "Row 2 is struck out in the file: say whether it goes in."
    ]
    assert filled.rag == "Red"


HALF = ("Ref", "Recommendation", "Action", "Target date")


@pytest.mark.parametrize("others", [("30/11/2015",), ("30/11/2015", date(2015, 6, 6))])
def test_dates_that_an_american_excel_half_converted_are_asked_about(others):
    rows = [
        ((f"{number}", f"Count the missing {number}.", "Count them.", on), "")
        for number, on in enumerate((date(2015, 3, 12), *others), start=1)
    ]
    first, *rest = plan_of([_grid(*rows, header=HALF)], "x", "0").rows
    assert first.target.date is None
    assert [problem.message for problem in first.problems if problem.must] == [
        "Other dates in this column are typed as words, as an American Excel leaves them, "
        "so “12/03/2015” may be 12 March 2015 or 3 December 2015: put it right, or empty it."
    ]
    assert [row.target.date for row in rest] == [date(2015, 11, 30), date(2015, 6, 6)][: len(rest)]


def test_true_dates_of_which_one_is_late_in_its_month_are_certain():
    rows = [
        ((f"{number}", f"Count the missing {number}.", "Count them.", on), "")
        for number, on in enumerate((date(2015, 3, 12), "30/11/2015", date(2015, 3, 31)))
    ]
    assert plan_of([_grid(*rows, header=HALF)], "x", "0").rows[0].target.date == date(2015, 3, 12)


def test_a_day_in_1900_is_a_number_that_strayed_into_the_column():
    row = plan_of([_grid(((*ROW[:3], date(1900, 1, 5)), ""), header=HALF)], "x", "0").rows[0]
    assert (row.target.date, [problem.field for problem in row.problems if problem.must]) == (None, ["target"])


def test_coloured_weeks_are_said_to_be_unread_and_a_coloured_line_is_not():
    head = (*HEADER, "October", "November")
    week = Cell(None, (2, 6), colour="Green")
    line = [Cell(words, (3, column), colour="Blue") for column, words in enumerate((*ROW, None, "x", None), start=1)]
    plan = plan_of([_grid(((*ROW, "Green", week), ""), (line, ""), header=head)], "x", "0")
    (said,) = [problem.message for problem in plan.problems if "coloured" in problem.message]
    assert said == "Sheet “Plan” has coloured cells without words below “October”: they are not read."
