"""The time limit a report states, in its words, and the due date that follows from them. Pure; never guesses."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import TextChoices

from safeguarding.lib.dates import Precision, add_months, in_words, parse_british, start_in_words


class Kind(TextChoices):
    """The sort of time limit that words are."""

    IMMEDIATE = "immediate", "Immediately"
    DAYS = "days", "Days"
    WEEKS = "weeks", "Weeks"
    MONTHS = "months", "Calendar months"
    DATE = "date", "A date"
    MONTH = "month", "A month"
    VAGUE = "vague", "Urgent, without a date"
    NONE = "none", "None stated or read"


@dataclass(frozen=True)
class Timescale:
    """One time limit. `on` is the inspectorate's due date, or None; `rule` says in a sentence where it comes from.

    `n` counts days, weeks or calendar months, as `kind` says; `precision` is that of `on`. A limit that names only a
    year is Kind.DATE with the precision of a year.
    """

    words: str
    kind: Kind
    n: int | None = None
    on: date | None = None
    precision: Precision = Precision.DAY
    rule: str = ""


# Each is matched against the whole of the words, never a piece of them: "within three months of receipt" is another clock.
_IMMEDIATE = {"immediate", "immediately", "with immediate effect", "forthwith"}
# Words of reports that press and name no day; a date made of them would be ours and not the inspectorate's.
_VAGUE = re.compile(
    r"urgently|without (?:further |undue )?delay|at the earliest (?:possible )?opportunity|"
    r"as an? (?:matter of )?(?:absolute |high |utmost |the utmost )?(?:urgency|priority)|"
    r"as (?:quickly|soon) as (?:is )?(?:reasonably )?(?:possible|practicable)",
    re.IGNORECASE,
)
_TO_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_TO_TWELVE, start=1)} | {
    "a": 1,
    "eighteen": 18,
    "twenty-four": 24,
}
_LIMIT = r"(?:by )?(?:no|not) later than"
_LEADING_LIMIT = re.compile(rf"^(?:{_LIMIT}|on or before|before(?= (?:the )?end)) ", re.IGNORECASE)
# "Of the publication of this investigation report", "of this letter".
PUBLICATION = (
    r"(?:publication(?: of (?:this|the|our|my) (?:\w+ ){0,3}(?:report|review|letter))?|"
    r"(?:this|the|our|my) (?:\w+ ){0,2}(?:report|review|letter)(?: being published)?)"
)
# "Of receiving this letter", "of my final decision": a day that no report states, so the limit is counted and has no due date.
ANOTHER_DAY = (
    r"(?:(?:receiving|receipt of) (?:this|our|the) (?:\w+ ){0,2}(?:report|review|letter|statement|notice)|"
    r"(?:this|my|our) (?:final )?decision|(?:the )?final decision)"
)
_RELATIVE = re.compile(
    rf"(?:(?:within|{_LIMIT})(?: the next)?|(?:in|over|during) the next) (?P<number>[1-9][0-9]{{0,2}}|{'|'.join(_NUMBERS)}) "
    r"(?:calendar )?(?P<unit>day|week|month|year)s?"
    rf"(?: (?:of|from|after|following) (?:the )?(?:date of )?(?:the )?(?:(?P<another>{ANOTHER_DAY})|{PUBLICATION}))?",
    re.ASCII | re.IGNORECASE,
)


def read(words: str, *, published: date | None, published_precision: str = Precision.DAY) -> Timescale:
    """Read one time limit: "Within three months", "By May 2016", "Immediately", "as a matter of priority".

    Relative limits count from publication: days and weeks from the day itself (6 weeks are 42
    days), months by the calendar, clipped at month end. They have no due date while the day of publication is not
    known. "Immediately" and vague words never have one. What is not certain is Kind.NONE, its rule saying why: hours,
    "of receipt", cycles, and two limits at once, which belong to two parts.
    """
    stripped = " ".join(words.split()).strip(" .,:;")
    if stripped.lower() in _IMMEDIATE:
        start = start_in_words("publication", published, published_precision)
        return Timescale(words, Kind.IMMEDIATE, rule=f"Asked for immediately, so no due date; open since {start}")
    if _VAGUE.fullmatch(stripped):
        return Timescale(words, Kind.VAGUE, rule="Urgent in its words, but no date can be counted from them")
    if limit := _RELATIVE.fullmatch(stripped):
        if limit["another"]:
            counted = _counted(words, limit["number"], limit["unit"], None, published_precision)
            return replace(
                counted, rule="Counted from the day it was received or decided, which the report does not state"
            )
        return _counted(words, limit["number"], limit["unit"], published, published_precision)
    return _dated(words, stripped)


def counted_again(rule: str, *, before: tuple[date | None, str], after: tuple[date | None, str]) -> Timescale | None:
    """The limit of which only its rule was kept, counted from another publication; each is (day, precision).

    None for a rule that counts from no publication, or not from that of `before`.
    """
    span = rule.removesuffix(f" from {start_in_words('publication', *before)}")
    # "6 weeks (42 days)" are six weeks.
    words = ["immediately", f"within {span.partition(' (')[0]}"]
    for limit in words:
        if rule and read(limit, published=before[0], published_precision=before[1]).rule == rule:
            return read(limit, published=after[0], published_precision=after[1])
    return None


def _counted(words, number, unit, published, precision):
    """A limit of so many days, weeks, months or years (told in months) from publication."""
    n = int(number) if number.isdigit() else _NUMBERS[number.lower()]
    plural = "s" if n > 1 else ""
    match unit.lower():
        case "day":
            kind, months, days, span = Kind.DAYS, 0, n, f"{n} day{plural}"
        case "week":
            kind, months, days, span = Kind.WEEKS, 0, 7 * n, f"{n} week{plural} ({7 * n} days)"
        case "month":
            kind, months, days, span = Kind.MONTHS, n, 0, f"{n} calendar month{plural}"
        case "year":
            kind, months, days, span = Kind.MONTHS, 12 * n, 0, f"{12 * n} calendar months"
    # From a month or a year nothing can be counted to a day.
    known = published is not None and precision == Precision.DAY
    on = add_months(published, months) + timedelta(days=days) if known else None
    rule = f"{span} from {start_in_words('publication', published, precision)}"
    return Timescale(words, kind, months or n, on, rule=rule)


def _dated(words, stripped):
    """A limit that names its date, or words that are no limit we can read."""
    stated = parse_british(_LEADING_LIMIT.sub("", stripped))
    if stated.on is None:
        return Timescale(words, Kind.NONE, rule=stated.problem or "No time limit is stated")
    period = in_words(stated.on, stated.precision)
    if stated.precision == Precision.DAY:
        return Timescale(words, Kind.DATE, on=stated.on, rule=f"By the date stated, {period}")
    # Our convention, and the rule says so wherever the date is shown (domain.md, Clocks: "By May 2016").
    kind = Kind.MONTH if stated.precision == Precision.MONTH else Kind.DATE
    rule = f"By the last day of {period} (our convention)"
    return Timescale(words, kind, on=stated.on, precision=stated.precision, rule=rule)
