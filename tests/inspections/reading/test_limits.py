"""Which words in a sentence are the deadline, and which say how a thing is to be done each time."""

from datetime import date

import pytest

from inspections.reading.limits import limits_in, read, without_limits
from inspections.timescales import Kind


def certain(text):
    return [limit.words for limit in limits_in(text) if limit.certain]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We recommend that the force immediately stops this.", "immediately"),
        ("With immediate effect, the force should stop.", "With immediate effect"),
        ("The Trust should write to families within 28 days.", "within 28 days"),
        ("We recommend that, within six weeks, the force plans.", "within six weeks"),
        ("We recommend that, within the next three months, the force plans.", "within the next three months"),
        ("The board should ensure that it is used, and report within 12 months.", "within 12 months"),
        ("By 31 August 2015, chief constables should visit.", "By 31 August 2015"),
        ("By May 2016, the Home Office should act.", "By May 2016"),
        ("The PCC should publish it not later than 30 June 2015.", "not later than 30 June 2015"),
        ("It should be done by the end of March 2016.", "by the end of March 2016"),
        ("It should be done by 31/03/2016.", "by 31/03/2016"),
        ("Agencies should do so as soon as possible.", "as soon as possible"),
        ("The council should, as a matter of priority, find beds.", "as a matter of priority"),
        ("The rota should be urgently mended.", "urgently"),
    ],
)
def test_a_deadline_is_found_in_its_own_words(text, words):
    assert certain(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "The force should see every child within 24 hours of receipt.",
        "Reports should be read within 28 days of receipt.",
        "The force should ensure that return interviews are read within five days.",
        "The force should ensure that officers immediately tell a supervisor.",
        "The force should take steps when a child is immediately at risk.",
        "HMIC asks for news of the recommendation that is to be acted on immediately.",
        "By next year things should be better.",
    ],
)
def test_how_a_thing_is_done_is_no_deadline(text):
    assert certain(text) == []


def test_a_limit_that_may_be_either_is_found_but_not_certain():
    (limit,) = limits_in("The force should ensure that interviews are read within five days.")
    assert (limit.words, limit.certain) == ("within five days", False)


def test_two_dates_in_one_sentence_are_both_found():
    text = "By 30 September 2015, the College should write it, and by 31 March 2016, forces should follow it."
    assert certain(text) == ["By 30 September 2015", "by 31 March 2016"]


@pytest.mark.parametrize(
    ("heading", "kind", "on"),
    [
        ("Immediately", Kind.IMMEDIATE, None),
        ("2. Within three months:", Kind.MONTHS, date(2015, 5, 11)),
        ("Immediate recommendations", Kind.IMMEDIATE, None),
    ],
)
def test_a_heading_is_read_as_a_limit(heading, kind, on):
    timescale = read(heading, date(2015, 2, 11), "day")
    assert (timescale.kind, timescale.on) == (kind, on)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We recommend that, within three months, the force plans.", "We recommend that the force plans."),
        ("By May 2016, the Home Office should act.", "the Home Office should act."),
        ("The force should act immediately.", "The force should act."),
    ],
)
def test_words_are_compared_without_their_limits(text, words):
    assert without_limits(text) == words


def test_of_a_sentence_without_end_only_what_stands_near_a_limit_is_looked_at():
    """Else a paragraph made of ten thousand limits is read for an hour."""
    told = [
        certain(f"The force should act so that {'it is seen and ' * times}within 14 days a letter is sent.")
        for times in (5, 500)
    ]

    assert told == [[], ["within 14 days"]]
