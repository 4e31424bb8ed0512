"""Which column holds what: suggested from many houses' words, corrected by a person, kept for the layout."""

import pytest

from recommendations.importers.action_plan import plan_of, read_plan
from recommendations.importers.columns import FIELD_CHOICES, field_of
from safeguarding.lib.readers.office_files import Unreadable

from .conftest import grid_of

UNKNOWN = ("What was said", "What we do", "Who")
SAID = ("1. Keep the log.", "Keep it.", "DI Example")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Rec no", "reference"),
        ("Recommendation number", "reference"),
        ("Ref", "reference"),
        ("No.", "reference"),
        ("Issue or recommendation", "recommendation"),
        ("Finding", "recommendation"),
        ("AFI", "recommendation"),
        ("Recommendation(s)", "recommendation"),
        ("SRO", "issue_owner"),
        ("Lead", "action_owner"),
        ("Owner", "action_owner"),
        ("Responsible officer", "action_owner"),
        ("Actions required", "action"),
        ("Action no.", None),
        ("Due date", "target"),
        ("By when", "target"),
        ("Target completion", "target"),
        ("Urgency (deadline date or n/a)", "target"),
        ("Forecast completion", "expected"),
        ("RAG", "rag"),
        ("BRAG", "rag"),
        ("RAG status", "rag"),
        ("Status/RAG", "status"),
        ("Action status", "status"),
        ("Status update", "update"),
        ("Action taken", "update"),
        ("Comments", "update"),
        ("Latest position", "update"),
        ("Outcome", "outcome"),
        ("Evidence", "evidence"),
        ("Theme", "theme"),
        ("Source", "report"),
        ("Inspection/report", "report"),
        ("Paragraph", "page"),
        ("What we’ll do", "action"),
        ("When it'll be done", "target"),
        ("Where we're up to", "update"),
        ("Notes", None),
        ("Preferred supplier", None),
    ],
)
def test_a_header_suggests_its_field(header, field):
    assert field_of(header) == field


def test_every_field_has_words_for_people():
    assert set(FIELD_CHOICES) >= {"reference", "recommendation", "action", "target", "rag", "update", "theme"}
    assert "" not in [*FIELD_CHOICES, *FIELD_CHOICES.values()]


def test_a_number_in_its_own_column_is_the_reference_and_the_opening_is_still_read(read_rows):
    row = read_rows(
        ("Ref", "Recommendation", "Action"), ("Rec 3.", "Within three months: (pg 9) See that it is kept.", "Keep it.")
    ).rows[0]
    assert (row.reference, row.timescale, row.page_reference) == ("3", "Within three months", "9")
    assert row.wording == "See that it is kept."


def test_a_number_in_both_places_is_read_once(read_rows):
    row = read_rows(("No", "Recommendation", "Action"), ("4.27", "4.27 Keep the log.", "Keep it.")).rows[0]
    assert (row.reference, row.wording) == ("4.27", "Keep the log.")


def test_a_column_headed_recommendation_that_holds_numbers_is_the_reference(read_rows):
    row = read_rows(
        ("Recommendation", "Description", "Action", "Lead"), ("7", "Keep the log.", "Keep it.", "DI Example")
    ).rows[0]
    assert (row.reference, row.wording) == ("7", "Keep the log.")


def test_colour_and_status_stand_in_columns_of_their_own(read_rows):
    plan = read_rows(
        ("Recommendation", "Action", "RAG", "Status"), ("1. Keep the log.", "Keep it.", "Amber", "In progress")
    )
    assert (plan.rows[0].rag, plan.rows[0].status.raw, plan.rows[0].status.means) == (
        "Amber",
        "In progress",
        "in_progress",
    )
    assert plan.unknown_words == (("amber", 1),)


def test_the_layout_of_a_plan_is_told_by_position_with_its_first_words(read_rows):
    [layout] = read_rows(("Recommendation", "Notes", "Action", "Lead"), ("1. Keep it.", "x", "Done.", None)).layouts
    assert layout.headers == {0: "Recommendation", 1: "Notes", 2: "Action", 3: "Lead"}
    assert layout.fields == {0: "recommendation", 2: "action", 3: "action_owner"}
    assert layout.samples == {0: ("1. Keep it.",), 1: ("x",), 2: ("Done.",), 3: ()}
    assert (layout.place, layout.read) == ("Sheet “Plan”", True)


def test_one_header_has_one_fingerprint_whatever_its_case_and_rows(read_rows):
    first, again, other = (
        read_rows(header, ("1. Keep it.", "Done.", None)).layouts[0].fingerprint
        for header in [
            ("Recommendation", "Action", "Lead"),
            ("RECOMMENDATION ", "action", "Lead"),
            ("Recommendation", "Action", "Cost"),
        ]
    )
    assert first == again
    assert first != other


def test_columns_that_nobody_knows_are_offered_and_read_as_a_person_says(read_rows):
    plan = read_rows(UNKNOWN, SAID)
    [layout] = plan.layouts
    assert (plan.rows, layout.read, layout.headers) == ((), False, dict(enumerate(UNKNOWN)))

    said = {layout.fingerprint: {0: "recommendation", 1: "action", 2: "action_owner"}}
    row = read_rows(UNKNOWN, SAID, layouts=said).rows[0]
    assert (row.reference, row.action, row.action_owner) == ("1", "Keep it.", "DI Example")


def test_a_sheet_without_any_header_is_offered_by_position(read_rows):
    plan = read_rows(SAID, ("2. Read the log.", "Read it.", "DI Other"))
    said = {plan.layouts[0].fingerprint: {0: "recommendation", 1: "action", 2: "action_owner"}}
    assert plan.layouts[0].headers == {0: "", 1: "", 2: ""}
    assert [row.reference for row in read_rows(SAID, ("2. Read.", "Read it.", ""), layouts=said).rows] == ["1", "2"]


def test_a_column_that_a_person_leaves_unread_keeps_its_words_and_is_not_asked_about(read_rows):
    rows = (("Recommendation", "Action", "Cost"), ("1. Keep it.", "Done.", "none of note"))
    said = {read_rows(*rows).layouts[0].fingerprint: {2: ""}}
    row = read_rows(*rows, layouts=said).rows[0]
    assert (row.cost, row.other) == (None, {"Cost (column 3)": "none of note"})
    assert [problem for problem in row.problems if problem.field in ("cost", "other")] == []


def test_a_field_that_does_not_exist_leaves_its_column_unread(read_rows):
    rows = (("Recommendation", "Action", "Cost"), ("1. Keep it.", "Done.", "£5"))
    said = {read_rows(*rows).layouts[0].fingerprint: {2: "colour", -1: "action"}}
    assert read_rows(*rows, layouts=said).rows[0].other == {"Cost (column 3)": "£5"}


def test_two_columns_with_one_field_follow_each_other(read_rows):
    rows = (("Recommendation", "Action", "Update", "Notes"), ("1. Keep it.", "Done.", "Begun.", "Going well."))
    said = {read_rows(*rows).layouts[0].fingerprint: {3: "update"}}
    assert read_rows(*rows, layouts=said).rows[0].update == "Begun.\nGoing well."


def test_a_header_of_two_rows_is_read_from_its_second(read_rows):
    plan = read_rows(
        ("Recommendation", "Action", "Lead", "Dates", None),
        (None, None, None, "Target", "Expected"),
        ("1. Keep it.", "Done.", "DI Example", "30/04/2015", "31/05/2015"),
        merged=[((1, 1), (2, 1)), ((1, 2), (2, 2)), ((1, 3), (2, 3)), ((1, 4), (1, 5))],
    )
    assert [row.expected.raw for row in plan.rows] == ["31/05/2015"]


def test_a_shared_header_refuses_its_sheet_until_a_person_says_what_each_column_holds(read_rows):
    rows = (
        ("Recommendation", "Action", "Lead", "Due date", None),
        ("1. Keep it.", "Done.", "DI Example", "30/04/2015", "31/05/2015"),
    )
    merged = [((1, 4), (1, 5))]
    plan = read_rows(*rows, merged=merged)
    [layout] = plan.layouts
    assert (plan.rows, [problem.must for problem in plan.problems]) == ((), [True])
    assert layout.refused.startswith("The header “Due date” is merged over several columns")
    assert layout.headers[4] == "Due date"

    row = read_rows(*rows, merged=merged, layouts={layout.fingerprint: {4: "expected"}}).rows[0]
    assert (row.target.raw, row.expected.raw) == ("30/04/2015", "31/05/2015")


def test_a_file_whose_columns_are_not_found_is_refused_until_they_are_said(make_form):
    header = ("Said", *"BCDEFGH")
    data = make_form({}, header=header)
    with pytest.raises(Unreadable, match="holds no plan"):
        read_plan(data, "plan.xlsx")

    grid = grid_of(header, ("x",) * 8)
    fingerprint = plan_of((grid,), "x", "0").layouts[0].fingerprint
    plan = read_plan(data, "plan.xlsx", layouts={fingerprint: {0: "recommendation", 3: "action"}})
    assert [row.reference for row in plan.rows] == ["1"]


def test_labels_above_the_header_are_kept_as_printed(read_rows):
    plan = read_rows(
        ("Source:", "Inspectorate", "Date of report", "11/02/2015"),
        ("Report: Child protection, 2014", None, None, None),
        ("Prepared by:", "Inspection coordinator", "Loose words", None),
        ("Recommendation", "Action", "Lead", None),
        ("1. Keep it.", "Done.", "DI Example", None),
    )
    assert plan.labels == {
        "Source:": "Inspectorate",
        "Date of report": "11/02/2015",
        "Report": "Child protection, 2014",
        "Prepared by:": "Inspection coordinator",
    }
    assert (plan.originator, plan.title) == ("Inspectorate", "Child protection, 2014")
    assert plan.rows[0].heading == "Child protection, 2014"
    assert plan.layouts[0].loose == ("Loose words",)


def test_the_layouts_are_in_the_preview(read_rows):
    told = read_rows(("Recommendation", "Action", "Lead"), ("1. Keep it.", "Done.", None)).to_json()
    assert told["layouts"][0]["fields"] == {0: "recommendation", 1: "action", 2: "action_owner"}


def test_a_workbook_of_one_plan_and_one_list_offers_both(make_form):
    def add(sheet):
        other = sheet.parent.create_sheet("List")
        other.append(("Name", "Room"))

    plan = read_plan(make_form({}, change=add), "plan.xlsx")
    assert [(layout.grid, layout.read) for layout in plan.layouts] == [("Sheet", True), ("List", False)]


def test_updates_of_several_months_are_all_read_each_with_its_month(read_rows):
    header = ("Ref", "Recommendation", "Action", "July update", "August update")
    (row,) = read_rows(header, ("1", "Keep a log.", "Keep it.", "Begun.", "Kept.")).rows
    assert row.update == "July update: Begun.\nAugust update: Kept."


def test_done_by_is_by_whom_where_no_figure_stands_below(read_rows):
    header = ("Ref", "Recommendation", "Action", "To be done by", "By when")
    (row,) = read_rows(header, ("1", "Keep a log.", "Keep it.", "Head of Contact", "30/10/2015")).rows
    assert (row.action_owner, row.target.raw) == ("Head of Contact", "30/10/2015")


@pytest.mark.parametrize(("name", "status"), [("Closed actions", "Closed"), ("Open", None)])
def test_a_sheet_named_by_an_end_says_so_of_its_rows(name, status):
    rows = (("Ref", "Recommendation", "Action"), ("1", "Keep a log.", "Keep it."))
    (row,) = plan_of((grid_of(*rows, name=name),), "plan.xlsx", "0" * 64).rows
    assert row.status.raw == status


def test_the_colours_of_two_months_are_asked_about(read_rows):
    header = ("Ref", "Recommendation", "Action", "RAG June", "RAG Sept")
    (row,) = read_rows(header, ("1", "Keep a log.", "Keep it.", "Amber", "Green")).rows
    (asked,) = [problem for problem in row.problems if problem.choices]
    assert (asked.field, [words for words, _ in asked.choices]) == ("rag", ["Amber", "Green"])
