"""A piece of a page is drawn once for the same values."""

import pytest

from safeguarding.lib.pages import drawn


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(drawn, "_kept", {})
    monkeypatch.setattr(drawn, "_size", 0)


def test_it_is_drawn_once_for_the_same_values_and_anew_for_others():
    drawings = []

    def draw():
        drawings.append("drawn")
        return f"piece {len(drawings)}"

    assert [drawn.once(asked, draw) for asked in ("a", "a", "b", "a")] == ["piece 1", "piece 1", "piece 2", "piece 1"]


def test_a_piece_without_words_is_kept_too():
    assert drawn.once("a", lambda: "") == drawn.once("a", lambda: "another") == ""


def test_once_more_is_kept_than_a_worker_may_it_begins_afresh(monkeypatch):
    monkeypatch.setattr(drawn, "MOST", 5)
    assert [drawn.once(asked, lambda: "four") for asked in ("a", "b")] == [
        "four",
        "four",
    ]  # of which the second is beyond it
    assert drawn.once("a", lambda: "anew") == "four"
    assert drawn.once("c", lambda: "four") == "four"
    assert [drawn.once(asked, lambda: "anew") for asked in ("c", "a")] == ["four", "anew"]
