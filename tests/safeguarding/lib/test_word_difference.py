"""Two texts word by word, and what qualified the first and not the second."""

import pytest

from safeguarding.lib.word_difference import LONGEST, dropped_caveats, word_difference


def pieces(before, after):
    return [(piece.kind, piece.words) for piece in word_difference(before, after)]


def test_what_was_left_out_stands_before_what_was_put_in():
    assert pieces("We see most children.", "We see all children.") == [
        ("kept", "We see"),
        ("left-out", "most"),
        ("put-in", "all"),
        ("kept", "children."),
    ]


def test_the_same_words_with_other_spaces_are_the_same():
    assert pieces("One  two\nthree", "One two three") == [("kept", "One two three")]


def test_nothing_before_and_nothing_after():
    assert (pieces("", "Two words"), pieces("Two words", "")) == (
        [("put-in", "Two words")],
        [("left-out", "Two words")],
    )


@pytest.mark.parametrize(
    ("before", "after", "dropped"),
    [
        ("Done, subject to an audit.", "Done.", ["subject to"]),
        ("Done in most stations, not all.", "Done in all stations.", ["most", "not"]),
        ("It is not done.", "It is still not done.", []),
        ("Not all do.", "Some do, but not all.", []),
        ("Nothing notable.", "", []),
    ],
)
def test_a_word_of_caution_is_dropped_where_it_was_left_out_and_none_put_in(before, after, dropped):
    assert dropped_caveats(word_difference(before, after)) == dropped


def test_texts_too_long_to_compare_stand_one_after_the_other():
    before, after = "word " * LONGEST, "other"

    assert pieces(before, after) == [("left-out", before.strip()), ("put-in", "other")]
