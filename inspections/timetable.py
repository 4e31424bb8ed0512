"""Which clocks an inspection starts, by whom it was and of what kind, and the milestones that follow. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from safeguarding.lib.dates import BankHolidaysUnknown, Precision, add_months, add_working_days, start_in_words


class Start(TextChoices):
    """The event a clock runs from."""

    PUBLICATION = "publication", "publication"
    RECEIPT = "receipt", "receipt"
    SENT = "sent", "sending"


@dataclass(frozen=True)
class Clock:
    """One row of the timetable. `body` and `kind` are slugs of reference data, "" for any.

    `due` gives the last day from the day of `starts`; `rule` says the same in words, ready for "from publication on
    ...", and names what in it is our convention; a clock that started before `valid_from` did not exist.
    """

    key: str
    label: str
    starts: Start
    due: Callable[[date], date]
    rule: str
    source: str
    body: str = ""
    kind: str = ""
    valid_from: date | None = None

    def applies(self, body: str, kind: str) -> bool:
        """Return whether an inspection by `body`, of `kind` (slugs), starts this clock."""
        return self.body in ("", body) and self.kind in ("", kind)


@dataclass(frozen=True)
class MilestoneDraft:
    """A step and its last day; None where the clock's start is not known to the day, as `rule` then says."""

    key: str
    label: str
    due_on: date | None
    precision: Precision
    rule: str
    source: str


_NEXT_STEPS = "HMIC, national child protection inspection reports: the next steps each asks for"

CLOCKS = (
    Clock(
        key="immediate-update",
        label="Update to HMIC on the immediate recommendations",
        starts=Start.PUBLICATION,
        due=lambda start: start + timedelta(weeks=6),
        rule="6 weeks (42 days)",
        source=_NEXT_STEPS,
        body="hmic",
        kind="child-protection",
    ),
    Clock(
        key="action-plan",
        label="Action plan to HMIC",
        starts=Start.PUBLICATION,
        due=lambda start: start + timedelta(weeks=6),
        rule="6 weeks (42 days)",
        source=_NEXT_STEPS,
        body="hmic",
        kind="child-protection",
    ),
    Clock(
        key="revisit",
        label="Revisit by HMIC, subject to the responses received",
        starts=Start.PUBLICATION,
        due=lambda start: add_months(start, 6),
        rule="No later than 6 calendar months",
        source=_NEXT_STEPS,
        body="hmic",
        kind="child-protection",
    ),
    # "Within 56 days beginning with the day on which the report is published": publication is day 1. Subsection (5A)
    # was inserted by the 2017 Act and commenced on 2 May 2017, so no earlier report can be in breach of it. The
    # regulations' transitional provisions were not read: none is applied.
    Clock(
        key="pcc-comments",
        label="The Police and Crime Commissioner's published comments",
        starts=Start.PUBLICATION,
        due=lambda start: start + timedelta(days=55),
        rule="56 days, including the day itself,",
        source=(
            "Police Act 1996 s.55(5A), inserted by the Policing and Crime Act 2017 s.37(2), "
            "in force from 2 May 2017 (S.I. 2017/399, reg. 4(a))"
        ),
        body="hmicfrs",
        valid_from=date(2017, 5, 2),
    ),
    # No valid-from: these Regulations came into force on 9 November 2015 and replaced those of 2005 (S.I. 2005/1973) on
    # the same subject. They do not define a working day; those of 2005 did, by the bank holidays of England and Wales.
    Clock(
        key="joint-statement",
        label="Written statement of proposed action by the principal authority",
        starts=Start.RECEIPT,
        due=lambda start: add_working_days(start, 70),
        rule="70 working days (by the bank holidays of England and Wales: our convention)",
        source="Children Act 2004 (Joint Area Reviews) Regulations 2015 (S.I. 2015/1792), reg. 4",
        kind="joint",
    ),
    Clock(
        key="coroner-response",
        label="Response to the coroner",
        starts=Start.SENT,
        due=lambda start: start + timedelta(days=56),
        rule="56 days",
        source="Coroners (Investigations) Regulations 2013 (S.I. 2013/1629), reg. 29",
        kind="regulation-28",
    ),
)


def milestones(
    *,
    body: str,
    kind: str,
    published_on: date | None = None,
    published_precision: str = Precision.DAY,
    received_on: date | None = None,
    sent_on: date | None = None,
) -> list[MilestoneDraft]:
    """The milestones of an inspection by `body` of `kind` (slugs), in the timetable's order.

    A clock whose start is not known yet still gives its milestone, without a date. A clock that did not exist on the
    day it would have started gives none.
    """
    starts = {
        Start.PUBLICATION: (published_on, published_precision),
        Start.RECEIPT: (received_on, Precision.DAY),
        Start.SENT: (sent_on, Precision.DAY),
    }
    return [
        _draft(clock, *starts[clock.starts])
        for clock in CLOCKS
        if clock.applies(body, kind) and not _too_early(clock, starts[clock.starts][0])
    ]


def _too_early(clock, start):
    return clock.valid_from is not None and start is not None and start < clock.valid_from


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
