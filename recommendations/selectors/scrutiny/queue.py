"""The DCC's queue, a page at a time, and where the reader goes on in it."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.core.paginator import Page, Paginator

from safeguarding.lib.dates import london_date
from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ..first_rows import FirstRows, first_rows
from .changed import changed_after_sign_off
from .queue_order import KINDS, queued, unanswered
from .queue_rows import Row, queue_rows

PAGE = 25  # rows


@dataclass(frozen=True)
class Group:
    """Rows of one kind (a key of queue_order.KINDS) on a page. count: how many of it wait, on all pages."""

    kind: str
    heading: str
    rows: list[Row]
    count: int


@dataclass(frozen=True)
class Queue:
    """A page of the queue, its groups in order. `decides`: the reader is of the DCC.

    start: the first Row of the whole queue that they can decide on, or None; only the first page has it.
    asked: questions that an owner has still to answer, those asked first. changed: complete actions, of which something was
    corrected after they were signed off.
    """

    decides: bool
    today: date
    page: Page
    groups: list[Group]
    start: Row | None
    asked: FirstRows
    changed: FirstRows

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def elsewhere(self) -> int:
        """How many of the rows on this page are for another chief officer; of the whole queue nobody knows without reading it."""
        return sum(bool(row.why_not) for row in self.rows)


def queue(user: User, *, at: datetime, page: int | str = 1) -> Queue:
    """A page of the Queue of what waits for the DCC at `at`, of what `user` may see; the nearest where there is no such page.

    A constant number of queries; and where the reader can decide nothing on the first page, those of the pages behind it.
    """
    order, decides = queued(user, at), has_role(user, Role.DCC, at=at)
    shown = Paginator(order, PAGE).get_page(page)
    rows = queue_rows(shown.object_list, shown.start_index(), user, at)
    start = None
    if decides and shown.number == 1:
        start = _first_to_decide(rows) or _first_from(order, PAGE, len(order), user, at)
    return Queue(
        decides=decides,
        today=london_date(at),
        page=shown,
        groups=[
            Group(kind, KINDS[kind].heading, [row for _, row in pairs], order.counts[kind])
            for kind, pairs in groupby(rows, lambda row: row[0])
        ],
        start=start,
        asked=first_rows(unanswered(user, at), PAGE),
        changed=first_rows(changed_after_sign_off(user, at), PAGE),
    )


def onward(user: User, number: int, *, at: datetime) -> str:
    """The address for `user` after deciding the thing at `number`: what stands there now and is theirs, else the first; or ""."""
    order = queued(user, at)
    # At that number, not behind it: what was decided has gone, and the rest moved up.
    behind = number - 1
    found = _first_from(order, behind, len(order), user, at) or _first_from(order, 0, behind, user, at)
    return found.url if found else ""


def _first_from(order, start, stop, user, at):
    """The first Row from the place `start` up to `stop` that `user` can decide on, read a page at a time; or None."""
    for begin in range(start, min(stop, len(order)), PAGE):
        rows = queue_rows(order[begin : min(begin + PAGE, stop)], begin + 1, user, at)
        if found := _first_to_decide(rows):
            return found
    return None


def _first_to_decide(rows):
    return next((row for _, row in rows if not row.why_not), None)
