"""Meetings of boards: all of them with their papers, and those before a day, from which what changed is asked."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from safeguarding.lib.dates import end_of_day

from ..models import Meeting, PackIssue
from .places import NONE

SHOWN = 6
WITHOUT = timedelta(days=28)  # our convention, where no meeting was entered


class Met(NamedTuple):
    """A meeting, and the one of the same board before it, where that is known here."""

    meeting: Meeting
    before: Meeting | None


def meetings_with_papers() -> QuerySet[Meeting]:
    """All of them, the latest first, each with its `issued_at`: when its paper was issued last; None: not yet."""
    issued = PackIssue.objects.filter(pack__meeting=OuterRef("pk")).order_by("-recorded_at").values("recorded_at")
    return Meeting.objects.select_related("board").annotate(issued_at=Subquery(issued[:1]))


def meetings_before(day: date, board: str = "") -> list[Met]:
    """The last SHOWN before `day`, of the board with this slug (""; NONE: of any), the latest first. One query."""
    held = Meeting.objects.filter(called_off=False, held_on__lt=day).select_related("board")
    last = list(held.filter(board__slug=board)[:SHOWN] if board not in ("", NONE) else held[:SHOWN])
    return [Met(one, _before(one, last)) for one in last]


def since_when(meetings: Sequence[Met], day: date) -> datetime:
    """The end of the day of the first of `meetings`; without one, of a day WITHOUT before `day`."""
    return end_of_day(meetings[0].meeting.held_on if meetings else day - WITHOUT)


def _before(meeting, meetings):
    same = (one for one in meetings if one.board_id == meeting.board_id and one.held_on < meeting.held_on)
    return next(same, None)
