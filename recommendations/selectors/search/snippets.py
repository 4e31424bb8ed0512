"""The place in a text where the words stand, with the words marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from safeguarding.lib.folding import fold_with_places

WIDTH = 180  # characters around the first word


@dataclass(frozen=True)
class Piece:
    """A stretch of text, plain; `marked`: it is one of the words looked for."""

    text: str
    marked: bool = False


def snippet(text: str, words: Sequence[str]) -> list[Piece]:
    """The Pieces of `text` around the first of the folded `words` in it; its beginning where none can be placed."""
    marks = _marks(text, words)
    first, last = (marks[0][0], marks[0][1]) if marks else (0, 0)
    start = _start_of_word(text, max(0, min(first - WIDTH // 3, len(text) - WIDTH)))
    end = max(_end_of_word(text, start + WIDTH), last)
    pieces, here = ([Piece("… ")] if start else []), start
    for begins, ends in marks:
        if ends <= end:
            pieces += [Piece(text[here:begins]), Piece(text[begins:ends], marked=True)]
            here = ends
    pieces += [Piece(text[here:end]), Piece(" …" if end < len(text) else "")]
    return [piece for piece in pieces if piece.text]


def marked(text: str, words: Sequence[str]) -> list[Piece]:
    """The Pieces of all of `text`."""
    pieces, here = [], 0
    for begins, ends in _marks(text, words):
        pieces += [Piece(text[here:begins]), Piece(text[begins:ends], marked=True)]
        here = ends
    return [piece for piece in [*pieces, Piece(text[here:])] if piece.text]


def _marks(text, words):
    """(start, end) in `text` of each of the words, in order and apart from each other."""
    folded, places = fold_with_places(text)
    if not places or not words:
        return []
    places = [*places, len(text)]
    longest_first = sorted(words, key=len, reverse=True)
    spans = re.finditer("|".join(map(re.escape, longest_first)), folded)
    return [(places[span.start()], _end(places, span.end(), len(text))) for span in spans]


def _end(places, after, length):
    """Where the text goes on after the character of which `after` is the next in the folded text."""
    last = places[after - 1]
    return next((place for place in places[after:] if place > last), length)


def _start_of_word(text, place):
    space = text.rfind(" ", max(0, place - 20), place)
    return space + 1 if place and space >= 0 else place


def _end_of_word(text, place):
    space = text.find(" ", place, place + 20)
    return min(len(text), space if space >= 0 else place)
