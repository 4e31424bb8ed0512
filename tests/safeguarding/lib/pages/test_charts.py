"""The bar says what the table says, and its colours can be told apart."""

import re
from pathlib import Path

import pytest

from safeguarding.lib.pages.charts import Slice, stacked_bar
from safeguarding.lib.pages.tones import TONES, tone

SHEET = Path("safeguarding/assets/_tones.scss").read_text()
COLOURS = {name: colours.split() for name, colours in re.findall(r'"([a-z]+)": ((?:#[0-9a-f]{6} ?){3})', SHEET)}
WHITE = "#ffffff"


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """WCAG 2.2's contrast ratio, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_reckoned_as_wcag_does():
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


def test_every_tone_has_colours_and_every_colour_a_tone():
    assert COLOURS.keys() == TONES.keys()


@pytest.mark.parametrize("name", TONES)
def test_white_numbers_can_be_read_on_a_segment(name):
    assert contrast(WHITE, COLOURS[name][0]) >= 4.5


@pytest.mark.parametrize("name", TONES)
def test_a_tags_word_can_be_read_on_its_tint(name):
    _, ink, tint = COLOURS[name]
    assert contrast(ink, tint) >= 7


def test_no_state_has_two_tones():
    keys = [key for keys in TONES.values() for key in keys.split()]
    assert len(keys) == len(set(keys))


def test_an_unknown_state_is_quiet():
    assert tone("never-heard-of") == "quiet"


def test_segments_follow_one_another_in_per_cent():
    bar = stacked_bar([Slice("in-progress", "In progress", 3), Slice("complete", "Complete", 1)], "Parts")

    assert re.findall(r'<rect class="(.+?)" x="(.+?)" width="(.+?)"', bar) == [
        ("app-fill--moving", "0%", "75%"),
        ("app-fill--done", "75%", "25%"),
    ]


def test_the_figures_are_read_aloud():
    bar = stacked_bar([Slice("in-progress", "In progress", 3), Slice("complete", "Complete", 1)], "Parts")

    assert 'aria-label="Parts: In progress 3, Complete 1"' in bar


def test_a_slice_of_nothing_is_left_out():
    bar = stacked_bar([Slice("in-progress", "In progress", 0), Slice("complete", "Complete", 2)], "Parts")

    assert bar.count("<rect") == 1
    assert 'width="100%"' in bar


def test_a_narrow_segment_has_no_number_but_keeps_its_title():
    bar = stacked_bar([Slice("no-action", "No action", 1), Slice("complete", "Complete", 19)], "Parts")

    assert re.findall(r">(\d*)</text>", bar) == ["19"]
    assert "<title>No action: 1</title>" in bar


def test_a_bar_of_nothing_says_so():
    assert 'aria-label="Parts: nothing to show"' in stacked_bar([], "Parts")


def test_in_a_row_that_has_the_figures_nothing_is_read_aloud():
    bar = stacked_bar([Slice("in-progress", "In progress", 1), Slice("complete", "Complete", 2)])

    assert bar.startswith('<svg class="app-bar" aria-hidden="true">')
    assert re.findall(r'width="(.+?)"', bar) == ["33.33%", "66.67%"]


def test_words_are_escaped_and_no_style_attribute_is_written():
    bar = stacked_bar([Slice("complete", "<b>Done</b>", 2)], 'A "label"')

    assert "<b>" not in bar
    assert "&quot;label&quot;" in bar
    assert "style=" not in bar
