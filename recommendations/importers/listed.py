"""The items that one cell lists, with numbers from 1 or with bullets."""

import re

# "1. Keep the log." on a line of its own, "1) Keep the log 2) Read it" anywhere.
_NUMBERS = re.compile(
    r"(?:^[ \t]*(?P<line>[0-9]{1,2})[.)]|(?:^|(?<=\s))\(?(?P<inside>[0-9]{1,2})\))\s+(?=\S)", re.MULTILINE
)
_BULLETS = re.compile(r"^[ \t]*(?:[•●▪◦‣·*]|[–—-](?= ))[ \t]*(?=\S)", re.MULTILINE)


def items_in(words: str) -> tuple[str, tuple[str, ...]]:
    """The words before a list, and its items: two or more, else none."""
    numbers = list(_NUMBERS.finditer(words))
    counted = [int(number["line"] or number["inside"]) for number in numbers]
    marks = numbers if counted == list(range(1, len(counted) + 1)) and counted else list(_BULLETS.finditer(words))
    if len(marks) < 2:
        return "", ()
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    items = tuple(words[mark.end() : end].strip(" \n\t;") for mark, end in zip(marks, ends, strict=True))
    return words[: marks[0].start()].strip(), items
