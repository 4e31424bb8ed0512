"""What is held equal when words are looked up, and what is not."""

import pytest

from safeguarding.lib.folding import fold, fold_with_places


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Officers SHOULD  see\n children", "officers should see children"),
        ("Straße", "strasse"),
        ("ﬁle", "file"),
        ("e\u0301cole", "école"),
        ("children’s “log” – kept", 'children\'s "log" - kept'),
        ("safe\u00adguard\u200bing\0", "safeguarding"),
        ("safeguard\u00a0ing", "safeguard ing"),
        ("👮 ok", "👮 ok"),
    ],
)
def test_what_a_reader_holds_equal_is_the_same(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded


def test_letters_of_another_script_stay_apart():
    assert fold("сhild") != fold("child")  # the first with a Cyrillic letter


def test_each_character_knows_where_it_comes_from():
    folded, places = fold_with_places("Die Straße  “A”")

    assert folded == 'die strasse "a"'
    assert [places[folded.index(part)] for part in ("die", "strasse", '"a"')] == [0, 4, 12]


def test_no_places_where_they_cannot_be_told():
    assert fold_with_places("\u1100\u1161") == ("\uac00", [])  # two letters of Hangul that become one
