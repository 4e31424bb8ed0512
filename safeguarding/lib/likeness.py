"""How much the words of one text are those of another."""

import re

SHORTEST = 4  # letters: shorter words are in every text
STEM = 5  # letters: "detain" and "detained" are one word


def likeness(one: str, other: str) -> int:
    """The share in per cent that the words of two texts have in common (Dice's coefficient); 0 where one says nothing."""
    first, second = _stems(one), _stems(other)
    return 200 * len(first & second) // (len(first) + len(second)) if first and second else 0


def _stems(text):
    return {word[:STEM] for word in re.findall(r"\w+", text.lower()) if len(word) >= SHORTEST}
