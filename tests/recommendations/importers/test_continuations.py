"""Lines that are no row of their own: joined where it is certain, asked about where it is not, headings told."""

import pytest

HEADER = ("Recommendation", "Action", "Lead", "Due date", "Update")
FIRST = ("1. See that the log", "Keep the log.", "DI Example", "30/04/2015", "Begun.")
WHOLE = ("1. See that the log is kept.", *FIRST[1:])


def asked(row):
    return [(problem.field, problem.message) for problem in row.problems if problem.must]


def notes(row, field):
    return [problem.message for problem in row.problems if problem.field == field]


def test_a_row_split_over_a_page_is_joined_in_the_middle_of_its_sentence(read_rows):
    [row] = read_rows(HEADER, FIRST, ("is kept.", None, None, None, None)).rows
    assert (row.recommendation, row.joined) == ("1. See that the log is kept.", (3,))
    assert notes(row, "row") == ["Row 3 goes on from row 2: they are read as one."]
    assert asked(row) == []


def test_two_columns_may_go_on_at_once_and_over_two_pages(read_rows):
    first = ("1. See that", "Keep the log", *FIRST[2:])
    [row] = read_rows(HEADER, first, ("the log", "and read it", None, None, None), ("is kept.", *[None] * 4)).rows
    assert (row.recommendation, row.action) == ("1. See that the log is kept.", "Keep the log and read it")
    assert row.joined == (3, 4)


def test_an_update_alone_in_its_line_belongs_to_the_row_above(read_rows):
    [row] = read_rows(HEADER, WHOLE, (None, None, None, None, "May: Done.")).rows
    assert row.update == "Begun.\nMay: Done."


def test_words_alone_in_a_column_without_a_field_belong_to_the_row_above(read_rows):
    [row] = read_rows((*HEADER, "Notes"), (*WHOLE, "one"), (*[None] * 5, "two")).rows
    assert row.other == {"Notes (column 6)": "one\ntwo"}


@pytest.mark.parametrize(
    ("above", "words"),
    [("1. See that the log is kept.", "and that it is read."), ("1. See that the log", "Custody staff are briefed.")],
)
def test_one_sign_alone_is_asked_about(read_rows, above, words):
    first, second = read_rows(HEADER, (above, *FIRST[1:]), (words, None, None, None, None)).rows
    assert first.recommendation == above
    assert asked(second)[0] == (
        "row",
        "Row 3 may go on from row 2, in the middle of a sentence: say whether it does or is a row of its own.",
    )


@pytest.mark.parametrize(("said", "count"), [("goes on", 1), ("own", 2), ("leave out", 1)])
def test_a_person_says_what_a_row_is(read_rows, said, count):
    rows = read_rows(
        HEADER,
        WHOLE,
        ("and that it is read.", None, None, None, None),
        corrections={("Plan", 3, "row"): said},
    ).rows
    assert len(rows) == count
    assert [row for row in rows if any(problem.field == "row" and problem.must for problem in row.problems)] == []


def test_a_blank_recommendation_with_an_action_is_another_action_of_the_one_above(read_rows):
    first, second = read_rows(HEADER, WHOLE, (None, "Read the log.", "DS Other", "31/05/2015", None)).rows
    assert (first.reference, second.reference) == ("1", "1")
    assert (second.action, second.action_owner, second.target.raw) == ("Read the log.", "DS Other", "31/05/2015")
    assert (first.action_place, second.action_place) == ("Plan!B2", "Plan!B3")
    assert asked(first) + asked(second) == []


def test_a_merged_recommendation_with_two_actions_is_one_with_two_actions(read_rows):
    plan = read_rows(HEADER, WHOLE, (None, "Read the log.", "DS Other", "31/05/2015", None), merged=[((2, 1), (3, 1))])
    assert [(row.reference, row.action) for row in plan.rows] == [("1", "Keep the log."), ("1", "Read the log.")]
    assert [asked(row) for row in plan.rows] == [[], []]


def test_an_action_merged_over_two_recommendations_is_one_action(read_rows):
    plan = read_rows(
        HEADER, WHOLE, ("2. See that it is read.", None, "DI Example", None, None), merged=[((2, 2), (3, 2))]
    )
    assert [(row.reference, row.action, row.action_place) for row in plan.rows] == [
        ("1", "Keep the log.", "Plan!B2"),
        ("2", "Keep the log.", "Plan!B2"),
    ]


def test_rows_that_share_both_cells_but_not_the_owner_are_asked_about(read_rows):
    plan = read_rows(HEADER, WHOLE, (None, None, "DS Other", None, None), merged=[((2, 1), (3, 1)), ((2, 2), (3, 2))])
    assert [[field for field, _ in asked(row)] for row in plan.rows] == [[], ["row"]]


def test_an_action_that_may_go_on_is_asked_about(read_rows):
    first, second = read_rows(HEADER, WHOLE, (None, "and read it.", None, None, None)).rows
    assert first.action == "Keep the log."
    assert [field for field, _ in asked(second)] == ["row"]


def test_an_action_broken_off_is_joined(read_rows):
    broken = (WHOLE[0], "Keep the log and", *WHOLE[2:])
    [row] = read_rows(HEADER, broken, (None, "read it.", None, None, None)).rows
    assert row.action == "Keep the log and read it."


def test_a_demand_with_a_time_limit_of_its_own_is_not_joined(read_rows):
    rows = read_rows(HEADER, FIRST, ("Within six weeks the force should reply.", *[None] * 4)).rows
    assert [row.reference for row in rows] == ["1", "next-step-1"]


def test_a_few_words_alone_in_a_line_are_a_heading(read_rows):
    plan = read_rows(HEADER, WHOLE, ("Custody", *[None] * 4), ("2. Read it.", *FIRST[1:]))
    assert [row.reference for row in plan.rows] == ["1", "2"]
    assert [problem.message for problem in plan.problems] == [
        "Sheet “Plan”, row 3 is a heading over the whole width, not an action: “Custody”."
    ]


def test_an_action_under_a_heading_is_not_of_the_recommendation_over_it(read_rows):
    rows = read_rows(HEADER, WHOLE, ("Custody", *[None] * 4), (None, "Read it.", *[None] * 3)).rows
    assert asked(rows[1]) == [("recommendation", "No recommendation stands in this row.")]


def test_a_header_printed_again_is_passed_over(read_rows):
    rows = read_rows(HEADER, WHOLE, tuple(words.upper() for words in HEADER), ("2. Read it.", *FIRST[1:])).rows
    assert [row.reference for row in rows] == ["1", "2"]


# Several recommendations in one cell


@pytest.mark.parametrize(
    "words",
    ["1. Keep the log.\n2. Read the log.", "1. Keep the log. 2. Read the log.", "1) Keep the log.\n2) Read it."],
)
def test_several_recommendations_in_one_cell_share_its_action(read_rows, words):
    rows = read_rows(HEADER, (words, *WHOLE[1:])).rows
    assert [(row.reference, row.item, row.action_place) for row in rows] == [("1", 1, "Plan!B2"), ("2", 2, "Plan!B2")]
    assert rows[0].wording == "Keep the log."
    assert notes(rows[1], "recommendation") == [
        "Recommendations 1 and 2 stand in one cell and share what the row says."
    ]
    assert [asked(row) for row in rows] == [[], []]


@pytest.mark.parametrize(
    "words", ["4. See that:\n1. the log is kept;\n2. the log is read.", "1. See that:\n1. it is kept;\n2. it is read."]
)
def test_a_numbered_list_inside_a_recommendation_stays_inside_it(read_rows, words):
    [row] = read_rows(HEADER, (words, *WHOLE[1:])).rows
    assert row.recommendation == words


def test_a_list_whose_numbers_other_rows_bear_stays_inside_its_recommendation(read_rows):
    rows = read_rows(HEADER, ("1. Keep it.\n2. Read it.", *WHOLE[1:]), ("2. Other.", *WHOLE[1:])).rows
    assert [row.reference for row in rows] == ["1", "2"]


def test_numbered_actions_in_one_cell_are_one_action(read_rows):
    [row] = read_rows(HEADER, (WHOLE[0], "1) Keep it.\n2) Read it.", *WHOLE[2:])).rows
    assert row.action == "1) Keep it.\n2) Read it."


def test_several_numbers_in_their_own_column_follow_the_numbers_of_the_words(read_rows):
    header = ("Ref", *HEADER)
    rows = read_rows(header, ("1 and 2", "1. Keep it.\n2. Read it.", *WHOLE[1:])).rows
    assert [(row.reference, row.wording) for row in rows] == [("1", "Keep it."), ("2", "Read it.")]

    rows = read_rows(header, ("1, 2", "Keep it.", *WHOLE[1:])).rows
    assert [(row.reference, row.shares) for row in rows] == [("1", "1, 2"), ("2", "1, 2")]


# The same number twice


def test_the_same_words_twice_with_actions_of_their_own_are_one_recommendation(read_rows):
    rows = read_rows(HEADER, WHOLE, (WHOLE[0], "Read it.", *WHOLE[2:])).rows
    assert [asked(row) for row in rows] == [[], []]
    assert notes(rows[0], "reference") == [
        "The number 1 stands in 2 rows with the same words: they are read as actions of one recommendation."
    ]


def test_one_number_over_different_words_is_asked_about(read_rows):
    rows = read_rows(HEADER, WHOLE, ("1. Something else.", "Read it.", *WHOLE[2:])).rows
    assert [asked(row)[-1][1] for row in rows] == ["The number 1 stands in more than one row: say which is meant."] * 2


def test_a_corrected_number_stands_alone(read_rows):
    rows = read_rows(
        HEADER, WHOLE, ("1. Something else.", "Read it.", *WHOLE[2:]), corrections={("Plan", 3, "reference"): "2"}
    ).rows
    assert [(row.reference, asked(row)) for row in rows] == [("1", []), ("2", [])]


def test_the_number_of_the_row_above_alone_is_another_action(read_rows):
    header = ("Ref", *HEADER)
    rows = read_rows(header, ("3", *WHOLE), ("3", None, "Read it.", None, None, None)).rows
    assert [(row.reference, row.recommendation, asked(row)) for row in rows] == [("3", WHOLE[0], [])] * 2


def test_progress_over_the_whole_width_is_the_update_of_the_row_above(read_rows):
    wide = ("Progress: one is chosen.", None, None, None)
    plan = read_rows(
        ("No", "Recommendation", "Action", "Lead"),
        ("1", "Keep the log.", "Buy a book.", "DI Example"),
        wide,
        ("2", "Read the log.", "Read it.", "DI Example"),
        merged=[((3, 1), (3, column)) for column in (2, 3, 4)],
    )
    assert [(row.reference, row.update) for row in plan.rows] == [("1", "one is chosen."), ("2", None)]
