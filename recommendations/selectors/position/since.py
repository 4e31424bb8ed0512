"""How much changed since the last meeting of a board before, kind by kind."""

from dataclasses import dataclass
from datetime import datetime

from ...models import Meeting
from ...permissions import may_read_meetings
from ..figures import Addresses, Figure
from ..meetings import meetings_before, since_when
from ..standings import Standings
from ..what_changed.counted import counted
from ..what_changed.period import Period
from ..what_changed.sources import Change

# Those that two statements can count, whoever asks; the page of what changed has all of them.
KINDS = [kind for kind in Change if kind not in (Change.NOT_SUPPORTED, Change.CORRECTED, Change.LATER)]


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


def since_the_meeting(asked: Standings, to: Addresses) -> Since:
    """The Since of `asked`. Three statements."""
    meetings = meetings_before(asked.today)
    begins_at = since_when(meetings, asked.today)
    period = Period(asked, begins_at=begins_at)
    numbers = dict.fromkeys(KINDS, 0)
    for source, number in counted(period, KINDS, statements=2).items():
        numbers[source.kind] += number
    changes = [
        (kind.counted(number), Figure(number, "change", to.changes(begins_at, kind=kind.value)))
        for kind, number in numbers.items()
        if number
    ]
    meeting, reads = meetings[0].meeting if meetings else None, bool(may_read_meetings(asked.user, at=asked.now))
    return Since(begins_at, meeting, changes, to.changes(begins_at), reads)
