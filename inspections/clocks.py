"""The clocks that law and reports set, as data: from when to when each is in force, and where it stands. Pure.

"56 days" is three rules: the Commissioner's, whose first day counts; the IOPC's, whose first day counts too; and the coroner's.
A super-complaint has no clock: its regulations set none, so the date is the one that its report states.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db.models import TextChoices

from safeguarding.lib.dates import add_months, add_working_days


class Start(TextChoices):
    """The event that a clock runs from."""

    PUBLICATION = "publication", "publication"
    RECEIPT = "receipt", "receipt"
    SENT = "sent", "sending"
    MADE = "made", "the day it was made"
    KNOWN = "known", "the day the incident was known"
    NOTICE = "notice", "the notice"
    DECISION = "decision", "the decision to hold it"


class Span(Enum):
    """How a clock counts: the last day, of a start and a number, and the same in words, which name what is our convention."""

    DAYS = (lambda start, number: start + timedelta(days=number), "{0} days")
    # "Beginning with the day on which": that day is day 1.
    DAYS_WITH_THE_FIRST = (
        lambda start, number: start + timedelta(days=number - 1),
        "{0} days, including the day itself,",
    )
    WEEKS = (lambda start, number: start + timedelta(weeks=number), "{0} weeks ({1} days)")
    MONTHS = (add_months, "No later than {0} calendar months")
    WORKING_DAYS = (
        add_working_days,
        "{0} working days (by the bank holidays of England and Wales: our convention)",
    )

    def __init__(self, due: Callable[[date, int], date], words: str) -> None:
        self.due, self.words = due, words


@dataclass(frozen=True)
class Clock:
    """One clock. body, kind: slugs of reference data, "" for any. source: the citation.

    It is in force for what starts from `valid_from` until and including `valid_to`; None: ever.
    """

    key: str
    label: str
    starts: Start
    number: int
    span: Span
    source: str
    body: str = ""
    kind: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def rule(self) -> str:
        """How long it runs, ready for "from publication on ..."."""
        return self.span.words.format(self.number, 7 * self.number)

    def applies(self, body: str, kind: str) -> bool:
        """Return whether an inspection by `body`, of `kind` (slugs), starts it."""
        return self.body in ("", body) and self.kind in ("", kind)

    def in_force(self, start: date | None) -> bool:
        """Return whether it was in force on the day of its start; of one that is not known, nothing speaks against it."""
        if start is None:
            return True
        return (self.valid_from or start) <= start <= (self.valid_to or start)

    def due(self, start: date) -> date:
        """The last day. Raises BankHolidaysUnknown where it is beyond the bank holidays that we hold."""
        return self.span.due(start, self.number)


# The child protection programme of 2014. That of February 2024 grades five topics, and its dates are those that a report prints.
_NEXT_STEPS = "HMIC, national child protection inspection reports: the next steps each asks for"
_OF_2014 = {"body": "hmic", "kind": "child-protection", "source": _NEXT_STEPS, "valid_to": date(2024, 1, 31)}
_OFSTED = {"body": "ofsted", "kind": "childrens-services", "starts": Start.RECEIPT, "span": Span.WORKING_DAYS}
_IOPC = {"body": "iopc", "kind": "iopc-recommendation", "span": Span.DAYS_WITH_THE_FIRST}

CLOCKS = (
    Clock(
        "immediate-update",
        "Update to HMIC on the immediate recommendations",
        Start.PUBLICATION,
        6,
        Span.WEEKS,
        **_OF_2014,
    ),
    Clock("action-plan", "Action plan to HMIC", Start.PUBLICATION, 6, Span.WEEKS, **_OF_2014),
    Clock(
        "revisit",
        "Revisit by HMIC, subject to the responses received",
        Start.PUBLICATION,
        6,
        Span.MONTHS,
        **_OF_2014,
    ),
    # Subsection (5A) was inserted by the 2017 Act and commenced on 2 May 2017, so no earlier report can be in breach of it. The
    # regulations' transitional provisions were not read: none is applied.
    Clock(
        "pcc-comments",
        "The Police and Crime Commissioner’s published comments",
        Start.PUBLICATION,
        56,
        Span.DAYS_WITH_THE_FIRST,
        "Police Act 1996 s.55(5A), inserted by the Policing and Crime Act 2017 s.37(2), "
        "in force from 2 May 2017 (S.I. 2017/399, reg. 4(a))",
        body="hmicfrs",
        valid_from=date(2017, 5, 2),
    ),
    # No valid-from: these Regulations came into force on 9 November 2015 and replaced those of 2005 (S.I. 2005/1973) on
    # the same subject. They do not define a working day; those of 2005 did, by the bank holidays of England and Wales.
    Clock(
        "joint-statement",
        "Written statement of proposed action by the principal authority",
        Start.RECEIPT,
        70,
        Span.WORKING_DAYS,
        "Children Act 2004 (Joint Area Reviews) Regulations 2015 (S.I. 2015/1792), reg. 4",
        kind="joint",
    ),
    Clock(
        "coroner-response",
        "Response to the coroner",
        Start.SENT,
        56,
        Span.DAYS,
        "Coroners (Investigations) Regulations 2013 (S.I. 2013/1629), reg. 29",
        kind="regulation-28",
    ),
    Clock(
        "iopc-response",
        "Response to the IOPC’s recommendation, unless longer was asked for in time",
        Start.MADE,
        56,
        source="Police Reform Act 2002 Sch. 3 para. 28B",
        **_IOPC,
    ),
    Clock(
        "iopc-publication",
        "Publication of the response by the IOPC",
        Start.RECEIPT,
        21,
        source="Police Reform Act 2002 Sch. 3 para. 28B(5)",
        **_IOPC,
    ),
    Clock(
        "council-publication",
        "Publication of Ofsted’s report by the council",
        number=30,
        source="Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007 (S.I. 2007/462), reg. 2",
        **_OFSTED,
    ),
    Clock(
        "council-plan",
        "The council’s written statement of what it proposes to do",
        number=70,
        source="Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007 (S.I. 2007/462), reg. 3",
        **_OFSTED,
    ),
    Clock(
        "incident-notice",
        "Notice of the serious incident",
        Start.KNOWN,
        5,
        Span.WORKING_DAYS,
        "Children Act 2004 s.16C",
        kind="practice-review",
    ),
    Clock(
        "rapid-review",
        "Rapid review by the safeguarding partners",
        Start.NOTICE,
        15,
        Span.WORKING_DAYS,
        "Working Together to Safeguard Children 2023",
        kind="practice-review",
    ),
)
