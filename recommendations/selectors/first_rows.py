"""The first rows of what may be long, with how many there are in all."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import TypeVar

from django.core.paginator import Page
from django.db.models import Count, Model, QuerySet, Window

Row = TypeVar("Row")


class Shown(IntEnum):
    """How many rows are shown, and so read. Each is a statement of its own where statements are put together once."""

    SECTION = 5  # beside other sections, so that a page with all of them stays under 60 kB
    PAGE = 25


class FirstRows(list[Row]):
    """As many rows as a page shows. total: how many there are. page: the Django Page that they are, where they are paged."""

    def __init__(self, rows: Iterable[Row] = (), total: int = 0, page: Page | None = None) -> None:
        super().__init__(rows)
        self.total, self.page = total, page

    @property
    def more(self) -> int:
        """How many are not shown, on this page or another."""
        return self.total - len(self)


def first_rows(rows: QuerySet, shown: int) -> FirstRows:
    """The first `shown` of `rows`, which are counted in the same query."""
    return counted(with_count(rows, shown))


def with_count(rows: QuerySet, shown: int) -> QuerySet:
    """The first `shown` of `rows`, each with how many there are in all, for counted()."""
    return rows.annotate(in_all=Window(Count("pk")))[:shown]


def counted(rows: Iterable[Model]) -> FirstRows:
    """The FirstRows of with_count()."""
    found = list(rows)
    return FirstRows(found, found[0].in_all if found else 0)


def first_of(rows: Sequence[Row], shown: int) -> FirstRows[Row]:
    """The first `shown` of `rows`, which are one more at most: of a union the total says only whether there are more."""
    return FirstRows(rows[:shown], len(rows))
