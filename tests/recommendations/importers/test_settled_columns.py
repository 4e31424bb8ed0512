"""Columns whose headers leave open what they hold are read by what stands below them, and else asked about."""

from datetime import date

import pytest

from recommendations.importers.action_plan import read_plan

MERGED = {"merged": [((1, 1), (1, 2))]}


@pytest.mark.parametrize(
    ("header", "cell", "field"),
    [
        ("By", "30/10/2015", "target"),
        ("By", "Head of Contact", "action_owner"),
        ("Date", "30/10/2015", "target"),
        ("Officer", "Head of Contact", "action_owner"),
        ("Review", "Child protection, 2015", "report"),
        ("Review", "01/12/2015", None),
    ],
)
def test_a_bare_header_names_what_stands_below_it(read_rows, header, cell, field):
    [layout] = read_rows(("Ref", "Recommendation", "Action", header), ("1", "Keep a log.", "Keep it.", cell)).layouts
    assert layout.fields.get(3) == field


def test_a_bare_date_beside_what_was_said_is_no_deadline(read_rows):
    header = ("Ref", "Recommendation", "Action", "Update", "Date")
    (row,) = read_rows(header, ("1", "Keep a log.", "Keep it.", "Begun.", "30/10/2015")).rows
    assert (row.target.raw, row.other) == (None, {"Date (column 5)": "30/10/2015"})


def test_a_header_merged_over_numbers_and_words_is_the_reference_and_the_recommendation(read_rows):
    header = ("Recommendation", None, "Action", "Lead")
    plan = read_rows(header, ("7", "Keep a log.", "Keep it.", "Head of Contact"), **MERGED)
    assert [(row.reference, row.wording) for row in plan.rows] == [("7", "Keep a log.")]

    words = ("Keep a log.", "Show it.", "Keep it.", "Head of Contact")
    assert read_rows(header, words, **MERGED).rows == ()  # two columns of words stay refused


def test_the_original_deadline_is_the_target_and_the_revised_one_is_asked_for(read_rows):
    plan = read_rows(
        ("Recommendation", "Action", "Timescale", None),
        (None, None, "Original", "Revised"),
        ("1. Keep a log.", "Keep it.", date(2015, 6, 30), date(2015, 10, 30)),
        ("2. Read the log.", "Read it.", date(2015, 9, 30), None),
        ("3. Show the log.", "Show it.", None, date(2015, 11, 30)),
        merged=[((1, 1), (2, 1)), ((1, 2), (2, 2)), ((1, 3), (1, 4))],
    )
    assert [(row.target.date, row.moves_target) for row in plan.rows] == [
        (date(2015, 6, 30), True),
        (date(2015, 9, 30), False),
        (date(2015, 11, 30), False),
    ]
    told = ["The target was first 30 June 2015: that is read as the target, and 30 October 2015 is asked for."]
    assert [problem.message for problem in plan.rows[0].problems if problem.field == "revised"] == told
    assert "Nothing else stands here, so that of “Revised Timescale” is read." in [
        problem.message for problem in plan.rows[2].problems
    ]


def test_a_table_that_is_continued_takes_the_recommendation_of_the_table_before(make_tables):
    header = ("Ref", "Recommendation", "Action", "Owner")
    first, second = ("1", "Keep a log.", "Keep it."), ("1", "(continued)", "Show it.")
    tables = [[header, (*row, "Head of Contact")] for row in (first, second)]
    rows = read_plan(make_tables(*tables), "plan.docx").rows
    assert [(row.wording, row.action) for row in rows] == [("Keep a log.", "Keep it."), ("Keep a log.", "Show it.")]


def test_a_response_that_only_accepts_is_no_action(read_rows):
    header = ("Ref", "Recommendation", "Executive response", "Lead officer", "By when")
    rows = [
        ("1", "Keep a log.", "Accepted", "Head of Contact", "30/10/2015"),
        ("2", "Read the log.", "Accepted in part", "Head of Contact", "30/10/2015"),
    ]
    assert {(row.action, *row.other.values()) for row in read_rows(header, *rows).rows} == {
        (None, "Accepted"),
        (None, "Accepted in part"),
    }
    both = read_rows(header, *rows, ("3", "Show the log.", "Buy a book.", "Head of Contact", None))
    assert both.rows[2].action == "Buy a book."


def test_words_under_several_days_are_the_updates_of_these_days(read_rows):
    header = ("Ref", "Recommendation", "Action", date(2015, 3, 1), date(2015, 4, 1))
    row = ("1", "Keep a log.", "Keep it.")
    said = read_rows(header, (*row, "Asked for quotes", "Two are in")).rows[0]
    assert said.update == "01/03/2015: Asked for quotes\n01/04/2015: Two are in"
    assert read_rows(header, (*row, "x", "x")).rows[0].update is None


@pytest.mark.parametrize(
    ("share", "cells", "shares"),
    [("% Complete", ("1", "0.4"), ["100%", "40%"]), ("Progress (%)", ("1", "60"), ["1%", "60%"])],
)
def test_a_bare_number_under_a_share_is_a_share(read_rows, share, cells, shares):
    rows = [(str(at), f"Count {at}.", f"Do {at}.", cell) for at, cell in enumerate(cells, start=1)]
    plan = read_rows(("Ref", "Recommendation", "Action", share), *rows)
    assert [row.status.raw for row in plan.rows] == shares


@pytest.mark.parametrize(
    ("status", "share", "asked", "read"),
    [
        ("In progress", "40%", [], "In progress"),
        ("Complete", "100%", [], "Complete"),
        ("In progress", "100%", ["status"], "In progress"),
        ("Complete", "40%", ["status"], "Complete"),
        (None, "40%", [], "40%"),
    ],
)
def test_a_share_beside_a_status_is_read_where_that_is_blank_and_asked_about_where_it_says_otherwise(
    read_rows, status, share, asked, read
):
    plan = read_rows(
        ("Ref", "Recommendation", "Action", "Status", "% complete"), ("1", "Count them.", "Do it.", status, share)
    )
    (row,) = plan.rows
    assert [problem.field for problem in row.problems if problem.must] == asked
    assert row.status.raw == read
