"""Many things, some at a time: a statement takes no more keys, and memory no more rows."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` of the things, in their order; the last may be shorter. itertools has it from Python 3.12."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some
