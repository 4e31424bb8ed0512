"""A cell that lists actions, and one that only looks as if it did."""

from datetime import date

import pytest

from recommendations.importers.several_actions import actions_in


@pytest.mark.parametrize(
    ("words", "actions"),
    [
        ("1) Train staff. 2) Sample ten files", ("Train staff.", "Sample ten files")),
        ("Action:\n1. Train staff.\n2. Sample ten files.", ("Train staff.", "Sample ten files.")),
        ("• Train staff;\n• Sample ten files", ("Train staff", "Sample ten files")),
        (
            "The force will:\n- train staff\n- sample ten files",
            ("The force will: train staff", "The force will: sample ten files"),
        ),
        ("Train staff by 2) of the plan.", ()),
        ("Train staff. 1. Sample ten files. 2. Report.", ()),
        ("1) Train staff", ()),
        ("2. Train staff.\n3. Sample ten files.", ()),
        ("Train the staff:\n• sergeants\n• inspectors", ()),
        ("Meet at 10.30 - 11.30 each week", ()),
    ],
)
def test_numbers_from_one_and_bullets_list_actions(words, actions):
    assert actions_in(words) == actions


def test_owners_and_dates_listed_beside_actions_are_each_actions_own(read_rows):
    header = ("Ref", "Recommendation", "Actions", "Owners", "Deadline")
    listed = ("1. Keep the log.\n2. Read the log.", "1. Head of Contact\n2. Custody Manager", "30/10/2015\n30/11/2015")
    rows = (header, ("1", "Keep a log of calls.", *listed))
    (asked,) = read_rows(*rows).rows
    assert [problem.field for problem in asked.problems if problem.must] == ["action_owner", "target"]
    apart = read_rows(*rows, corrections={("Plan", 2, "actions"): "each"}).rows
    assert [(row.task, row.action_owner, row.target.date) for row in apart] == [
        ("Keep the log.", "Head of Contact", date(2015, 10, 30)),
        ("Read the log.", "Custody Manager", date(2015, 11, 30)),
    ]


def test_actions_side_by_side_are_rows_of_their_own_with_their_owners(read_rows):
    plan = read_rows(
        ("Ref", "Recommendation", "Action 1", "Owner 1", "Due 1", "Action 2", "Owner 2", "Due 2"),
        ("1", "Keep a log.", "Keep it.", "DI Example", "30/10/2015", "Read it.", "DI Other", "30/11/2015"),
        ("2", "Count the missing.", "Count them.", "DI Other", "31/12/2015", None, None, None),
    )
    assert [(row.source.row, row.reference, row.task, row.action_owner, row.target.date) for row in plan.rows] == [
        (2, "1", "Keep it.", "DI Example", date(2015, 10, 30)),
        (3, "1", "Read it.", "DI Other", date(2015, 11, 30)),
        (4, "2", "Count them.", "DI Other", date(2015, 12, 31)),
    ]


def test_numbered_columns_that_are_no_actions_stay_one_row(read_rows):
    header = ("Ref", "Recommendation", "Action", "Milestone 1", "Date 1", "Milestone 2", "Date 2")
    (row,) = read_rows(header, ("1", "Keep a log.", "Keep it.", "Draft", "30/06/2015", "Print", "31/07/2015")).rows
    assert (row.task, row.other["Milestone 2 (column 6)"]) == ("Keep it.", "Print")
