"""Saying how far a long piece of work is, to whoever shows it: 3 of 7 reports."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Count = Callable[[int, int, str], None]
One = TypeVar("One")


def uncounted(done: int, of: int, what: str) -> None:
    """A Count that nobody reads."""


def counted_off(things: Sequence[One], count: Count, what: str) -> Iterator[One]:
    """Give one thing after the other; `count` is told how many of them came before, and `what` they are."""
    for done, thing in enumerate(things):
        count(done, len(things), what)
        yield thing
