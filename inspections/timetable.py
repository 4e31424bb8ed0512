"""The milestones of an inspection: the clocks that it starts, by whom it was and of what kind, and their last days. Pure."""

from dataclasses import dataclass
from datetime import date

from safeguarding.lib.dates import BankHolidaysUnknown, Precision, start_in_words

from .clocks import CLOCKS, Start

_CLOCKS = {clock.key: clock for clock in CLOCKS}


@dataclass(frozen=True)
class MilestoneDraft:
    """A step and its last day; None where the clock's start is not known to the day, as `rule` then says."""

    key: str
    label: str
    due_on: date | None
    precision: Precision
    rule: str
    source: str


def milestones(
    *,
    body: str,
    kind: str,
    published_on: date | None = None,
    published_precision: str = Precision.DAY,
    received_on: date | None = None,
) -> list[MilestoneDraft]:
    """The milestones of an inspection by `body` of `kind` (slugs), in the timetable's order.

    A clock whose start is not known yet, as one that is entered later for started(), still gives its milestone, without a
    date. A clock that was not in force on the day it would have started gives none.
    """
    starts = {
        Start.PUBLICATION: (published_on, published_precision),
        Start.RECEIPT: (received_on, Precision.DAY),
    }
    return [
        _draft(clock, start, precision)
        for clock in CLOCKS
        for start, precision in [starts.get(clock.starts, (None, Precision.DAY))]
        if clock.applies(body, kind) and clock.in_force(start)
    ]


def start_to_enter(key: str) -> Start | None:
    """The event that starts the clock of this key, where no date of an inspection says when that was; else None."""
    clock = _CLOCKS.get(key)
    return clock.starts if clock and clock.starts not in (Start.PUBLICATION, Start.RECEIPT) else None


def started(key: str, on: date | None) -> MilestoneDraft | None:
    """The milestone of the clock of this key that started on a day; None: the day is not known. None where it was not in force then."""
    clock = _CLOCKS[key]
    return _draft(clock, on, Precision.DAY) if clock.in_force(on) else None


def _draft(clock, start, precision):
    """A clock's milestone; `start` (date or None) counts only when it is known to the day."""
    rule = f"{clock.rule} from {start_in_words(clock.starts.label, start, precision)}"
    due_on = None
    if start is not None and precision == Precision.DAY:
        try:
            due_on = clock.due(start)
        except BankHolidaysUnknown as unknown:
            rule += f". {unknown}"
    return MilestoneDraft(clock.key, clock.label, due_on, Precision.DAY, rule, clock.source)
