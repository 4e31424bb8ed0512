"""Plans as programs of tasks save them, with headers spread out, and with tables of another kind below."""

from docx import Document
from openpyxl import Workbook

from recommendations.importers.action_plan import read_plan

from .conftest import saved

TICKETS = (
    ("Issue key", "Issue Type", "Summary", "Description", "Assignee", "Status", "Due date"),
    ("CP-7", "Task", "Count them", "Each morning", "Head of Contact", "In Progress", "30/Jun/15 12:00 AM"),
)


def test_the_tasks_of_a_tracker_of_tickets_are_the_actions_of_their_parents(read_rows):
    header, task = TICKETS
    (row,) = read_rows((*header, "Parent summary"), (*task, "Rec 1: Count the missing")).rows
    assert (row.reference, row.wording, row.action, row.action_owner) == (
        "1",
        "Count the missing",
        "Count them",
        task[4],
    )
    assert (row.target.date.isoformat(), row.status.means) == ("2015-06-30", "in_progress")
    assert set(row.other.values()) == {"CP-7", "Task", "Each morning"}


def test_a_task_that_names_columns_is_not_the_header(read_rows):
    header, task = TICKETS  # without parents it asks for the recommendation of each
    plan = read_rows(header, (*task[:2], "Recommendation", *task[3:]))
    assert plan.layouts[0].headers[0] == "Issue key"
    assert [(row.task, row.problems[0].must) for row in plan.rows] == [("Recommendation", True)]


def test_a_table_of_another_kind_below_a_plan_is_named_and_no_row_of_it(read_rows):
    blank = (None,) * 5
    plan = read_rows(
        ("No", "Recommendation", "Action", "Lead", "Due"),
        ("1", "Count the missing.", "Count them.", "Head of Contact", "30/06/2015"),
        blank,
        ("Risks", *blank[1:]),
        ("Risk", "Likelihood", "Description", "Mitigation", "Lead"),
        ("1", "High", "Homes do not take part.", "Ask the regulator", "Head of Contact"),
    )
    assert [row.reference for row in plan.rows] == ["1"]
    assert [problem.message for problem in plan.problems] == [
        "Sheet “Plan from row 4” (3 rows) is not a plan and was not read; it begins “Risks”."
    ]
    assert plan.layouts[1].headers[0] == "Risk"  # a person may say what it holds


def test_the_columns_of_quarters_under_one_header_are_all_read(read_rows):
    plan = read_rows(
        ("No", "Recommendation", "Action", "Lead", "Progress 2015/16", None, None),
        (None, None, None, None, "Q1", "Q2", "Q3"),
        ("1", "Count the missing.", "Count them.", "Head of Contact", "Begun", "Half done", None),
    )
    assert [row.update for row in plan.rows] == ["Q1 Progress 2015/16: Begun\nQ2 Progress 2015/16: Half done"]
    assert plan.labels == {}


def test_a_table_without_a_header_goes_on_from_the_one_above(make_tables):
    header = ("Ref", "Recommendation", "Action", "Lead", "Due")
    rows = [(number, f"Keep log {number}.", "Keep it.", "Head of Contact", "30 June 2015") for number in "123"]
    plan = read_plan(make_tables([header, rows[0]], rows[1:]), "plan.docx")
    assert [(row.source.table, row.source.row, row.reference) for row in plan.rows] == [
        (1, 2, "1"),
        (2, 1, "2"),
        (2, 2, "3"),
    ]
    assert "Table 2 has no header of its own, and is read by that of the table above it." in [
        problem.message for problem in plan.problems
    ]


def test_numbered_words_under_rec_are_the_recommendation_and_a_count_is_no_row(read_rows):
    plan = read_rows(
        ("Rec", "Action", "Owner", "Due"),
        ("3. Keep a list.", "Write it.", "Head of Contact", "30/06/2015"),
    )
    assert [(row.reference, row.wording) for row in plan.rows] == [("3", "Keep a list.")]
    counted = read_rows(
        ("Ref", "Recommendation", "Action"), ("1", "Keep a list.", "Write it."), ("Missing: 1 action", None, None)
    )
    assert [row.reference for row in counted.rows] == ["1"]
    assert "Missing: 1 action" in counted.problems[0].message


def test_a_row_below_a_merged_header_hides_no_name_of_it(read_rows):
    header = ("Recommendation", "Action", None, "Due")
    plan = read_rows(header, ("See recommendation 1.", "A", "Action", None), merged=[((1, 2), (1, 3))])
    assert plan.layouts[0].headers[0] == "Recommendation"


LISTED = ("Count the missing", "Head of Contact", "In progress", "30/06/2015")


def test_the_titles_of_a_list_are_actions_each_of_which_asks_for_its_recommendation(read_rows):
    (row,) = read_rows(("Title", "Assigned To", "Status", "Due Date"), LISTED).rows
    assert (row.task, row.action_owner, row.status.means) == (*LISTED[:2], "in_progress")
    assert [problem.message for problem in row.problems if problem.must] == ["No recommendation stands in this row."]


def test_a_listed_title_belongs_to_the_recommendation_that_a_person_names(read_rows):
    header = ("Title", "Assigned To", "Status", "Due Date")
    (row,) = read_rows(header, LISTED, corrections={("Plan", 2, "recommendation"): "Rec 3"}).rows
    assert (row.reference, row.task, [problem for problem in row.problems if problem.must]) == ("3", LISTED[0], [])


def test_a_list_or_a_bucket_is_the_recommendation_of_its_titles(read_rows):
    for name in ("List", "Bucket"):
        (row,) = read_rows(("Title", name, "Assignee", "Due date"), ("Count them", "Rec 2", *LISTED[1::2])).rows
        assert (row.reference, row.task, row.target.date.isoformat()) == ("2", "Count them", "2015-06-30")


def test_lists_named_by_how_their_cards_stand_are_the_status(read_rows):
    header = ("Card Name", "Card Description", "Members", "Due Date", "List Name")
    card = ("Count them", "Each morning", "Head of Contact", "2015-06-30T12:00:00.000Z")
    rows = read_rows(header, (*card, "Doing"), (*card, "Waiting for the council")).rows
    assert [(row.status.raw, row.status.means) for row in rows] == [
        ("Doing", "in_progress"),
        ("Waiting for the council", None),
    ]
    assert (rows[0].target.date.isoformat(), rows[1].unknown_words) == ("2015-06-30", ("waiting for the council",))


def test_notes_of_a_task_are_never_the_words_of_a_numbered_bucket(read_rows):
    header = ("Task Name", "Bucket Name", "Progress", "Assigned To", "Due date", "Description")
    (row,) = read_rows(header, ("Count them", "Recommendation 1", "In progress", *LISTED[1::2], "Each morning")).rows
    assert (row.reference, row.wording, row.status.means) == ("1", None, "in_progress")
    assert list(row.other.values()) == ["Each morning"]


def test_titles_with_little_beside_them_are_no_plan_until_a_person_says_so(read_rows):
    rows = (("Title", "Author", "Version"), ("Count the missing", "Head of Contact", "2"))
    plan = read_rows(*rows)
    said = read_rows(*rows, layouts={plan.layouts[0].fingerprint: {0: "action", 1: "action_owner"}})
    assert ([row.task for row in plan.rows], [row.task for row in said.rows]) == ([], ["Count the missing"])


def test_the_marks_of_what_sharepoint_looked_up_are_no_words(read_rows):
    rows = (
        ("Ref", "Recommendation", "Action", "Owner"),
        ("1", "Count the missing.", "Count them.;#", "Head of Contact;#14"),
    )
    (row,) = read_rows(*rows).rows
    assert (row.action, row.action_owner_post) == ("Count them.", "Head of Contact")


def test_a_date_revised_twice_is_asked_about(read_rows):
    header = ("Ref", "Recommendation", "Action", "Original date", "Revised date", "2nd revised")
    (row,) = read_rows(
        header, ("1", "Count the missing.", "Count them.", "30/06/2015", "31/07/2015", "30/09/2015")
    ).rows
    assert row.target.raw == "30/06/2015"
    assert [problem.field for problem in row.problems if problem.must] == ["revised"]


def test_two_dates_in_the_words_of_an_action_are_told(read_rows):
    action = "Count them (Head of Contact, 30/06/2015); tell the homes (Head of Homes, 31/07/2015)"
    (row,) = read_rows(("Ref", "Recommendation", "Action"), ("1", "Count the missing.", action)).rows
    assert "“30/06/2015” and “31/07/2015” stand in the action’s words: it may be several actions." in [
        problem.message for problem in row.problems
    ]


def test_the_words_below_the_last_table_of_a_word_file_are_told():
    document = Document()
    table = document.add_table(rows=2, cols=3)
    for place, words in enumerate(("Ref", "Recommendation", "Action", "1", "Count the missing.", "Count them.")):
        table.cell(place // 3, place % 3).text = words
    document.add_paragraph("All dates above slip by a month.")
    plan = read_plan(saved(document), "plan.docx")
    assert "Below table 1 stands, and is not read: “All dates above slip by a month.”." in [
        problem.message for problem in plan.problems
    ]


def test_the_tasks_of_a_project_plan_are_the_actions_of_the_recommendation_above_them(read_rows):
    plan = read_rows(
        ("ID", "Task Mode", "Name", "Finish", "Baseline Finish", "Outline Level", "Resource Names"),
        ("1", "Auto Scheduled", "Recommendation 4: Missing children", "30/09/2015", "30/09/2015", "1", None),
        ("2", "Auto Scheduled", "Count them", "30/07/2015", "30/06/2015", "2", "Head of Contact"),
    )
    (row,) = plan.rows
    assert (row.reference, row.wording, row.action) == ("4", "Missing children", "Count them")
    assert (row.target.raw, row.revised.raw) == ("30/06/2015", "30/07/2015")


def test_tasks_that_stand_by_a_colour_are_a_list_too(read_rows):
    plan = read_rows(("Ref", "What will we do?", "Who?", "By when?", "RAG"), ("1.1", "Count them", "DI", "n/a", "Late"))
    assert [(row.reference, row.action, row.rag) for row in plan.rows] == [("1.1", "Count them", "Late")]


def test_a_number_that_is_continued_is_that_number(make_tables):
    header = ("No", "Finding", "Action", "Lead")
    first = [header, ("2", "Nobody counts the missing.", "Count them.", "Head of Contact")]
    again = [header, ("2 (cont’d)", "", "Tell the homes.", "Head of Contact")]
    apart = read_plan(make_tables(first, again), "plan.docx")
    together = read_plan(make_tables([*first, again[1]]), "plan.docx")
    assert [row.reference for row in apart.rows] == [row.reference for row in together.rows] == ["2", "2"]
    assert together.rows[1].wording == "Nobody counts the missing."


def test_what_stands_in_a_sheet_of_open_and_in_one_of_closed_ones_is_asked_about():
    book = Workbook()
    for name, status in (("Open", "In progress"), ("Closed", "Complete")):
        sheet = book.create_sheet(name)
        sheet.append(("Ref", "Recommendation", "Action", "Status"))
        sheet.append(("7", "Count the missing.", "Count them.", status))
        sheet.append((f"8 {name}", "Read the log.", "Read it.", status))
    plan = read_plan(saved(book), "plan.xlsx")
    asked = [(row.source.sheet, problem.message) for row in plan.rows for problem in row.problems if problem.must]
    assert asked == [
        ("Closed", "The same recommendation and action stand in sheet “Open”, row 2: say whether this row goes in too.")
    ]


def test_the_words_between_two_tables_of_a_word_file_are_told():
    document = Document()
    for _ in range(2):
        table = document.add_table(rows=2, cols=3)
        for place, words in enumerate(("Rec", "Recommendation", "Action", "1", "Count the missing.", "Count them.")):
            table.cell(place // 3, place % 3).text = words
        document.add_paragraph("Dates run from receipt.")
        document.add_paragraph("Table of actions")
    told = [problem.message for problem in read_plan(saved(document), "plan.docx").problems]
    assert told[0] == "Below table 1 stands, and is not read: “Dates run from receipt.”."
