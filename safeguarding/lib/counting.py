"""Saying how far a long piece of work is, to whoever shows it: 3 of 7 reports."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from typing import TypeVar

Count = Callable[[int, int, str], None]
One = TypeVar("One")


def uncounted(done: int, of: int, what: str) -> None:
    """A Count that nobody reads."""


LISTENS: ContextVar[Count] = ContextVar("listens", default=uncounted)
ROWS_TOGETHER = 200  # rows that a reader reads before it says so again


def counted_off(things: Sequence[One], count: Count, what: str) -> Iterator[One]:
    """Give one thing after the other; `count` is told how many of them came before, and `what` they are."""
    for done, thing in enumerate(things):
        count(done, len(things), what)
        yield thing


def rows_read(rows: Iterable[One], of: int) -> Iterator[One]:
    """Give one row of a file after the other; LISTENS is told now and then how many came before.

    Readers of files take no count, since a child process runs them, which sets LISTENS (safeguarding.lib.readers.sandbox).
    """
    for done, row in enumerate(rows):
        if done % ROWS_TOGETHER == 0:
            LISTENS.get()(done, of, "rows")
        yield row
