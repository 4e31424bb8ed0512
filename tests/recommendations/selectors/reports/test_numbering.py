"""Which number each draft goes by, and which two have the same."""

from recommendations.models import Recommendation, ReportDraft
from recommendations.selectors.reports.numbering import clashes, references


def draft(pk, reference="", kind="recommendation", choice="undecided"):
    return ReportDraft(pk=pk, reference=reference, kind=kind, choice=choice)


def taken(*numbers):
    return {number: Recommendation(reference=number, text=f"What {number} asks.") for number in numbers}


def test_what_has_no_number_takes_the_next_free_one_in_printed_order():
    drafts = [draft(1), draft(2, "2"), draft(3), draft(4)]

    assert references(drafts, taken("4")) == {1: "1", 2: "2", 3: "3", 4: "5"}


def test_each_kind_has_a_row_of_numbers_of_its_own():
    kinds = ["cause-of-concern", "recommendation", "area-for-improvement", "strength", "mixed", "strength"]

    given = references([draft(pk, kind=kind) for pk, kind in enumerate(kinds)], {})

    assert list(given.values()) == ["C1", "1", "A1", "S1", "M1", "S2"]


def test_what_is_discarded_and_a_next_step_take_no_number():
    drafts = [draft(1, choice="discarded"), draft(2, kind="next-step"), draft(3, choice="kept")]

    assert references(drafts, {}) == {3: "1"}


def test_two_with_one_number_clash_and_so_does_one_that_the_inspection_has():
    drafts = [draft(1, "1"), draft(2, "1"), draft(3, "3"), draft(4, "4", choice="discarded"), draft(5, "5"), draft(6)]

    assert clashes(drafts, taken("3", "4")) == {
        1: "Another has this number too.",
        2: "Another has this number too.",
        3: "The inspection has this number already.",
    }
