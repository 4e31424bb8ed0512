"""What two documents brought, as it goes out again: each word once, and what a document said said to be so."""

import pytest

from recommendations.selectors.plan_export import plan_rows
from tests.moments import NOW

PLAN = "One plan for all the recommendations went to the inspectorate on 10th February 2015."
DIRECTION = "The national lead has a ten-point plan for all forces. Awaiting local direction."
MANAGER = "The Information Security Manager answers to the DCC through the Force Information Assurance Board."


@pytest.fixture
def by_opening(cast, sampled):
    """The rows of the two inspections by the first words of their recommendation."""

    def rows(inspection, *openings):
        found = plan_rows(inspection, cast.coordinator, NOW)
        return [next(row for row in found if row.cells["recommendation"].startswith(words)) for words in openings]

    return rows


def test_the_opening_is_put_together_again_and_parts_stand_once(sampled, by_opening):
    [fourth] = by_opening(sampled.police, "4. Within three months: (pg 12-14)\nAnyshire Police should")

    assert [fourth.cells["recommendation"].count(mark) for mark in ("\na) ", "\nb) ", "\nc) ")] == [1, 1, 0]


def test_what_stood_in_the_place_of_an_action_stands_there_again_and_nowhere_else(sampled, by_opening):
    ninth, first_step, second_step = by_opening(sampled.police, "9.", "The inspectorate expects", "Within six weeks")
    [sixth] = by_opening(sampled.information, "6.")

    told = [(row.action, row.cells["action"], row.cells["update"]) for row in (ninth, first_step, second_step, sixth)]
    assert told == [
        (None, "Link to recommendation 1 and 3.", ""),
        (None, PLAN, ""),
        (None, PLAN, ""),
        (None, DIRECTION, f"01/09/2015, in a document (transcribed): {MANAGER}"),
    ]


def test_words_of_a_document_are_said_to_be_so_and_sign_nothing_off(sampled, by_opening):
    [fourth] = by_opening(sampled.police, "4.")

    assert fourth.cells["status"] == "Recommended complete"
    assert fourth.cells["update"].splitlines()[:2] == [
        "07/08/2015, in a document (transcribed, not confirmed): DCC Scrutiny 07/08/2015: Supports completion",
        "01/09/2015, in a document (transcribed, not confirmed): Complete",
    ]


def test_a_deadline_beside_no_action_and_n_a_are_kept_as_they_were_written(sampled, by_opening):
    rows = by_opening(sampled.police, "7.", "9.")

    assert [(row.action, row.cells["target"], row.cells["cost"]) for row in rows] == [
        (None, "30/04/2015", "n/a"),
        (None, "n/a", "n/a"),
    ]
