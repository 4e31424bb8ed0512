"""Plans as staff keep them: marks under a status, a colour a month, deputies beside owners, fields nobody filled in."""

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from recommendations.importers.action_plan import read_plan

from .conftest import saved

HEADER = ("Rec", "Action", "Owner", "Target date", "Status")
COUNT = ("1", "Count them.", "Head of Contact", "30/06/2026", "Open")
READ = ("2", "Read every log.", "Head of Crime", "31/07/2026", "Open")


def _asked(plan):
    return [(row.reference, problem.field) for row in plan.rows for problem in row.problems if problem.must]


def _told(plan):
    return [problem.message for problem in plan.problems]


@pytest.mark.parametrize(
    "words",
    [
        "Head of Custody (deputy: Custody Inspector)",
        "Head of Custody, supported by Legal Services",
        "Lead: Head of Custody\nSupport: Head of Training",
        "Head of Custody / -",
    ],
)
def test_who_stands_beside_an_owner_is_told_and_owns_nothing(read_rows, words):
    (row,) = read_rows(HEADER, (*COUNT[:2], words, *COUNT[3:])).rows
    assert row.action_owner_post == "Head of Custody"
    assert f"Of “{words}” only “Head of Custody” is read as the action owner." in [one.message for one in row.problems]


def test_under_lead_and_support_the_first_owns_the_action(read_rows):
    (row,) = read_rows(
        ("Rec", "Action", "Lead / Support", "Status"), ("1", "Count them.", "Head of Contact / Legal Services", "Open")
    ).rows
    assert (row.action_owner_post, row.action_owner) == (
        "Head of Contact",
        "Head of Contact (support: Legal Services)",
    )


def test_numbers_alone_in_the_column_of_recommendations_are_each_one(read_rows):
    plan = read_rows(("Recommendation", *HEADER[1:]), ("3.1 & 3.2", *COUNT[1:]), ("4.1", *READ[1:]))
    assert [row.reference for row in plan.rows] == ["3.1", "3.2", "4.1"]


def test_the_status_is_the_column_that_is_marked(read_rows):
    plan = read_rows(
        ("Rec", "Action", "Owner", "Not started", "In progress", "Complete"),
        ("1", "Count them.", "Head of Contact", None, None, "X"),
        ("2", "Read every log.", "Head of Crime", None, "x", None),
        ("3", "Tell the homes.", "Head of Crime", "x", "x", None),
        ("4", "Tell the schools.", "Head of Crime", None, None, None),
    )
    assert [row.status.means for row in plan.rows] == ["complete", "in_progress", None, None]
    assert _asked(plan) == [("3", "status")]
    assert plan.rows[2].status.raw == "Not started / In progress"
    said = (
        "the status is the one that is marked below “Not started”, “In progress” and “Complete”. Check that it is so."
    )
    assert _told(plan) == [f"Sheet “Plan”: {said}"]


@pytest.mark.parametrize("months", [("April RAG", "May RAG", "June RAG"), ("April 2026", "May 2026", "June 2026")])
def test_of_a_colour_for_each_month_the_last_stands_and_what_it_was_is_told(read_rows, months):
    plan = read_rows(("Rec", "Action", "Owner", *months), (*COUNT[:3], "Red", "Amber", None))
    (row,) = plan.rows
    assert row.rag == "Amber"
    said = f"“{months[1]}” says “Amber” and is read; an earlier column says “Red”."
    assert said in [problem.message for problem in row.problems]


def test_a_number_and_an_action_are_a_plan_whatever_stands_beside_them(read_rows):
    plan = read_rows(
        ("Item", "Rec", "Action", "Target date", "Police", "Health"),
        ("001", "7", "Count them.", "30/06/2026", "Lead", "Support"),
    )
    assert [(row.reference, row.task) for row in plan.rows] == [("7", "Count them.")]


def test_a_sheet_that_counts_the_actions_is_no_plan():
    book = Workbook()
    book.active.title = "Summary"
    for cells in (("Recommendation", "Actions", "Complete", "In progress"), ("1", 3, 2, 1), ("2", 2, 1, 1)):
        book.active.append(cells)
    sheet = book.create_sheet("Plan")
    for cells in (HEADER, COUNT, READ):
        sheet.append(cells)
    plan = read_plan(saved(book), "plan.xlsx")
    assert [row.source.sheet for row in plan.rows] == ["Plan", "Plan"]
    assert _told(plan) == ["Sheet “Summary” (3 rows) is not a plan and was not read; it begins “Recommendation”."]


def test_a_recommendation_written_on_over_the_rows_of_its_actions_is_one(read_rows):
    plan = read_rows(
        ("No", "Recommendation", "Action", "Owner"),
        ("1", "The force should immediately", "Count them.", "Head of Contact"),
        (None, "make sure that the log is", "Read every log.", "Head of Crime"),
        (None, "kept in every station.", None, None),
        ("2", "Tell the homes what was found.", "Write to them.", "Head of Crime"),
    )
    whole = "The force should immediately make sure that the log is kept in every station."
    assert [(row.reference, row.recommendation, row.task) for row in plan.rows] == [
        ("1", whole, "Count them."),
        ("1", whole, "Read every log."),
        ("2", "Tell the homes what was found.", "Write to them."),
    ]
    assert _asked(plan) == []


def test_a_box_that_nobody_ticked_makes_no_row():
    book = Workbook()
    for cells in (
        ("Done?", "Rec", "Action", "Owner"),
        (True, 1, "Count them.", "Head of Contact"),
        (False, 2, "Read every log.", "Head of Crime"),
        *[(False, None, None, None)] * 3,
    ):
        book.active.append(cells)
    plan = read_plan(saved(book), "plan.xlsx")
    assert [(row.reference, row.status.means) for row in plan.rows] == [("1", "complete"), ("2", None)]
    assert _asked(plan) == []


def test_a_field_of_word_that_nobody_filled_in_is_blank(make_tables):
    unfilled = ("1", "Count them.", "Choose an item.", "Click or tap to enter a date.", "Choose an item.")
    (row,) = read_plan(make_tables((HEADER, unfilled)), "plan.docx").rows
    assert (row.action_owner, row.target.raw, row.status.raw) == (None, None, None)


def test_a_tick_that_agrees_with_the_status_asks_nothing(read_rows):
    plan = read_rows((*HEADER, "Done"), (*COUNT, "☐"), (*READ[:4], "Complete", "☒"))
    assert _asked(plan) == []
    assert _asked(read_rows((*HEADER, "Done"), (*COUNT, "☒"))) == [("1", "status")]


def test_the_mark_by_which_a_number_is_kept_as_text_is_not_read(read_rows):
    (row,) = read_rows(HEADER, ("'1.", *COUNT[1:3], "'31.07.2026", "Open")).rows
    assert (row.reference, row.target.date.isoformat()) == ("1", "2026-07-31")


def test_what_is_signed_or_counted_below_a_plan_is_no_row(read_rows):
    blank = (None,) * 3
    plan = read_rows(HEADER, COUNT, ("Approved by:", "Deputy Chief Constable", *blank), ("Records: 1", None, *blank))
    assert [row.reference for row in plan.rows] == ["1"]
    assert [message.split("“")[2] for message in _told(plan)] == [
        "Approved by: Deputy Chief Constable”.",
        "Records: 1”.",
    ]


def test_an_action_without_a_colour_is_not_asked_about(read_rows):
    plan = read_rows(("Rec", "Action", "Owner", "RAG"), (*COUNT[:3], "n/a"), (*READ[:3], "Late"))
    assert _asked(plan) == [("2", "rag")]


def test_a_second_revised_date_is_asked_about(read_rows):
    plan = read_rows(
        ("Rec", "Action", "Owner", "Original date", "Revised date (1)", "Revised date (2)"),
        (*COUNT[:3], "30/04/2026", "30/06/2026", "30/09/2026"),
    )
    assert (plan.rows[0].target.raw, plan.rows[0].revised.raw) == ("30/04/2026", "30/06/2026")
    assert _asked(plan) == [("1", "revised")]


@pytest.mark.parametrize(("coloured", "told"), [((2,), True), ((2, 4, 6, 8), False), (range(2, 10), False)])
def test_rows_coloured_all_along_are_told_but_stripes_are_not(coloured, told):
    book = Workbook()
    book.active.title = "Plan"
    book.active.append(HEADER)
    for number in range(1, 9):
        book.active.append((str(number), f"Count them, part {number}.", *COUNT[2:]))
    for number in coloured:
        for cell in book.active[number]:
            cell.fill = PatternFill("solid", fgColor="FFBFBFBF")
    said = "Sheet “Plan” has rows that are coloured all along, the first of them row 2: what that says is not read."
    assert (said in _told(read_plan(saved(book), "plan.xlsx"))) is told


def test_a_row_of_cells_in_which_nothing_shows_is_blank():
    document = Document()
    table = document.add_table(rows=3, cols=5)
    for row, words in enumerate((HEADER, ("\u200d",) * 5, COUNT)):
        for cell, word in zip(table.rows[row].cells, words, strict=True):
            cell.text = word
    plan = read_plan(saved(document), "plan.docx")
    assert ([row.reference for row in plan.rows], _told(plan)) == (["1"], [])
