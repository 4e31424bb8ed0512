"""Several actions in one cell, numbered or with bullets: told, and taken apart only where a person says so."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from safeguarding.lib.readers.grids import Cell

from .date_cells import DATES
from .entries import EACH, Entry
from .listed import items_in

_LABEL = re.compile(r"^\s*actions?(?: required)?\s*:\s*", re.IGNORECASE)
FEWEST_WORDS = 2  # of an action
# What is each action's own where the cell beside holds as many items, or as many lines, as there are actions.
OF_EACH = ("action_owner", *DATES, "status")


def actions_in(words: str) -> tuple[str, ...]:
    """The actions that the words of one cell list; none where they are one. Words before the list go with each, if they lead to it."""
    lead, actions = items_in(_LABEL.sub("", words))
    if (lead and not lead.endswith(":")) or any(len(action.split()) < FEWEST_WORDS for action in actions):
        return ()
    return tuple(f"{lead} {action}" if lead else action for action in actions)


def each_action(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries; one for each action of a cell of which a person said that each is one of its own."""
    for entry in entries:
        actions = actions_in(entry.words("action"))
        if entry.several != EACH or not actions:
            yield replace(entry, listed=len(actions))
            continue
        beside = {name: pieces for name in OF_EACH if len(pieces := _listed_items(entry.words(name))) == len(actions)}
        for act in range(len(actions)):
            own = {name: replace(entry.cells[name], value=pieces[act]) for name, pieces in beside.items()}
            cells = entry.cells | own | {"action": Cell(actions[act], entry.cells["action"].origin)}
            yield replace(entry, cells=cells, act=act + 1, listed=len(actions))


def _listed_items(words: str) -> tuple[str, ...]:
    """The items that a cell lists, else its lines."""
    return items_in(words)[1] or tuple(line.strip() for line in words.splitlines() if line.strip())
