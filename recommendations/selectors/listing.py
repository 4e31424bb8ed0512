"""A list that is read a page at a time: how many rows there are and those of the page, by one statement, kept for who asks the same."""

from collections.abc import Callable
from functools import cached_property, lru_cache

from django.db.models import Count, QuerySet

from .first_rows import Shown
from .prepared import ask_at_once, in_all, number_in, prepared
from .standings import Standings

KEPT = 100  # questions: of a list, its filters, its order and the page
FAR = 1000  # pages; nobody leafs there, and a number may be too large for any database


class Listing:
    """The rows of `keep(asked, *question)`, for a Paginator that is to give `page`, as an address has it, of `size` rows.

    The question decides how a statement is put together, and so is nothing that a Bound can stand for.
    """

    def __init__(
        self,
        asked: Standings,
        keep: Callable[..., QuerySet],
        *question: object,
        page: str | None,
        size: int = Shown.PAGE,
    ) -> None:
        self._asked, self._keep, self._question, self._size = asked, keep, question, size
        number = int(page) if page and page.isdecimal() and len(page) < len(str(FAR)) else 1
        self._start = max(number - 1, 0) * size

    def __len__(self) -> int:
        return self._found[0]

    def __getitem__(self, some: slice) -> list[object]:
        if some.start == self._start:
            return self._found[1]
        return self._statements(some.start)[1](self._asked)  # there is no such page, and another is the nearest

    @cached_property
    def _found(self):
        number, rows = self._statements(self._start)
        ask_at_once(self._asked, (number, rows))
        return number_in(number(self._asked)), rows(self._asked)

    def _statements(self, start):
        return _statements(self._keep, self._question, start, start + self._size)


@lru_cache(KEPT)
def _statements(keep, question, start, stop):
    @prepared
    def number(asked):
        return in_all(keep(asked, *question), number=Count("pk"))

    @prepared
    def rows(asked):
        return keep(asked, *question)[start:stop]

    return number, rows
