"""Plans as others make them: a table or a sheet for each recommendation, keys, dittos, two plans beside each other, exports."""

import pytest
from openpyxl import Workbook

from recommendations.importers import side_by_side
from recommendations.importers.action_plan import read_plan
from recommendations.selectors.intake.planned_rows import planned_rows
from safeguarding.lib.readers.grids import Cell, Grid, Line

from .conftest import saved

TASKS = ("No", "Action", "Owner", "Due", "Status")
COUNT = ("1", "Count them.", "Head of Contact", "30/06/2026", "Open")
AGAIN = ("2", "Count them again.", "Head of Contact", "31/07/2026", "Open")
READ = ("1", "Read every log.", "Head of Crime", "31/07/2026", "Open")


def _read(plan):
    return [(row.reference, row.task) for row in plan.rows]


def _asked(row):
    return [(problem.field, problem.message) for problem in row.problems if problem.must]


def test_actions_numbered_anew_in_a_table_for_each_recommendation_are_its_own(make_tables):
    first = read_plan(make_tables((TASKS, COUNT, AGAIN), heading="Recommendation 3: Count"), "plan.docx")
    assert _read(first) == [("3", "Count them."), ("3", "Count them again.")]
    assert [row.other for row in first.rows] == [{"No": "1"}, {"No": "2"}]


def test_actions_in_a_sheet_for_each_recommendation_are_its_own():
    book = Workbook()
    book.active.title = "Rec 1"
    for sheet, rows in ((book.active, (COUNT, AGAIN)), (book.create_sheet("Rec 2"), (READ,))):
        for row in (TASKS, *rows):
            sheet.append(row)
    plan = read_plan(saved(book), "plan.xlsx")
    assert _read(plan) == [("1", "Count them."), ("1", "Count them again."), ("2", "Read every log.")]


def test_actions_below_a_number_alone_in_its_line_are_its_own(read_rows):
    alone = ("Recommendation 2", None, None, None, None)
    plan = read_rows(TASKS, ("Recommendation 1: Count", *alone[1:]), COUNT, AGAIN, alone, READ)
    assert _read(plan) == [("1", "Count them."), ("1", "Count them again."), ("2", "Read every log.")]


def test_a_number_that_its_header_calls_a_recommendations_is_one_below_another(make_tables):
    plan = read_plan(
        make_tables((("Rec no.", *TASKS[1:]), COUNT, AGAIN), heading="Recommendation 3: Count"), "plan.docx"
    )
    assert [row.reference for row in plan.rows] == ["1", "2"]


@pytest.mark.parametrize("heading", ["Recommendation 1-5: all of them", "2. Action plan"])
def test_a_heading_over_several_is_no_recommendation(make_tables, heading):
    plan = read_plan(make_tables((TASKS, COUNT, AGAIN), heading=heading), "plan.docx")
    assert [row.reference for row in plan.rows] == ["1", "2"]


def test_what_goes_on_below_a_merged_recommendation_is_asked_about():
    book = Workbook()
    for row in (
        ("Rec", "Recommendation", "Action", "Owner", "Due", "Status"),
        ("1", "Count the missing.", "Agree one mailbox", *COUNT[2:]),
        (None, None, "and tell every shift (continued)", None, None, None),
    ):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B3")
    rows = read_plan(saved(book), "plan.xlsx").rows
    assert _asked(rows[1]) == [
        ("row", "Row 3 may go on from row 2, in the middle of a sentence: say whether it does or is a row of its own.")
    ]


@pytest.mark.parametrize(("words", "choices"), [("As above", ["Count them."]), ("See action 1", [])])
def test_an_action_that_stands_elsewhere_is_asked_about(read_rows, words, choices):
    row = read_rows(TASKS, COUNT, ("2", words, *COUNT[2:])).rows[1]
    (problem,) = (problem for problem in row.problems if problem.must)
    assert (problem.field, [value for value, _ in problem.choices]) == ("action", choices)
    assert problem.message == f"“{words}” stands here for an action that stands elsewhere: say what it is."


def test_an_update_like_that_above_has_its_words_and_one_that_continues_its_own(read_rows):
    header = (*TASKS, "Update")
    plan = read_rows(header, (*COUNT, "Begun."), (*AGAIN, "ditto"), ("3", *READ[1:], "Continued"))
    assert [row.update for row in plan.rows] == ["Begun.", "Begun.", "Continued"]
    assert "“ditto” stands here: “Begun.” of row 2 is taken for this row too." in [
        problem.message for problem in plan.rows[1].problems
    ]


def test_the_same_as_another_recommendation_points_at_it(read_rows):
    row = read_rows(TASKS, COUNT, ("2", "Same as rec 1", *COUNT[2:])).rows[1]
    assert row.links == ("1",)


def test_a_key_of_initials_below_the_plan_is_no_row_and_is_named(read_rows):
    blank = (None, None, None)
    plan = read_rows(TASKS, COUNT, ("Key", None, *blank), ("JA", "Head of Contact", *blank), AGAIN)
    assert _read(plan) == [("1", "Count them."), ("2", "Count them again.")]
    assert "row 4 is a total, a key or a note and was not read: “JA Head of Contact”." in plan.problems[-1].message


@pytest.mark.parametrize("number", ["3*", "3 †", "3¹"])
def test_a_footnotes_mark_is_no_part_of_a_number(read_rows, number):
    assert _read(read_rows(TASKS, (number, *COUNT[1:]))) == [("3", "Count them.")]


def test_two_plans_beside_each_other_are_two(read_rows):
    plan = read_rows((*TASKS, None, *TASKS), (*COUNT, None, *READ), (*AGAIN, None, *AGAIN))
    assert [(row.source.sheet, row.source.row, row.task) for row in plan.rows] == [
        ("Plan", 2, "Count them."),
        ("Plan", 3, "Count them again."),
        ("Plan from column 7", 2, "Read every log."),
        ("Plan from column 7", 3, "Count them again."),
    ]
    assert not any(row.other for row in plan.rows)


def test_weeks_of_a_calendar_beside_a_plan_are_not_looked_through_for_another(monkeypatch):
    weeks = [word for week in range(1, 25) for word in (None, f"w/c {week}")]
    lines = [
        Line(number, tuple(Cell(words, (number, at)) for at, words in enumerate((*line, *weeks), start=1)))
        for number, line in enumerate((TASKS, COUNT, AGAIN), start=1)
    ]
    grid, looked = Grid("Plan", "", tuple(lines)), []
    monkeypatch.setattr(side_by_side, "find_header", looked.append)

    assert list(side_by_side.plans_apart([grid])) == [grid]
    assert looked == []


def test_a_blank_column_within_a_plan_parts_nothing(read_rows):
    plan = read_rows((*TASKS[:2], None, *TASKS[2:]), (*COUNT[:2], None, *COUNT[2:]))
    assert [(row.source.sheet, row.action_owner) for row in plan.rows] == [("Plan", "Head of Contact")]


def test_updates_below_one_header_each_have_the_day_before_them(read_rows):
    days = ("Update date", "Update", "Update date", "Update")
    plan = read_rows(
        (*TASKS, *days),
        (*COUNT, "02/04/2026", "Begun.", "07/05/2026", "Done."),
        (*AGAIN, "02/04/2026", None, None, "Begun."),
    )
    assert [row.update for row in plan.rows] == ["02/04/2026: Begun.\n07/05/2026: Done.", "Begun."]
    assert not [problem for row in plan.rows for problem in row.problems if problem.field == "other"]


@pytest.mark.parametrize(
    ("words", "update"),
    [("Update 3 June: with legal services", "Update 3 June: with legal services"), ("Progress: begun", "begun")],
)
def test_a_line_with_an_update_and_nothing_else_is_that_of_the_action_above(read_rows, words, update):
    plan = read_rows(TASKS, COUNT, (None, words, None, None, None), AGAIN)
    assert [(row.task, row.update) for row in plan.rows] == [("Count them.", update), ("Count them again.", None)]


def test_keys_and_marks_of_power_apps_are_no_words_of_the_plan(read_rows):
    plan = read_rows(
        (
            "(Do Not Modify) Action",
            "Action Title",
            "Rec",
            "Action Owner",
            "Owner (Business Unit)",
            "Target Date",
            "Latest Update",
        ),
        (
            "3f2504e0-4f89",
            "Count them.",
            "Rec 1",
            "Head of Contact",
            "PVP",
            "30/06/2026",
            "<div>With <b>legal</b>&nbsp;team</div><div>Read &amp; sent</div>",
        ),
    )
    (row,) = plan.rows
    assert (row.reference, row.task, row.update) == ("1", "Count them.", "With legal team\nRead & sent")
    assert _asked(row) == []


def test_labels_that_number_recommendations_are_the_reference(read_rows):
    plan = read_rows(
        ("Task Name", "Bucket Name", "Assigned To", "Due Date", "Progress", "Labels"),
        ("Recommendation 1 - count the missing", "HMICFRS", "Head of Contact", "30/06/2026", "In progress", "Rec 1"),
        ("Count them.", "HMICFRS", "Head of Contact", "30/06/2026", "In progress", "Rec 1"),
    )
    assert [(row.reference, row.wording, row.task) for row in plan.rows] == [
        ("1", None, "Recommendation 1 - count the missing"),
        ("1", None, "Count them."),
    ]
    assert [_asked(row) for row in plan.rows] == [
        [
            (
                "row",
                "Row 2 may be a recommendation and no action: “Recommendation 1 - count the missing”. Say whether it goes in.",
            )
        ],
        [],
    ]


def test_bare_numbers_below_a_welsh_header_are_references_and_its_months_dates(read_rows):
    header = ("Argymhelliad", "Cam gweithredu", "Perchennog", "Dyddiad", "Statws")
    (row,) = read_rows(header, ("2", "Cyfrif y plant.", "Arolygydd", "30 Mehefin 2026", "Ar y gweill")).rows
    assert (row.reference, row.task, row.target.date.isoformat(), _asked(row)) == (
        "2",
        "Cyfrif y plant.",
        "2026-06-30",
        [],
    )


def test_a_numbered_list_of_what_will_be_done_is_a_plan_where_the_numbers_are_recommendations(read_rows):
    header = ("Recommendation no.", "What we will do", "Lead", "By when")
    (row,) = read_rows(header, ("4", "Count them.", "Head of Contact", "30/06/2026")).rows
    assert (row.reference, row.task, row.action_owner) == ("4", "Count them.", "Head of Contact")


@pytest.mark.parametrize("words", ["No further action", "NFA", "No action needed"])
def test_no_action_in_any_words_is_told(read_rows, words):
    (row,) = read_rows(TASKS, ("1", words, *COUNT[2:])).rows
    assert "Says that no action is required: that is a response, and it has to be asked about." in [
        problem.message for problem in row.problems
    ]


@pytest.mark.parametrize("words", ["-", "n/a", "TBC"])
def test_a_dash_states_no_update_and_no_evidence(read_rows, words):
    (row,) = planned_rows(read_rows((*TASKS, "Update", "Evidence"), (*COUNT, words, words)))
    assert row.statements == ()
