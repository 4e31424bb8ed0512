"""Each passage of the corpus reads as expected, and the figures of the README are the measured ones."""

import re

import pytest

from .corpus_reading import CORPUS, OWN, Figures, differences, figures, measured, passages, read

README = CORPUS.parents[3] / "inspections" / "README.md"
# Passages that are read otherwise than they should be, each with the reason; mending one takes it out of here.
KNOWN_MISSES = {
    "performance targets": "“By March 2016 the force should have” opens a target as it opens many a recommendation; drafted with a doubt.",
    "an annex of those of our last inspection": "Another report's list is drafted with a doubt, as a briefing's only record of it.",
}


def every(known):
    return [
        pytest.param(passage, id=f"{passage['file']}: {passage['name']}")
        for passage in passages()
        if (passage["name"] in KNOWN_MISSES) is known
    ]


@pytest.mark.parametrize("passage", every(known=False))
def test_a_passage_reads_as_expected(passage):
    report = read(passage)
    assert [item.text for item in report.items if not passage["expect"]] == []
    assert len(report.items) == len(passage["expect"])
    assert [differences(item, wanted) for item, wanted in zip(report.items, passage["expect"], strict=True)] == [
        [] for _ in passage["expect"]
    ]
    assert len(report.next_steps) == passage.get("next_steps", 0)


def test_every_known_miss_is_still_missed():
    missed = [passage for passage in passages() if passage["name"] in KNOWN_MISSES]
    assert [passage["name"] for passage in missed if len(read(passage).items) == len(passage["expect"])] == []


def test_the_corpus_has_sixty_passages_and_twenty_that_give_nothing():
    own = passages(*OWN)
    assert (len(own) >= 60, sum(not passage["expect"] for passage in own) >= 20) == (True, True)


def test_names_of_passages_are_unique():
    names = [passage["name"] for passage in passages()]
    assert sorted(set(names)) == sorted(names)


def test_figures_count_what_was_found_and_what_is_right_in_every_field():
    right = {"text": "We recommend that the force listens.", "expect": [{"opens": "We recommend that the force"}]}
    other = {
        "text": "We recommend that the force listens.",
        "expect": [{"opens": "We recommend", "limit": ["immediate"]}],
    }
    missed = {"text": "Nothing here.", "expect": [{"opens": "We recommend"}]}
    false = {"text": "We recommend that the force listens.", "expect": []}
    assert figures([right, other, missed, false]) == Figures(expected=3, drafted=3, found=2, right=1)


def test_the_readme_gives_the_measured_figures():
    told = re.findall(r"^    (.+: [0-9]+ expected, .+)$", README.read_text(), re.MULTILINE)
    assert told == measured()
