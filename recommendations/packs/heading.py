"""The lines over every paper made from a plan: its marking, its day, its embargo, and whether words are left out."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from safeguarding.lib.dates import in_words, london_date
from safeguarding.models import Marking


def marking_of(inspection, rows) -> str:
    """The highest marking of the inspection and of anything in the rows (PlanRows), as it is printed."""
    return Marking.highest([inspection.marking, *(row.marking for row in rows)]).label


def as_it_stands(rows, at: datetime, embargoes: Iterable[str] = ()) -> str:
    """A line that says at what moment the rows stood so, and that withheld words are left out where any are."""
    left_out = " Words that are not released to the reader are left out." if any(row.withheld for row in rows) else ""
    return stood_at(at, embargoes) + left_out


def stood_at(at: datetime, embargoes: Iterable[str] = ()) -> str:
    """A line that says at what moment something stood so; before it, what the reader is told of each embargo."""
    return " ".join((*embargoes, f"As it stood on {in_words(london_date(at))} at {timezone.localtime(at):%H:%M}."))
