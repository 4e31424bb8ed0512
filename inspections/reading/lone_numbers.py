"""Numbers that stand alone on a line above the words they number. They look like page numbers, which are dropped."""

import re
from collections.abc import Sequence

from safeguarding.lib.readers.reports import Page

FEWEST = 2
EARLY = 250  # letters below a number within which a demand says that it is one
_ALONE = re.compile(r"(?P<chapter>(?:[0-9]{1,2}\.)?)(?P<number>[0-9]{1,3})")
_ASKS = re.compile(r"[A-Z“][^\n]*\b(?:should|must|recommends?)\b")


def lone_numbers(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """The page and the line, both from 0, of each number that numbers a demand: one after another, the first never at a page's edge."""
    found: list[tuple[int, int]] = []
    last = ("", 0)
    for place, page in enumerate(pages):
        lines = page.text.split("\n")
        filled = [index for index, line in enumerate(lines) if line.strip()]
        for at, index in enumerate(filled[:-1]):
            alone = _ALONE.fullmatch(lines[index].strip())
            if (
                alone
                and (at or found)
                and (not found or (alone["chapter"], int(alone["number"])) == (last[0], last[1] + 1))
                and _ASKS.match(lines[filled[at + 1]].strip()[:EARLY])
            ):
                found.append((place, index))
                last = (alone["chapter"], int(alone["number"]))
    return set(found) if len(found) >= FEWEST else set()
