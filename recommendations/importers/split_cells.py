"""Several recommendations in one cell: a row for each, which share the line's action, owners and dates."""

import re
from collections.abc import Iterator
from dataclasses import replace

from safeguarding.lib.grids import Cell
from safeguarding.lib.words import listed

from .entries import Entry
from .parse_text import NUMBER, read_opening
from .rows import Problem

# A number that begins a line, or a sentence after another: "1. Keep the log. 2. Read the log."
_MARK = re.compile(
    r"(?:^|\n|(?<=[.;])[ \t]+(?=[0-9]{1,3}[.)]\s+[A-Z]))[ \t]*(?:[Rr]ecommendation\s+)?(?P<number>[0-9]{1,3})[.):]\s+(?=\S)"
)
LONGEST = 200  # characters of a cell that may list numbers
_NUMBERS = re.compile(rf"(?:rec(?:ommendation)?s?\.?\s*)?({NUMBER}(?: ?(?:,|;|&|and|/| ) ?{NUMBER})+)", re.IGNORECASE)


def split_entries(entries: list[Entry]) -> Iterator[Entry]:
    """The entries, one for each recommendation. A list inside a recommendation, which other rows number too, is left whole."""
    openings = {entry.words("reference") or read_opening(entry.words("recommendation")).reference for entry in entries}
    for entry in entries:
        yield from _split(entry, openings)


def _split(entry: Entry, openings: set[str]) -> list[Entry]:
    stated = entry.words("reference")
    named = _numbers(stated)
    if stated and not named:
        return [entry]
    pieces = _pieces(entry.words("recommendation"))
    numbers = [number for number, _ in pieces]
    if named and named != numbers:
        return [entry.with_problem(Problem("reference", _TOO_MANY.format(listed(named)), must=True))]
    if len(pieces) < 2 or set(numbers[1:]) & openings:
        return [entry]
    note = Problem(
        "recommendation", f"Recommendations {listed(numbers)} stand in one cell and share what the row says."
    )
    origin = entry.cells["recommendation"].origin
    return [
        replace(
            entry,
            cells=entry.cells
            | {"recommendation": Cell(words, origin)}
            | ({"reference": Cell(number, entry.cells["reference"].origin)} if named else {}),
            item=item,
        ).with_problem(note)
        for item, (number, words) in enumerate(pieces, start=1)
    ]


_TOO_MANY = "The numbers {} stand in one row, but its words cannot be told apart by them: give each its own row, or say which is meant."


def _numbers(words: str) -> list[str]:
    """The numbers in a reference cell that names several: "1, 2 and 3"; none where it names one."""
    found = _NUMBERS.fullmatch(" ".join(words.split())) if len(words) <= LONGEST else None
    return re.findall(NUMBER, found[1]) if found else []


def _pieces(words: str) -> list[tuple[str, str]]:
    """The recommendations that a cell's words hold, number and words, where their numbers run on without a gap."""
    marks = list(_MARK.finditer(words))
    if len(marks) < 2 or words[: marks[0].start()].strip():
        return []
    numbers = [int(mark["number"]) for mark in marks]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    return [(mark["number"], words[mark.start() : end].strip()) for mark, end in zip(marks, ends, strict=True)]
