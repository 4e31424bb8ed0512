"""The order of a list, as its address asks for it: `?sort=target`, or `?sort=-target` for the other way round."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.expressions import BaseExpression


@dataclass(frozen=True)
class Column:
    """A column of a table. sort: as the address asks for it when pressed. way: "ascending", "descending" or "none"."""

    label: str
    sort: str
    way: str


class Sorting:
    """columns: {name in the address: (heading, what it is sorted by)}; what is not among them sorts by nothing.

    Where there is nothing to sort by, a row comes last either way: the reader asked for those that have it.
    """

    def __init__(self, asked: str, columns: Mapping[str, tuple[str, str | BaseExpression]]) -> None:
        self.columns = columns
        self.down = asked.startswith("-")
        self.name = asked.removeprefix("-") if asked.removeprefix("-") in columns else ""

    def sorted(self, rows: QuerySet, *besides: str | BaseExpression) -> QuerySet:
        """`rows` in the order asked for, then by `besides`, which no two rows share."""
        if not self.name:
            return rows.order_by(*besides)
        by = self.columns[self.name][1]
        by = F(by) if isinstance(by, str) else by
        return rows.order_by(by.desc(nulls_last=True) if self.down else by.asc(nulls_last=True), *besides)

    @property
    def headings(self) -> list[Column]:
        """The columns, in their order."""
        return [self._heading(name, label) for name, (label, _) in self.columns.items()]

    def _heading(self, name, label):
        if name != self.name:
            return Column(label, name, "none")
        return Column(label, name if self.down else f"-{name}", "descending" if self.down else "ascending")
