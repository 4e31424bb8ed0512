"""The effect of a change, as it is shown before the change is recorded."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol


class Move(NamedTuple):
    """One thing before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Moves:
    """sentences: what happens to due dates and readers. The others: those that move, each before and after."""

    sentences: list[str] = field(default_factory=list)
    states: list[Move] = field(default_factory=list)
    due: list[Move] = field(default_factory=list)
    milestones: list[Move] = field(default_factory=list)
    figures: list[Move] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.sentences, self.states, self.due, self.milestones, self.figures))


class Before(Protocol):
    """Something as it stands before a change, with what hangs on it."""

    def moves(self) -> Moves:
        """The Moves between then and what stands now."""


class Unmoved:
    """A thing on whose statement nothing else hangs."""

    def moves(self) -> Moves:
        """None."""
        return Moves()


def moved(
    before: Mapping[Hashable, object], after: Mapping[Hashable, object], labels: Mapping[Hashable, str] | None = None
) -> list[Move]:
    """A Move for each thing of which something else is said afterwards. labels: those of the things, where they are not that."""
    values = ((key, before.get(key, "none"), after.get(key, "none")) for key in {**before, **after})
    return [Move((labels or {}).get(key, key), str(old), str(new)) for key, old, new in values if old != new]
