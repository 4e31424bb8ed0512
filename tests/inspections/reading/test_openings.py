"""Labels as printed, and the forms in which reports ask for something."""

import pytest

from inspections.reading.openings import is_limit_alone, label_of
from inspections.reading.phrases import demands


@pytest.mark.parametrize(
    ("text", "kind", "reference", "words"),
    [
        ("Recommendation 1: Listening", "recommendation", "1", "Listening"),
        ("Recommendation 12. By May", "recommendation", "12", "By May"),
        ("Recommendation 3 The force should", "recommendation", "3", "The force should"),
        ("Recommendation 3 (urgent): The force", "recommendation", "3", "(urgent): The force"),
        ("Recommendation 3 (a) The force", "recommendation", "3", "(a) The force"),
        ("RECOMMENDATION 4", "recommendation", "4", ""),
        ("Recommendation No. 5 – The force", "recommendation", "5", "The force"),
        ("Recommendation: The force", "recommendation", "", "The force"),
        ("Recommendation", "recommendation", "", ""),
        ("4.10 Recommendation 1: Managers", "recommendation", "1", "Managers"),
        ("AFI 1", "area-for-improvement", "AFI 1", ""),
        ("AFI 2: The force", "area-for-improvement", "AFI 2", "The force"),
        ("Area for improvement 3: The force", "area-for-improvement", "3", "The force"),
        ("Cause of concern 2", "cause-of-concern", "2", ""),
        ("E1.1 The force", "", "E1.1", "The force"),
        ("PR1 The Council", "", "PR1", "The Council"),
        ("SR (25/26) 01 The Trust", "", "SR (25/26) 01", "The Trust"),
        ("01: The Board", "", "01", "The Board"),
        ("1. The force", "", "1", "The force"),
        ("1.We recommend", "", "1", "We recommend"),
        ("7) Review the log", "", "7", "Review the log"),
    ],
)
def test_a_label_is_read_off_the_front_as_printed(text, kind, reference, words):
    label = label_of(text)
    assert (label.kind, label.reference, label.words) == (kind, reference, words)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Recommendation 5 of the report should",
            "Recommendation 6 (above) should",
            "AFI 2 should",
            "Recommendations",
            "Recommendations for the force",
            "The recommendation is",
            "We recommend that",
            "Q1 The figures",
        ),
        *("2014 was a year", "303,900. Significant towns", "12 Section 46", "a) review", "Strengthen the team"),
    ],
)
def test_other_words_are_no_label(text):
    assert label_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "We recommend that the force reviews its rota.",
            "HMICFRS recommends that",
            "The Inquiry recommends the",
            "I recommend that",
        ),
        *(
            "It is recommended that all agencies agree",
            "It is therefore recommended that the force",
            "My recommendation is that",
        ),
        *(
            "We therefore recommend that",
            "The Serious Case Review Panel recommends that",
            "We agree with this and recommend that",
        ),
        *(
            "The force should",
            "The force must",
            "The force needs to",
            "Agencies need to",
            "There should be more outreach",
        ),
        *("That the Government gives", "Council to review its licences", "Ensure that", "Urgently review the list"),
    ],
)
def test_every_form_of_asking_is_known(text):
    assert demands(text) is True


@pytest.mark.parametrize(
    "text",
    ["The force has a plan.", "Officers went to the home.", "The timeliness of meetings.", "A worry was raised."],
)
def test_telling_is_not_asking(text):
    assert demands(text) is False


@pytest.mark.parametrize(
    "text",
    [
        *("Immediately", "Immediately:", "Within three months", "Within six weeks of publication", "By 31 August 2015"),
        *("By May 2016:", "With immediate effect", "No later than six months after publication", "By the end of 2016"),
    ],
)
def test_a_time_limit_alone_is_a_heading_over_what_follows(text):
    assert is_limit_alone(text) is True


@pytest.mark.parametrize(
    "text",
    ["Within six months, the force should:", "Within the force", "By hand", "Immediately after the visit they left"],
)
def test_a_time_limit_with_more_to_say_is_not(text):
    assert is_limit_alone(text) is False
