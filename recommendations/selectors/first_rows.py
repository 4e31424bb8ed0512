"""The first rows of what may be long, with how many there are in all."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.core.paginator import Page
from django.db.models import Count, QuerySet, Window

MOST = 25  # rows of a page, of whatever kind
Row = TypeVar("Row")


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
    return first_counted(with_count(rows), shown)


def with_count(rows: QuerySet) -> QuerySet:
    """The first MOST of `rows`, each with how many there are in all, for first_counted()."""
    return rows.annotate(in_all=Window(Count("pk")))[:MOST]


def first_counted(rows: Sequence, shown: int) -> FirstRows:
    """The first `shown` of with_count()."""
    found = list(rows[:shown])
    return FirstRows(found, found[0].in_all if found else 0)


def first_of(rows: Sequence, shown: int) -> FirstRows:
    """The first `shown` of a union, of which `rows` are MOST and one more: the total says only whether there are more."""
    return FirstRows(rows[:shown], min(len(rows), shown + 1))
