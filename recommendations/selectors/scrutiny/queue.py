"""The DCC's queue, a page at a time, and where the reader goes on in it."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.core.paginator import Page, Paginator

from safeguarding.lib.dates import london_date
from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ...models import Pack
from ..first_rows import FirstRows, Shown, counted
from ..packs.prepared import page_of, papers_to_issue
from ..redactions import waiting as redactions_waiting
from ..since_sign_off import since_sign_off
from ..standings import Standings
from .barred import first_barred
from .queue_order import KINDS, first_unanswered, queued
from .queue_rows import Row, queue_rows
from .queue_rulings import first_to_decide
from .rows_waiting import Matter

PAGE = Shown.PAGE  # matters
NEXT = Shown.SECTION  # matters that are read for the next: the first of them is mostly theirs


@dataclass(frozen=True)
class Queue:
    """A page of the queue in order, a Row for each matter. `decides`: the reader is of the DCC.

    counts: (name of a kind, how many decisions of it wait), on all pages. start: the first Row of the whole queue in which they
    can decide something, or None; only the first page has it. asked: questions that an owner has still to answer, those asked
    first. since: what came after sign-offs (DoneByOther), and the reader has not looked through.
    barred: dates that no issue owner may agree. to_take_out: requests to take words or a file out, asked by others.
    to_issue: (paper, address of its page) of those that are ready and theirs to issue.
    """

    decides: bool
    today: date
    page: Page
    rows: list[Row]
    decisions: int
    counts: list[tuple[str, int]]
    start: Row | None
    asked: FirstRows
    since: FirstRows
    barred: FirstRows
    to_take_out: int
    to_issue: list[tuple[Pack, str]]

    @property
    def elsewhere(self) -> int:
        """How many of the rows on this page are for another chief officer; of the whole queue nobody knows without reading it."""
        return sum(row.of_others for row in self.rows)


def queue(user: User, *, at: datetime, page: int | str = 1) -> Queue:
    """A page of the Queue of what waits for the DCC at `at`, of what `user` may see; the nearest where there is no such page.

    A constant number of queries; and where the reader can decide nothing on the first page, those of the pages behind it.
    """
    order, decides = queued(user, at), has_role(user, Role.DCC, at=at)
    standings = Standings(user, now=at)
    shown = Paginator(order, PAGE).get_page(page)
    rows = queue_rows(shown.object_list, shown.start_index(), user, at)
    return Queue(
        decides=decides,
        today=london_date(at),
        page=shown,
        rows=rows,
        decisions=order.decisions,
        counts=[(KINDS[kind].heading, count) for kind, count in order.counts.items()],
        start=_start(rows, order, user, at) if decides and shown.number == 1 else None,
        asked=counted(first_unanswered(standings)),
        since=since_sign_off(standings, PAGE, own=False),
        barred=counted(first_barred(standings)),
        to_take_out=redactions_waiting(user, at).count() if decides else 0,
        to_issue=[(paper, page_of(paper)) for paper in papers_to_issue(standings)] if decides else [],
    )


def onward(user: User, matter: Matter, number: int, *, at: datetime) -> str:
    """The address for `user` after a decision in `matter`, then at `number`; or "".

    What else waits in it and is theirs; else what stands at the number now; else the first that is theirs.
    """
    order = queued(user, at)
    # At that number, not behind it: what was decided has gone, and the rest moved up.
    behind = number - 1
    near = order.among([matter, *order.matters(behind, behind + NEXT)])
    found = first_to_decide(near, user, at)
    if found is None:
        rest = chain(_pages(order, behind + NEXT, len(order)), _pages(order, 0, behind))
        found = next(filter(None, (first_to_decide(page, user, at) for _, page in rest)), None)
    return found.url if found else ""


def within(user: User, matter: Matter, *, at: datetime) -> str:
    """The address of what waits in `matter` and is `user`'s to decide; or ""."""
    found = first_to_decide(queued(user, at).among([matter]), user, at)
    return found.url if found else ""


def _pages(order, start, stop):
    """Give (the number of the first, the matters) of each page from the place `start` up to `stop`."""
    for begin in range(start, min(stop, len(order)), PAGE):
        yield begin + 1, order[begin : min(begin + PAGE, stop)]


def _start(rows, order, user, at):
    """The first Row in which `user` can decide something, of these `rows` of the first page or of the pages behind it; or None."""
    behind = (row for number, page in _pages(order, PAGE, len(order)) for row in queue_rows(page, number, user, at))
    return next((row for row in chain(rows, behind) if row.theirs), None)
