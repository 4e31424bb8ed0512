"""What has to be asked before a row goes in, what a person's words put in its place, and what goes on to the intake."""

from datetime import date

import pytest

from recommendations.models import TranscribedStatement
from recommendations.selectors.intake.planned_rows import planned_rows

HEADER = ("Recommendation", "Action", "Lead", "Due date", "Status")
PLAIN = ("1. Keep the log.", "See to it.", "DI Example", "30/04/2015", "On target")
Means = TranscribedStatement.Means


def row_with(read_rows, **cells):
    row = [cells.get(name.split()[0].lower(), words) for name, words in zip(HEADER, PLAIN, strict=True)]
    return read_rows(HEADER, row).rows[0]


def must(row):
    return [problem.field for problem in row.problems if problem.must]


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        ({}, []),
        ({"recommendation": "Keep the log."}, ["reference"]),
        ({"recommendation": None}, ["recommendation"]),
        ({"lead": "DCI Example / DI Other"}, ["action_owner"]),
        ({"lead": "Head of Contact and Head of IT"}, ["action_owner"]),
        ({"lead": "Head of Contact / 30 June 2015"}, ["action_owner"]),
        ({"due": "30/04/2015 revised to 31/07/2015"}, ["target"]),
        ({"due": "ongoing"}, []),
        ({"due": "Completed 01/08/2015"}, ["target"]),  # and the status says that it is on target
        ({"due": "as per records project board"}, []),
        ({"due": "31/02/2015"}, ["target"]),
        ({"due": "Q3 2023/24"}, []),
        ({"due": "42307"}, ["target"]),  # 30 October 2015, as a spreadsheet counts days
        ({"status": "amber"}, ["status"]),
        ({"status": "Complete"}, []),
        ({"status": None}, []),
    ],
)
def test_a_row_waits_for_an_answer_only_where_it_must(read_rows, cells, fields):
    assert must(row_with(read_rows, **cells)) == fields


def test_two_dates_in_one_cell_keep_their_words_and_set_none(read_rows):
    row = row_with(read_rows, due="30/04/2015 revised to 31/07/2015")
    assert (row.target.raw, row.target.date) == ("30/04/2015 revised to 31/07/2015", None)


def test_a_date_that_may_be_month_first_is_asked_about_beside_one_that_is(read_rows):
    rows = read_rows(
        HEADER,
        (*PLAIN[:3], "04/30/2015", None),
        ("2. Read it.", "Do.", None, "03/04/2015", None),
        ("3. File it.", "Do.", None, "4 March 2015", None),
    ).rows
    assert [row.target.date for row in rows] == [None, None, date(2015, 3, 4)]
    assert [problem.message for problem in rows[1].problems if problem.must] == [
        "Another date of this table has its month first, so “03/04/2015” may be 3 April 2015 or 4 March 2015: "
        "put it right, or empty it."
    ]


def test_the_same_date_alone_is_read_day_first(read_rows):
    assert row_with(read_rows, due="03/04/2015").target.date == date(2015, 4, 3)


def test_numbers_without_a_column_of_recommendations_need_no_words_for_them(read_rows):
    rows = (("Ref", "Action", "Update"), ("3", "Keep it.", "Kept."), (None, "Read it.", None))
    said = {read_rows(*rows).layouts[0].fingerprint: {0: "reference"}}
    first, second = read_rows(*rows, layouts=said).rows
    assert [(row.reference, row.action, must(row)) for row in (first, second)] == [
        ("3", "Keep it.", []),
        ("3", "Read it.", []),
    ]


# Words put in place of the document's


@pytest.mark.parametrize(
    ("field", "words", "read"),
    [
        ("reference", "7", lambda row: row.reference == "7"),
        ("action", "Read it.", lambda row: row.action == "Read it."),
        ("action", "", lambda row: row.action is None),
        ("action_owner", "DS Other", lambda row: row.action_owner_post == "Detective Sergeant"),
        ("target", "1 May 2015", lambda row: row.target.date == date(2015, 5, 1)),
        ("status", "At risk", lambda row: row.assessment == "at_risk"),
        ("expected", "2 May 2015", lambda row: row.expected.date == date(2015, 5, 2)),  # a column the document lacks
    ],
)
def test_a_correction_stands_in_place_of_the_cell(read_rows, field, words, read):
    [row] = read_rows(HEADER, PLAIN, corrections={("Plan", 2, field): words}).rows
    assert read(row) is True
    assert row.cells.get(field, "") == words


def test_a_correction_is_of_its_own_sheet_and_row(read_rows):
    corrections = {("Other", 2, "action"): "x", ("Plan", 3, "action"): "x"}
    assert read_rows(HEADER, PLAIN, corrections=corrections).rows[0].action == "See to it."


def test_a_number_put_to_a_cell_of_several_recommendations_makes_it_one(read_rows):
    rows = read_rows(HEADER, ("1. Keep.\n2. Read.", *PLAIN[1:]), corrections={("Plan", 2, "reference"): "1"}).rows
    assert [(row.reference, row.wording) for row in rows] == [("1", "Keep.\n2. Read.")]


# On to the intake


def test_the_number_that_our_own_export_prints_is_read_off_the_action(read_rows):
    row = row_with(read_rows, action="Action 12: Keep the log.")
    assert (row.action_number, row.task) == (12, "Keep the log.")
    assert row_with(read_rows, action="Action: Keep it.").action_number is None
    assert row_with(read_rows, action="Action 12 of the plan").task == "Action 12 of the plan"


def test_a_planned_row_has_the_number_the_place_and_the_words_by_field(read_rows):
    [planned] = planned_rows(read_rows(HEADER, ("1. Keep it.", "Action 12: Keep it.", *PLAIN[2:])))
    assert (planned.action_number, planned.action_place) == (12, "Plan!B2")
    assert planned.cells == {
        "recommendation": "1. Keep it.",
        "action": "Action 12: Keep it.",
        "action_owner": "DI Example",
        "target": "30/04/2015",
        "status": "On target",
    }


@pytest.mark.parametrize(
    ("status", "statements"),
    [
        ("Completed 18.5.23", [(Means.COMPLETE, date(2023, 5, 18))]),
        ("On target", [(Means.ASSESSMENT, None)]),
        ("Wobbly", [(Means.ASSESSMENT, None)]),
        ("Withdrawn", [(Means.OTHER, None)]),
        ("In progress", []),
        ("Awaiting allocation", []),
        (None, []),
    ],
)
def test_status_words_become_statements_unless_they_only_name_a_status(read_rows, status, statements):
    [planned] = planned_rows(read_rows(HEADER, (*PLAIN[:4], status)))
    assert [(said.means, said.said_on) for said in planned.statements] == statements


def test_outcome_evidence_and_colour_are_kept_as_what_the_document_says(read_rows):
    header = ("Recommendation", "Action", "Outcome", "Evidence", "RAG")
    [planned] = planned_rows(read_rows(header, ("1. Keep it.", "Do.", "It is kept.", "Dip sample.", "Green")))
    assert [(said.means, said.words) for said in planned.statements] == [
        (Means.ASSESSMENT, "Green"),
        (Means.UPDATE, "It is kept."),
        (Means.UPDATE, "Dip sample."),
    ]


def test_a_ditto_is_the_words_of_the_row_above_and_says_so(read_rows):
    ditto = ("2. Train staff.", "Run two days.", "As above", '"', "On target")
    row = read_rows(HEADER, PLAIN, ditto).rows[1]
    assert (row.action_owner, row.target.date) == ("DI Example", date(2015, 4, 30))
    assert [problem.message for problem in row.problems if problem.field == "action_owner"] == [
        "“As above” stands here: “DI Example” of row 2 is taken for this row too."
    ]


def test_progress_that_says_complete_and_no_more_is_a_statement(read_rows):
    header = ("Recommendation", "Action", "Lead", "Progress")
    done, told = read_rows(
        header, (*PLAIN[:3], "Completed"), ("2. Train.", "Run days.", "DI Example", "Half run.")
    ).rows
    assert [(row.status.raw, row.status.value, row.update) for row in (done, told)] == [
        ("Completed", "complete", "Completed"),
        (None, None, "Half run."),
    ]


def test_completed_with_its_day_in_a_column_of_dates_is_a_statement_and_no_deadline(read_rows):
    due = row_with(read_rows, due="Completed 01/08/2015", status=None)
    done = read_rows((*HEADER[:4], "Date completed"), (*PLAIN[:4], "Completed 01/08/2015")).rows[0]
    assert [(row.status.value, row.status.raw, row.status.said_on) for row in (due, done)] == [
        ("complete", "Completed 01/08/2015", date(2015, 8, 1))
    ] * 2
    assert (due.target.date, done.completed.date, must(due), must(done)) == (None, date(2015, 8, 1), [], [])


def test_two_actions_side_by_side_may_be_taken_together(read_rows):
    header, words = ("Recommendation", "Action 1", "Action 2", "Lead"), ("1. Keep it.", "Buy a book.", "Sign it.", None)
    [row] = read_rows(header, words).rows
    [asked] = [problem for problem in row.problems if problem.must]
    assert (asked.field, asked.choices[-1]) == ("action", ("Buy a book; Sign it.", "Both, as one action"))


def test_a_month_first_in_one_column_makes_the_dates_of_another_doubtful(read_rows):
    header = ("Ref", "Recommendation", "Action", "Due date", "Date completed")
    (row,) = read_rows(header, ("1", "Keep a log.", "Keep it.", "10/30/2015", "08/01/2015")).rows
    assert (row.completed.date, set(must(row))) == (None, {"target", "completed"})
