"""Laying rows and merged blocks out as lines of one width, and the limits of a table."""

from datetime import date, datetime, time

import pytest

from safeguarding.lib.readers.grids import Cell, Grid, Line, check_extent, lines_of, plain

from ..reading import elsewhere, refusal, values


def test_rows_of_any_length_become_lines_of_one_width():
    assert lines_of([["a"], [], ["b", "c"]]) == (
        Line(1, (Cell("a", (1, 1)), Cell(None, (1, 2)))),
        Line(2, (Cell(None, (2, 1)), Cell(None, (2, 2)))),
        Line(3, (Cell("b", (3, 1)), Cell("c", (3, 2)))),
    )


def test_every_cell_of_a_block_has_the_words_of_its_first():
    grid = Grid("Plan", "", lines_of([["a", "hidden", "b"], [None, None, "c"]], [(1, 1, 2, 2)]))
    assert values(grid) == [["a", "a", "b"], ["a", "a", "c"]]
    assert elsewhere(grid) == {(1, 2): (1, 1), (2, 1): (1, 1), (2, 2): (1, 1)}


def test_a_block_that_runs_past_the_rows_is_clipped():
    assert elsewhere(Grid("Plan", "", lines_of([["a", "b"]], [(1, 1, 9, 1)]))) == {}


def test_blocks_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        lines_of([["a", "b"]], [(1, 1, 1, 2), (1, 1, 1, 2)])


@pytest.mark.parametrize(
    ("found", "value"),
    [
        (None, None),
        ("  ", None),
        (" a\r\nb ", "a\nb"),
        (True, "TRUE"),
        (12.0, "12"),
        (12.5, "12.5"),
        (datetime(2015, 4, 30, 9, 0), date(2015, 4, 30)),
        (date(2015, 4, 30), date(2015, 4, 30)),
        (time(9, 30), "09:30:00"),
    ],
)
def test_what_a_library_found_is_put_plainly(found, value):
    assert plain(found) == value


@pytest.mark.parametrize(("rows", "columns", "told"), [(20_001, 8, "20,001"), (5, 101, "101"), (20_000, 26, "20,000")])
def test_a_table_larger_than_any_plan_is_refused(rows, columns, told):
    sentence = refusal(check_extent, "plan.csv", rows, columns)
    assert told in sentence
    assert sentence.endswith(": delete the empty rows and columns after the plan and try again.")


def test_5000_rows_of_a_plan_with_its_headers_and_many_more_are_within_the_limits():
    assert check_extent("plan.csv", 20_000, 25) is None
