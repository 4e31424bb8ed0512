"""What stands in the column of numbers and is none, and one recommendation under two numbers."""

import pytest
from openpyxl import Workbook

from recommendations.importers.action_plan import read_plan
from recommendations.importers.part_letters import number_with_letters

from .conftest import saved

HEADER = ("Ref", "Recommendation", "Action", "Target date")
WORDS = "Count the children who go missing."


def _asked(plan):
    return [
        (row.source.row, problem.field, problem.message)
        for row in plan.rows
        for problem in row.problems
        if problem.must
    ]


@pytest.mark.parametrize(
    ("words", "number"),
    [("Rec1", "1"), ("#7", "7"), ("No. 12", "12"), ("(3)", "3"), ("1.10", "1.10"), ("Rec 1001", "1001")],
)
def test_a_number_is_read_however_it_is_typed(read_rows, words, number):
    assert read_rows(HEADER, (words, WORDS, "Count them.", None)).rows[0].reference == number


@pytest.mark.parametrize("opening", ["OFI 1: ", "OFI 1 - ", "OFI 1. "])
def test_an_inspectorates_own_letters_are_part_of_a_number_that_opens_the_words(read_rows, opening):
    row = read_rows(HEADER[1:], (opening + WORDS, "Count them.", None)).rows[0]
    assert (row.reference, row.wording) == ("OFI 1", WORDS)


@pytest.mark.parametrize("number", ["999", "1000", "10000"])
def test_a_large_number_before_a_time_limit_is_a_recommendations(read_rows, number):
    row = read_rows(HEADER[1:], (f"{number}. Within three months: {WORDS}", "Count them.", None)).rows[0]
    assert (row.kind, row.reference, row.timescale, row.wording) == (
        "recommendation",
        number,
        "Within three months",
        WORDS,
    )


@pytest.mark.parametrize("opening", ["2015.", "Recommendation A:"])
def test_what_may_be_a_number_before_a_time_limit_is_asked_about_and_no_next_step(read_rows, opening):
    plan = read_rows(HEADER[1:], (f"{opening} Within three months: {WORDS}", "Count them.", None))
    assert ([row.kind for row in plan.rows], _asked(plan)) == (
        ["recommendation"],
        [(2, "reference", "No number stands before these words: say which recommendation they are.")],
    )


def test_a_date_and_a_formula_are_no_reference(read_rows):
    plan = read_rows(
        HEADER,
        ("01/02/2015", WORDS, "Count them.", None),
        ("=A2+1", "Read the log each day.", "Read it.", "=EDATE(D2,3)"),
    )
    assert _asked(plan) == [
        (2, "reference", "“01/02/2015” is a date and no number: say which recommendation it is."),
        (3, "reference", "“=A2+1” is a formula and no number: say which number it shows."),
        (3, "target", "“=EDATE(D2,3)” is a formula, not a date: put it right, or empty it."),
    ]


@pytest.mark.parametrize(
    "total",
    [
        ("Page 1 of 2", None, None, None),
        ("Total", "2", None, None),
        (None, "Grand total", "2", None),
        ("Sub-total", None, None, "2"),
        (None, "Completed", "12", None),
        ("Owners send their updates by the 5th of each month.", None, None, None),
    ],
)
def test_a_total_is_no_recommendation_and_is_named(read_rows, total):
    plan = read_rows(HEADER, ("1", WORDS, "Count them.", None), total)
    told = " ".join(words for words in total if words)
    assert [row.reference for row in plan.rows] == ["1"]
    assert [problem.message for problem in plan.problems] == [
        f"Sheet “Plan”, row 3 is a total, a key or a note and was not read: “{told}”."
    ]


def test_a_key_of_colours_is_no_recommendation_and_is_named(read_rows):
    plan = read_rows(
        ("Ref", "Recommendation", "Action", "RAG"),
        ("1", WORDS, "Count them.", "On target"),
        ("RAG key", None, None, None),
        ("Amber", "Some risk", None, None),
    )
    assert [row.reference for row in plan.rows] == ["1"]
    assert [problem.message for problem in plan.problems] == [
        "Sheet “Plan”, row 3 is a total, a key or a note and was not read: “RAG key”.",
        "Sheet “Plan”, row 4 is a total, a key or a note and was not read: “Amber Some risk”.",
    ]


@pytest.mark.parametrize("words", ["The custody suite", "Lead"])
def test_words_without_a_number_are_no_reference(read_rows, words):
    plan = read_rows(HEADER, (words, WORDS, "Count them.", None))
    assert _asked(plan) == [(2, "reference", f"“{words}” holds no number: say which recommendation it is.")]


@pytest.mark.parametrize(
    ("words", "numbers"), [("1-3", ["1", "2", "3"]), ("4.27, 4.30 and 4.36", ["4.27", "4.30", "4.36"])]
)
def test_several_numbers_are_a_row_each_that_share_the_action(read_rows, words, numbers):
    plan = read_rows(HEADER, (words, WORDS, "Count them.", None), ("2", "Read every log twice.", "Read them.", None))

    shared = plan.rows[:-1]
    assert [(row.reference, row.shares, row.action) for row in shared] == [(n, words, "Count them.") for n in numbers]
    assert (len({row.action_place for row in shared}), _asked(plan)) == (1, [])


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("Recs 4.27, 4.30 & 4.36", ["4.27", "4.30", "4.36"]), ("5 and 6", ["5", "6"]), ("9 b)", ["9 b)"])],
)
def test_numbers_and_nothing_else_in_the_column_of_recommendations_are_its_numbers(read_rows, words, numbers):
    plan = read_rows(("Recommendation", "Action", "Responsibility"), (words, "Tell every home.", "Head of Contact"))
    assert [(row.reference, row.wording, row.action_owner) for row in plan.rows] == [
        (number, None, "Head of Contact") for number in numbers
    ]


def test_a_year_with_a_number_is_one_number(read_rows):
    plan = read_rows(HEADER, ("2015/07", WORDS, "Count them.", None))
    assert ([row.reference for row in plan.rows], _asked(plan)) == (["2015/07"], [])


def test_what_may_be_a_day_or_a_slip_is_asked_about(read_rows):
    for words in ("15/7/1", "4 5"):
        [problem] = _asked(read_rows(HEADER, (words, WORDS, "Count them.", None)))
        assert problem[1] == "reference"


def test_a_recommendation_about_totals_is_read(read_rows):
    assert len(read_rows(HEADER, ("1", "Total the hours worked by each unit.", "Add them.", None)).rows) == 1


def test_the_same_words_under_another_number_are_asked_about(read_rows):
    rows = (HEADER, ("1", WORDS, "Count them.", None), ("R.1", WORDS, "Count them again.", None))
    [problem] = [problem for problem in read_rows(*rows).rows[1].problems if problem.must]
    assert problem.message == (
        "The words of this recommendation stand in row 2 under the number 1 and here under R.1: say which it is."
    )
    assert problem.choices == (("1", "It is 1"), ("R.1", "It is one of its own, R.1"))
    for answer in ("1", "R.1"):
        plan = read_rows(*rows, corrections={("Plan", 3, "reference"): answer})
        assert (plan.rows[1].reference, _asked(plan)) == (answer, [])


def test_a_row_that_says_all_that_one_above_says_is_read_once_and_named(read_rows):
    row = ("1", WORDS, "Count them.", "31/05/2015")
    plan = read_rows(HEADER, row, row, ("1", WORDS, "Count them.", "30/06/2015"))
    assert [row.source.row for row in plan.rows] == [2, 4]
    assert "Sheet “Plan”, row 3 says word for word what row 2 says, and is read once." in [
        problem.message for problem in plan.problems
    ]


def test_a_key_that_says_what_a_colour_means_is_no_recommendation(read_rows):
    plan = read_rows(HEADER, ("1", WORDS, "Count them.", None), ("Red = late, Amber = at risk", None, None, None))
    assert (len(plan.rows), "Red = late, Amber = at risk" in plan.problems[-1].message) == (1, True)


@pytest.mark.parametrize(
    ("action", "letters"),
    [
        ("Audit files for part b.", ("b",)),
        ("b) Audit forty files.", ("b",)),
        ("a) and c) Hold a day.", ("a", "c")),
        ("a) Write it.\nb) Print it.", ()),
    ],
)
def test_the_parts_that_an_action_opens_with_are_those_it_covers(read_rows, action, letters):
    words = "9. The force should: a) train its staff; b) audit its files; and c) tell partners."
    [row] = read_rows(HEADER[1:], (words, action, None)).rows
    assert (row.reference, row.part_letters) == ("9", letters)


def test_a_number_without_words_is_a_note_and_names_roman_parts(read_rows):
    plan = read_rows(HEADER, ("2 (ii)", None, "Audit two files.", None), ("3", WORDS, "Count them.", None))
    assert (_asked(plan), number_with_letters(plan.rows[0].reference)) == ([], ("2", ("ii",)))


def test_a_part_in_a_column_of_its_own_numbers_its_words_or_says_what_its_action_covers(read_rows):
    header = ("Rec no", "Part", "Recommendation", "Action", "Lead")
    own = read_rows(header, ("9", "a", "Keep it.", "Buy a book.", None), ("9", "(b)", "Read it.", "Sit down.", None))
    one = read_rows(header, ("9", "a", WORDS, "Buy a book.", None), ("9", "b and c", WORDS, "Sit down.", None))
    assert [[(row.reference, row.part_letters) for row in plan.rows] for plan in (own, one)] == [
        [("9a", ("a",)), ("9b", ("b",))],
        [("9", ("a",)), ("9", ("b", "c"))],
    ]
    assert (_asked(own), _asked(one)) == ([], [])


def test_parts_that_have_the_words_of_the_whole_are_rows_of_one_recommendation(read_rows):
    words = "The force should: a) train its staff; b) audit its files."
    plan = read_rows(HEADER, ("1a", words, "Hold a day.", None), ("1b", words, "Read forty.", None))
    assert [(row.reference, row.part_letters, row.wording) for row in plan.rows] == [
        ("1", ("a",), words),
        ("1", ("b",), words),
    ]
    assert _asked(plan) == []


def test_a_part_that_is_no_letter_is_named_and_several_are(read_rows):
    header = ("Rec no", "Part", "Recommendation", "Action")
    plan = read_rows(header, ("9", "Custody", WORDS, "Buy a book."), ("10", "a and c", "Read it.", "Sit down."))
    assert [problem.message for row in plan.rows for problem in row.problems if problem.field == "parts"] == [
        "“Custody” names no part by its letter: the row is read as about all of them.",
        "The row names a and c: a letter that no part of the recommendation has is left out.",
    ]


@pytest.mark.parametrize("numbers", [("1.1", "1.2", "1.9", "1.1", "1.11"), ("1.9", "1.1"), ("1.1", "1.11")])
def test_a_number_that_may_have_lost_its_nought_is_asked_about(read_rows, numbers):
    rows = [(number, f"Look into {count}.", f"Do {count}.", None) for count, number in enumerate(numbers)]
    at = max(place for place, number in enumerate(numbers) if number == "1.1")
    plan = read_rows(HEADER, *rows)
    asked = [(row.source.row, problem.choices[0][0]) for row in plan.rows for problem in row.problems if problem.must]
    assert asked == [(at + 2, "1.10")]
    put_right = read_rows(HEADER, *rows, corrections={("Plan", at + 2, "reference"): "1.10"})
    assert (put_right.rows[at].reference, _asked(put_right)) == ("1.10", [])


def test_a_number_keeps_the_nought_that_its_cell_shows():
    book = Workbook()
    for row in (HEADER, (1.9, WORDS, "Do it.", None), (1.1, "Read it.", "Sit down.", None)):
        book.active.append(row)
    book.active["A3"].number_format = "0.00"
    assert [row.reference for row in read_plan(saved(book), "plan.xlsx").rows] == ["1.9", "1.10"]
