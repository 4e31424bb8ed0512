"""Tables on their side, one recommendation each, are read as the rows of one plan."""

from docx import Document

from recommendations.importers.action_plan import read_plan

from .conftest import saved


def _table(number, wording, action):
    return [
        ("Ref", number),
        ("Recommendation", wording),
        ("Action", action),
        ("Action owner", "DI Example"),
        ("Notes", "x"),
    ]


def test_one_table_a_recommendation_is_a_row_a_table(make_tables):
    data = make_tables(_table("1", "Keep the log.", "Keep it."), _table("2", "Read the log.", "Read it."))
    plan = read_plan(data, "plan.docx", inspections=["hmic-2014"])
    assert [(row.source.sheet, row.source.row, row.reference, row.wording, row.action) for row in plan.rows] == [
        ("Tables 1 to 2", 1, "1", "Keep the log.", "Keep it."),
        ("Tables 1 to 2", 2, "2", "Read the log.", "Read it."),
    ]
    assert plan.rows[0].other == {"Notes (column 5)": "x"}


def test_two_recommendations_in_one_table_on_its_side_are_two_rows(make_tables):
    data = make_tables(_table("1", "Keep the log.", "Keep it.") + _table("2", "Read the log.", "Read it."))
    assert [row.reference for row in read_plan(data, "plan.docx").rows] == ["1", "2"]


def test_recommendations_side_by_side_are_a_row_a_column(read_rows):
    plan = read_rows(
        ("Ref", "1", "2"),
        ("Recommendation", "Keep the log.", "Read the log."),
        ("Action", "Keep it.", "Read it."),
        ("Owner", "DI Example", "DI Other"),
    )
    assert [(row.reference, row.wording, row.action, row.action_owner) for row in plan.rows] == [
        ("1", "Keep the log.", "Keep it.", "DI Example"),
        ("2", "Read the log.", "Read it.", "DI Other"),
    ]


def test_a_table_that_stands_upright_is_left_so(read_rows):
    plan = read_rows(("Recommendation", "Action", "Status"), ("1. Keep the log.", "Action", "Status"))
    assert [(row.reference, row.action) for row in plan.rows] == [("1", "Action")]


def test_what_stands_beside_no_name_goes_on_from_the_words_above(read_rows):
    for further in ((), ("Read the log.",)):  # one recommendation, and two side by side
        names = ("Recommendation", "", "Action", "Owner")
        beside = ("Keep the log.", "Show it.", "Keep it.", "DI Example")
        plan = read_rows(*((name, words, *further) for name, words in zip(names, beside, strict=True)))
        assert plan.rows[0].recommendation == "Keep the log.\nShow it."


def test_a_number_in_the_name_of_a_recommendation_is_its_number(make_tables):
    tables = [
        [(f"Recommendation {number}", wording), ("Action", "Keep it."), ("Owner", "DI Example")]
        for number, wording in (("3", "Keep the log."), ("4", "Read the log."))
    ]
    plan = read_plan(make_tables(*tables), "plan.docx")
    assert [(row.reference, row.wording) for row in plan.rows] == [("3", "Keep the log."), ("4", "Read the log.")]


def test_a_form_with_two_names_in_a_line_is_a_row_and_its_ticked_box_the_status(make_tables):
    form = [
        ("Recommendation no.", "3", "Owner", "Head of Contact"),
        ("Recommendation", "Keep the log.", "Due", "30 October 2015"),
        ("Action", "Keep it.", "Status", "☐ Not started ☒ In progress ☐ Complete"),
    ]
    (row,) = read_plan(make_tables(form), "plan.docx").rows
    assert (row.reference, row.wording, row.action_owner) == ("3", "Keep the log.", "Head of Contact")
    assert (row.target.raw, row.status.means) == ("30 October 2015", "in_progress")


def test_a_document_without_tables_is_read_by_the_names_of_its_paragraphs():
    document = Document()
    for number, wording in (("1", "Keep the log."), ("2", "Read the log.")):
        for paragraph in (f"Recommendation {number}: {wording}", "Show it.", "Action: Keep it.", "Owner: DI Example"):
            document.add_paragraph(paragraph)
    plan = read_plan(saved(document), "plan.docx")
    assert [(row.reference, row.wording, row.action, row.action_owner) for row in plan.rows] == [
        ("1", "Keep the log.\nShow it.", "Keep it.", "DI Example"),
        ("2", "Read the log.\nShow it.", "Keep it.", "DI Example"),
    ]


def test_numbers_over_the_columns_of_a_table_on_its_side_are_the_references(read_rows):
    plan = read_rows(
        (None, "Recommendation 1", "Recommendation 2"),
        ("Text", "Keep the log.", "Read the log."),
        ("Action", "Keep it.", "Read it."),
        ("Owner", "DI Example", "DI Other"),
    )
    assert [(row.reference, row.wording) for row in plan.rows] == [("1", "Keep the log."), ("2", "Read the log.")]


def test_a_sheet_on_its_side_may_begin_with_blank_columns_and_hold_the_recommendations_over_no_name(read_rows):
    plan = read_rows(
        (None, None, "Rec 1: Keep the log.", "Rec 2: Read the log."),
        (None, "Action", "Keep it.", "Read it."),
        (None, "Owner", "DI Example", "DI Other"),
        (None, "Deadline", "30/06/2015", None),
    )
    assert [(row.reference, row.wording, row.action, row.target.raw) for row in plan.rows] == [
        ("1", "Keep the log.", "Keep it.", "30/06/2015"),
        ("2", "Read the log.", "Read it.", None),
    ]


def test_the_number_over_a_table_on_its_side_is_that_of_its_recommendation(make_tables):
    form = _table("9", "By May 2016, keep the log.", "Keep it.")[1:]
    (row,) = read_plan(make_tables(form, heading="Recommendation 12"), "plan.docx").rows
    assert (row.reference, row.kind, row.timescale) == ("12", "recommendation", "By May 2016")
    (row,) = read_plan(make_tables(_table("9", "Keep the log.", "Keep it."), heading="AFI 3"), "plan.docx").rows
    assert row.reference == "9"
