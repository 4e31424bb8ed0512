"""What the reader drafted becomes the fields a person decides on, and what does not fit is asked about."""

from datetime import date

import pytest

from inspections.reading.drafts import Draft, Stated
from inspections.timescales import Kind, Timescale
from recommendations.services.draft_fields import draft_fields


def read(**said):
    facts = {"kind": "recommendation", "text": "Train staff.", "lead": "", "parts": (), "addressees": (), "theme": ""}
    facts |= {"reference": "1", "timescale": Timescale("", Kind.NONE), "places": (), "confidence": 1.0, "doubts": ()}
    return draft_fields(Draft(**facts | said))


@pytest.mark.parametrize(
    ("on", "status", "said_on"),
    [
        ("3 May 2015", "Closed", date(2015, 5, 3)),
        ("May 2015", "Closed (May 2015)", None),
        ("", "Closed", None),
    ],
)
def test_a_day_that_is_not_certain_stays_among_the_words_of_the_status(on, status, said_on):
    found = read(stated=Stated("Closed", "The inspectorate", on))

    assert (found["status"], found["status_on"], found["status_by"]) == (status, said_on, "The inspectorate")
    assert found["theme"] is None


def test_words_that_are_too_long_for_their_field_are_left_out_and_a_doubt_says_so():
    fits, longer = read(reference="1" * 50), read(reference="1" * 51)

    assert (fits["reference"], fits["doubts"]) == ("1" * 50, [])
    assert (longer["reference"], longer["doubts"]) == ("", [f"Its number is too long to take over: {'1' * 51}"])


def test_it_is_ours_where_a_force_is_named_or_nobody_and_else_it_is_asked_about():
    college = read(addressees=("College of Policing",))

    assert [read(addressees=who)["ours"] for who in ((), ("All forces",))] == [True, True]
    assert (college["ours"], college["doubts"]) == (
        False,
        ["It names College of Policing: say whether it is for this force."],
    )
    assert read(addressees=("College of Policing",), kind="next-step")["doubts"] == []
