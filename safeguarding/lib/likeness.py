"""How much the words of one text are those of another."""

import re

SHORTEST = 4  # letters: shorter words are in every text
STEM = 5  # letters: "detain" and "detained" are one word


def likeness(one: str, other: str) -> int:
    """The share in per cent that the words of two texts have in common (Dice's coefficient); 0 where one says nothing."""
    return likeness_of_stems(stems(one), stems(other))


def likeness_of_stems(first: set[str], second: set[str]) -> int:
    """The same of the stems() of two texts, for whoever compares each of many with many."""
    return 200 * len(first & second) // (len(first) + len(second)) if first and second else 0


def stems(text: str) -> set[str]:
    """The words by which a text is compared, each by its beginning."""
    return {word[:STEM] for word in re.findall(r"\w+", text.lower()) if len(word) >= SHORTEST}
