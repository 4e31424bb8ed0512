"""The first rows of what may be long, with how many there are in all."""

from collections.abc import Iterable
from typing import TypeVar

from django.core.paginator import Page
from django.db.models import Count, QuerySet, Window

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
    found = list(rows.annotate(in_all=Window(Count("pk")))[:shown])
    return FirstRows(found, found[0].in_all if found else 0)


def first_of(rows: QuerySet, shown: int) -> FirstRows:
    """The first `shown` of a union. The total says only whether there are more: a union is counted by another statement."""
    found = list(rows[: shown + 1])
    return FirstRows(found[:shown], len(found))
