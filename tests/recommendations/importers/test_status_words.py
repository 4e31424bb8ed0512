"""Status words of many houses, told apart; what differs from house to house is asked, once for all its rows."""

from datetime import date

import pytest

from recommendations.importers.status_words import ASSESSMENTS, STATEMENTS, WORDS, Meaning, read_status
from recommendations.workflow import Status
from safeguarding.lib.dates import Precision

HEADER = ("Recommendation", "Action", "Status", "RAG")


def status_rows(*words):
    return [HEADER, *((f"{n}. Keep it.", "Done.", *said) for n, said in enumerate(words, start=1))]


@pytest.mark.parametrize(
    ("words", "means", "said_on"),
    [
        ("Complete", "complete", None),
        ("COMPLETED.", "complete", None),
        ("Fully achieved", "complete", None),
        ("100%", "complete", None),
        ("100% complete", "complete", None),
        ("Completed 18.5.23", "complete", date(2023, 5, 18)),
        ("Completed (18/05/2023)", "complete", date(2023, 5, 18)),
        ("Complete - 18th May 2023", "complete", date(2023, 5, 18)),
        ("Closed 3/4/24", "complete", date(2024, 4, 3)),
        ("Closed on 3 April 2024", "complete", date(2024, 4, 3)),
        ("Recommend complete", "recommended_complete", None),
        ("Submitted for closure", "recommended_complete", None),
        ("No action required", "no_action_required", None),
        ("On  target", "on_target", None),
        ("On target (amber)", "on_target", None),
        ("At risk", "at_risk", None),
        ("Behind schedule", "off_target", None),
        ("Ongoing", "in_progress", None),
        ("80% complete", "in_progress", None),
        ("Partly complete", "in_progress", None),
        ("Not complete", "in_progress", None),
        ("0%", "not_started", None),
        ("Not started", "not_started", None),
    ],
)
def test_words_and_their_date_are_read(words, means, said_on):
    said = read_status(words)
    assert (said.means, said.said_on, said.unknown) == (means, said_on, False)


def test_a_month_beside_a_status_is_no_more_than_a_month():
    said = read_status("Complete – May 2023")
    assert (said.means, said.said_on, said.precision) == ("complete", date(2023, 5, 31), Precision.MONTH)


@pytest.mark.parametrize(
    "words", ["Green", "Amber", "Red", "Blue", "Slipped", "Paused", "Awaiting review", "NFA", "N/A"]
)
def test_words_that_differ_from_house_to_house_are_asked_about(words):
    assert (read_status(words).means, read_status(words).unknown) == (Meaning.ASK, True)


@pytest.mark.parametrize(
    "words", ["wobbly", "Complete by 30/06/2015", "Complete 31/02/2015", "150%", "Complete?", "x" * 5_000]
)
def test_words_that_are_not_in_the_table_are_asked_about(words):
    assert (read_status(words).means, read_status(words).unknown) == (None, True)


@pytest.mark.parametrize("words", ["", None, "-", "TBC"])
def test_words_that_say_nothing_are_not_asked_about(words):
    assert (read_status(words).means, read_status(words).unknown) == (None, False)


@pytest.mark.parametrize("status", Status)
def test_every_status_that_an_export_prints_is_known(status):
    assert read_status(status.label).means == status.value.replace("-", "_")


def test_every_entry_of_the_table_stands_once_and_folded():
    entries = [words for several in WORDS.values() for words in several]
    assert sorted(set(entries)) == sorted(entries)
    assert [words for words in entries if words != words.casefold().strip()] == []
    assert STATEMENTS.isdisjoint(ASSESSMENTS) is True


def test_the_forces_own_words_go_before_the_table():
    own = {"green": Meaning.COMPLETE, "complete": Meaning.RECOMMENDED_COMPLETE}
    assert read_status("Green", own).means == Meaning.COMPLETE
    assert read_status("Green – 3/4/24", own).said_on == date(2024, 4, 3)
    assert read_status("Complete", own).means == Meaning.RECOMMENDED_COMPLETE


# In a plan


def test_unknown_words_are_asked_once_with_their_number_of_rows(read_rows):
    plan = read_rows(*status_rows(("Wobbly", None), ("wobbly.", None), ("On target", None), (None, "Green")))
    assert plan.unknown_words == (("wobbly", 2), ("green", 1))
    assert [[p.message for p in row.problems if p.must] for row in plan.rows] == [
        ["“Wobbly” is not a status that is known here; the words are kept."],
        ["“wobbly.” is not a status that is known here; the words are kept."],
        [],
        ["“Green” means different things in different houses; the words are kept."],
    ]


def test_a_house_word_answers_for_every_row(read_rows):
    plan = read_rows(*status_rows(("Wobbly", None), ("wobbly.", None)), house_words={"wobbly": Meaning.AT_RISK})
    assert plan.unknown_words == ()
    assert [row.assessment for row in plan.rows] == ["at_risk", "at_risk"]


def test_a_statement_bears_the_day_that_stands_beside_it(read_rows):
    [row] = read_rows(*status_rows(("Completed 18.5.23", None))).rows
    assert (row.status.raw, row.status.value, row.status.said_on) == (
        "Completed 18.5.23",
        "complete",
        date(2023, 5, 18),
    )
    told = row.to_json()
    assert told["status"] == {"raw": "Completed 18.5.23", "value": "complete"}
    assert (told["status_means"], told["status_said_on"]) == ("complete", "2023-05-18")


def test_a_status_that_is_no_statement_has_its_meaning_and_no_value(read_rows):
    [row] = read_rows(*status_rows(("In progress", None))).rows
    assert (row.status.value, row.status.means, row.assessment) == (None, "in_progress", None)


def test_a_colour_stands_for_a_blank_status_where_the_force_says_what_it_means(read_rows):
    [row] = read_rows(*status_rows((None, "Blue")), house_words={"blue": Meaning.COMPLETE}).rows
    assert (row.status.raw, row.status.value) == ("Blue", "complete")
