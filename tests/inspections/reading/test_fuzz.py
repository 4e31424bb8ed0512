"""No text makes the reader fall over, run on for ever, or show words that do not stand in the report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.reading import read_report
from safeguarding.lib.readers.reports import pages_of_text

LONG = 200_000  # letters
PATIENCE = 60  # seconds, after which a text is one that never ends; some take three, most far less

PIECES = [
    *(
        "Recommendations",
        "Recommendation 1:",
        "Recommendation 2: Title",
        "AFI 1",
        "1.",
        "1.We",
        "E1.1",
        "01:",
        "a)",
        "(ii)",
        "•",
        "e",
        "-",
    ),
    *(
        "We recommend that",
        "the force should",
        "It is recommended that",
        "That the Government",
        "there should be",
        "Council to review",
    ),
    *(
        "within three months",
        "by 31 August 2015",
        "immediately",
        "as soon as possible",
        "within 24 hours of receipt",
        "and by May 2016,",
    ),
    *(
        "Members are recommended to note",
        "(pg 9-11)",
        "[para. 4.6]",
        "Next steps",
        "Cause of concern",
        "Strengths:",
        "Contents",
        "12 See",
    ),
    *(
        "HMIC will revisit",
        "chief constables",
        "listen to children",
        "write it down.",
        ";",
        ":",
        ".",
        "and",
        "\n",
        "\n\n",
        "\f",
        "\t",
        "“",
        "®",
    ),
]
REPORTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=300)


def squeezed(text):
    return "".join(text.split())


@settings(max_examples=300)
@given(REPORTS)
def test_every_place_stands_in_the_pages(text):
    pages = pages_of_text(text)
    whole = squeezed("".join(page.text for page in pages))
    report = read_report(pages)
    for draft in (*report.items, *report.next_steps):
        for place in draft.places:
            assert [line for line in place.words.split("\n") if squeezed(line) not in whole] == []
            assert [part for part in (place.before, place.after) if squeezed(part) not in whole] == []


@settings(max_examples=200)
@given(REPORTS)
def test_every_draft_is_sure_enough_and_can_be_told(text):
    for draft in read_report(pages_of_text(text)).items:
        told = draft.to_json()
        assert 0.5 <= told["confidence"] <= 0.99
        assert told["text"].strip() != ""
        assert len({part["letter"] for part in told["parts"]} | {""}) >= 1


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "a ",
            "• x\n",
            "(",
            "(a ",
            ". ",
            "\n",
            "\f",
            "\t",
            "A",
            "1",
            "1 ",
            "a, ",
            "“",
            "- - ",
            "**a",
            "<p>",
            "a) ",
            "1. Force should\n",
        ),
        *(
            "the force should ",
            "we recommend that ",
            "within three months ",
            "Recommendation 1 ",
            "• we recommend that the force ensures\n",
        ),
        *(
            "and by May 2016, ",
            "the the of and ",
            "Abc ",
            "safe-\n",
            *("*", "a*", "®", "?", "_", "Aa-", "’", "within ", "\xa0", "\u00ad", "[1]"),
            "Recommendation 1: the force should listen; and\n",
        ),
    ],
)
@pytest.mark.timeout(PATIENCE)
def test_two_hundred_thousand_letters_of_anything_end(piece):
    read_report(pages_of_text(piece * (LONG // len(piece))))


@pytest.mark.timeout(PATIENCE)
def test_a_long_report_is_read_to_its_end():
    page = "Initial contact\n\n" + "Officers went to the home and wrote down what was said. " * 45
    demand = "\n\nWe recommend that, within three months, Fenshire Police reviews matter number {0} of those {0} matters.\n\n{0}"
    pages = pages_of_text("\f".join(page + demand.format(number) for number in range(1, 61)))
    (one,) = read_report(pages).items  # but for its number the same demand
    assert [len(pages), one.places[0].page, one.places[-1].page] == [60, "1", "60"]
