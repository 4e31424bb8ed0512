"""The figures of a paper, counted from what it prints, so that no figure of it can say more or less than its tables."""

from collections import Counter
from collections.abc import Iterable

from ...workflow import PartState
from ..lateness import STANDINGS
from .contents import PublicAction, PublicContents, PublicInspection


def states(inspections: Iterable[PublicInspection]) -> Counter:
    """How many recommendations that ask something of us are in each PartState."""
    return Counter(item.state for one in inspections for item in one.items if item.asks)


def open_actions(inspections: Iterable[PublicInspection]) -> Counter:
    """How many open actions are in each of STANDINGS; one that answers several recommendations is one."""
    return Counter(action.standing for action in actions(inspections) if action.standing)


def actions(inspections: Iterable[PublicInspection]) -> list[PublicAction]:
    """The actions under these inspections, each once, in the order of their numbers."""
    found = {action.number: action for one in inspections for item in one.items for action in item.actions}
    return [found[number] for number in sorted(found)]


def closed(counts: Counter) -> int:
    """How many of those counted by `states` ask nothing more of us."""
    return sum(number for state, number in counts.items() if state.closed)


def in_words(counts: Counter) -> str:
    """Counts of states, the worst first: "2 no action, 3 in progress"."""
    return ", ".join(
        f"{counts[state]} {state.label[0].lower()}{state.label[1:]}" for state in PartState if counts[state]
    )


def open_in_words(counts: Counter) -> str:
    """Counts of STANDINGS, in their order."""
    return ", ".join(f"{counts[key]} {words.lower()}" for key, words in STANDINGS.items() if counts[key])


def immediate(contents: PublicContents) -> int:
    """How many open parts of ours were asked for immediately."""
    return sum(item.immediate for one in contents.inspections for item in one.items)


def past(contents: PublicContents) -> int:
    """How many open parts of ours are past the inspectorate's date."""
    return sum(item.past for one in contents.inspections for item in one.items)
