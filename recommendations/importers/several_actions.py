"""Several actions in one cell, numbered or with bullets: told, and taken apart only where a person says so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from safeguarding.lib.grids import Cell

from .entries import EACH, Entry

# "1. Keep the log." on a line of its own, "1) Keep the log 2) Read it" anywhere.
_NUMBERS = re.compile(
    r"(?:^[ \t]*(?P<line>[0-9]{1,2})[.)]|(?:^|(?<=\s))\(?(?P<inside>[0-9]{1,2})\))\s+(?=\S)", re.MULTILINE
)
_BULLETS = re.compile(r"^[ \t]*(?:[•●▪◦‣·*]|[–—-](?= ))[ \t]*(?=\S)", re.MULTILINE)
_LABEL = re.compile(r"^\s*actions?(?: required)?\s*:\s*", re.IGNORECASE)
FEWEST_WORDS = 2  # of an action


def actions_in(words: str) -> tuple[str, ...]:
    """The actions that the words of one cell list; none where they are one. Words before the list go with each, if they lead to it."""
    words = _LABEL.sub("", words)
    numbers = list(_NUMBERS.finditer(words))
    counted = [int(number["line"] or number["inside"]) for number in numbers]
    marks = numbers if counted == list(range(1, len(counted) + 1)) and counted else list(_BULLETS.finditer(words))
    lead = words[: marks[0].start()].strip() if marks else ""
    if len(marks) < 2 or (lead and not lead.endswith(":")):
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    actions = tuple(words[mark.end() : end].strip(" \n\t;") for mark, end in zip(marks, ends, strict=True))
    if any(len(action.split()) < FEWEST_WORDS for action in actions):
        return ()
    return tuple(f"{lead} {action}" if lead else action for action in actions)


def each_action(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries; one for each action of a cell of which a person said that each is one of its own."""
    for entry in entries:
        actions = actions_in(entry.words("action"))
        if entry.several != EACH or not actions:
            yield replace(entry, listed=len(actions))
            continue
        origin = entry.cells["action"].origin
        for act, words in enumerate(actions, start=1):
            cells = entry.cells | {"action": Cell(words, origin)}
            yield replace(entry, cells=cells, act=act, listed=len(actions))
