"""A recommendation in a line of its own, or over a table, is that of the actions below it."""

import pytest

from recommendations.importers.action_plan import read_plan

ACTIONS = ("Ref", "Action", "Owner", "Due")
FIRST, SECOND = "Recommendation 1 - Count the missing.", "Recommendation 2 - Read every log."
ROWS = (
    (FIRST, None, None, None),
    ("1.1", "Count them.", "Head of Contact", "30/10/2015"),
    ("1.2", "Count them again.", "Head of Contact", None),
    (SECOND, None, None, None),
    ("2.1", "Read them.", "Head of Crime", None),
)


def _read(plan):
    return [(row.reference, row.wording, row.action) for row in plan.rows]


def test_numbers_below_a_recommendations_own_are_those_of_its_actions(read_rows):
    plan = read_rows(ACTIONS, *ROWS)
    assert _read(plan) == [
        ("1", "Count the missing.", "Count them."),
        ("1", "Count the missing.", "Count them again."),
        ("2", "Read every log.", "Read them."),
    ]
    assert plan.rows[0].other == {"Ref": "1.1"}


@pytest.mark.parametrize(
    "above",
    [
        (FIRST, None, None),
        ("Recommendation", "1. Count the missing.", None),
        ("Recommendation 1:", "Count the missing.", None),
    ],
)
def test_the_recommendation_over_a_sheets_header_is_that_of_its_actions(read_rows, above):
    plan = read_rows(
        above, ("Action", "Owner", "Due"), ("Count them.", "Head of Contact", None), ("Count again.", "Head", None)
    )
    assert _read(plan) == [("1", "Count the missing.", "Count them."), ("1", "Count the missing.", "Count again.")]


def test_the_words_before_a_table_are_its_recommendation_where_they_are_one(make_tables):
    rows = [("Action", "Owner", "Due"), ("Count them.", "Head of Contact", "30/10/2015")]
    data = make_tables(rows, rows, heading="Recommendation 4: Count the missing.")
    plan = read_plan(data, "plan.docx")
    assert _read(plan) == [("4", "Count the missing.", "Count them.")] * 2
    assert plan.rows[0].lines == ((2, ("Count them.", "Head of Contact", "30/10/2015")),)


def test_a_few_words_in_the_column_of_numbers_are_a_heading(read_rows):
    header = ("Ref", "Recommendation", "Action")
    plan = read_rows(header, ("Leadership", None, None), ("1", "Count the missing.", "Count them."))
    assert (_read(plan), plan.problems[-1].message) == (
        [("1", "Count the missing.", "Count them.")],
        "Sheet “Plan”, row 2 is a heading over the whole width, not an action: “Leadership”.",
    )


def test_a_recommendation_alone_in_its_column_is_that_of_the_actions_below_it(read_rows):
    plan = read_rows(
        ("Recommendation", "Issue owner", "Action", "Action owner"),
        ("1. Count the missing.", "Assistant Chief Constable", None, None),
        (None, None, "Count them.", "Head of Contact"),
        (None, None, "Count them again.", "Head of Contact"),
        ("2. Read every log.", "Assistant Chief Constable", None, None),
    )
    assert _read(plan) == [
        ("1", "Count the missing.", "Count them."),
        ("1", "Count the missing.", "Count them again."),
        ("2", "Read every log.", None),
    ]
    assert (plan.rows[0].issue_owner, [number for number, _ in plan.rows[0].lines]) == (
        "Assistant Chief Constable",
        [2, 3],
    )


def test_a_task_that_is_a_recommendation_without_an_owner_is_over_those_below(read_rows):
    plan = read_rows(
        ("Task Name", "Duration", "Finish", "Assigned To", "Comments"),
        (FIRST, "60d", "30/10/2015", None, None),
        ("Count them", "20d", "30/06/2015", "Head of Contact", "Begun"),
        ("Count them again", "40d", "30/10/2015", "Head of Contact", None),
    )
    assert _read(plan) == [("1", "Count the missing.", "Count them"), ("1", "Count the missing.", "Count them again")]
    said = "Row 2 also says “60d” and “30/10/2015” of the whole recommendation, which is not read."
    assert [[problem.message for problem in row.problems].count(said) for row in plan.rows] == [1, 0]


def test_a_column_of_recommendations_with_their_actions_below_is_read_as_both(read_rows):
    plan = read_rows(
        ("Ref", "Recommendation / action", "Lead", "Due"),
        ("1", "Count the missing children.", None, None),
        ("1.1", "Count them.", "Head of Contact", "30/10/2015"),
        ("1.2", "Count them again.", None, None),
        ("2", "Read every log.", None, None),
    )
    assert _read(plan) == [
        ("1", "Count the missing children.", "Count them."),
        ("1", "Count the missing children.", "Count them again."),
        ("2", "Read every log.", None),
    ]
