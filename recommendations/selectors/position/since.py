"""How much changed since the last meeting of a board before, kind by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...models import Meeting
from ...permissions import may_read_meetings
from ..figures import Addresses, Figure
from ..meetings import Met, since_when
from ..standings import Standings
from ..what_changed.counted import counted, counting
from ..what_changed.period import Period
from ..what_changed.sources import Change

# The page of what changed has all of them.
KINDS = [kind for kind in Change if kind not in (Change.NOT_SUPPORTED, Change.CORRECTED, Change.LATER)]
QUESTIONS = counting(KINDS)  # to be asked at once with others


@dataclass(frozen=True)
class Since:
    """The changes of KINDS that there are, in words, after `begins_at`; url: where all changes are.

    meeting: the last one before the day; None where none was entered. reads_meetings: the meetings and their papers are for the reader.
    """

    begins_at: datetime
    meeting: Meeting | None
    changes: list[tuple[str, Figure]]
    url: str
    reads_meetings: bool


def since_the_meeting(asked: Standings, to: Addresses, meetings: Sequence[Met]) -> Since:
    """The Since of `asked`. meetings: those before its day. One statement, where its QUESTIONS are not asked yet."""
    begins_at, numbers = since_when(meetings, asked.today), dict.fromkeys(KINDS, 0)
    for source, number in counted(Period(asked, begins_at=begins_at), KINDS).items():
        numbers[source.kind] += number
    changes = [
        (kind.counted(number), Figure(number, "change", to.changes(begins_at, kind=kind.value)))
        for kind, number in numbers.items()
        if number
    ]
    meeting, reads = meetings[0].meeting if meetings else None, bool(may_read_meetings(asked.user, at=asked.now))
    return Since(begins_at, meeting, changes, to.changes(begins_at), reads)
