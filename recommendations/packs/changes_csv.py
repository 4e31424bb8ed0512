"""The changes of a period as a table to work on: one line a change, every date as 2015-04-30, so that it sorts."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from safeguarding.lib.dates import london_date
from safeguarding.lib.words import WITHHELD
from safeguarding.models import Marking

from ..selectors.inspections.readers import early_read, embargoes
from ..selectors.what_changed.list import Changes

COLUMNS = (
    *("What changed", "On", "Inspection", "Its words", "What", "Before", "After", "In words"),
    *("Left out", "Put in", "Words of caution left out", "Recorded on", "By", "Marking"),
)


def changes_table(changes: Changes, *, begins_at: datetime, ends_at: datetime) -> Iterator[tuple[str, ...]]:
    """The highest protective marking, the period (aware datetimes), the header, then a line for each of `changes`.

    They are read twice, some at a time, since the marking stands first.
    """
    markings, titles = set(), set()
    for row in changes:
        markings.add(row.marking)
        titles.add(row.on.inspection)
    marking, asked = Marking.highest(markings).label, changes.period.asked
    notices = embargoes([one for one in early_read(asked) if titles & {one.title, ""}], asked)  # "": of several
    period = f"After {_moment(begins_at)}, until {_moment(ends_at)}."
    for words in (marking, "What changed", " ".join((*notices, period))):
        yield (words, *[""] * (len(COLUMNS) - 1))
    yield COLUMNS
    for row in changes:
        yield _line(row)


def _line(row):
    kept = " ".join(piece.words for piece in row.pieces)
    return (
        *(row.kind.label, row.on.name, row.on.inspection, WITHHELD if row.on.hidden else row.on.words, row.title),
        *(row.old, row.new, WITHHELD if row.hidden else row.text or kept),
        *(" … ".join(piece.words for piece in row.pieces if piece.kind == kind) for kind in ("left-out", "put-in")),
        ", ".join(row.dropped),
        london_date(row.at).isoformat() if row.at else "",
        *(row.who, row.marking.label),
    )


def _moment(at):
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
