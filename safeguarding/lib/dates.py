"""Days as a force counts and writes them: months, working days, London's midnight, British wording."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from govuk_bank_holidays.bank_holidays import BankHolidays

from safeguarding.lib.words import counted

LONDON = ZoneInfo("Europe/London")
# Ours, because strftime and the calendar module answer in the server's language.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
YEARS = range(1950, 2061)  # of any day that is entered here
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Precision(TextChoices):
    """How much of a date its source gave. A month or a year stands in the database as its last day."""

    DAY = "day", "day"
    MONTH = "month", "month"
    YEAR = "year", "year"


# Counting


def add_months(start: date, months: int) -> date:
    """`start` moved by whole calendar months, clipped at month end: 31 January + 1 is 28 or 29 February."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = last_day_of_month(year, month + 1)
    return last.replace(day=min(start.day, last.day))


def last_day_of_month(year: int, month: int) -> date:
    """The date of the month's last day. Raises ValueError for a month that is not 1 to 12."""
    return date(year, month, calendar.monthrange(year, month)[1])


class BankHolidaysUnknown(LookupError):
    """A working day was asked for in a year whose bank holidays we do not hold."""


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a bank holiday in England and Wales. Raises BankHolidaysUnknown outside the years held."""
    holidays = _bank_holidays()
    if not min(holidays).year <= day.year <= max(holidays).year:
        raise BankHolidaysUnknown(f"The bank holidays of {day.year} are not known.")
    return day.weekday() < 5 and day not in holidays


def add_working_days(start: date, days: int) -> date:
    """The `days`-th working day (1 or more) after `start`, which itself is not counted.

    Raises BankHolidaysUnknown when the count runs into a year whose bank holidays are not held.
    """
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


@cache
def _bank_holidays():
    """The dates GOV.UK published for England and Wales, from the copy in the library (2012 on): never the network."""
    published = BankHolidays(use_cached_holidays=True)
    return frozenset(day["date"] for day in published.get_holidays(division=BankHolidays.ENGLAND_AND_WALES))


def days_between(start: date, end: date) -> int:
    """Whole days from one date to another: 0 on the same day, negative when `end` is earlier."""
    return (end - start).days


def days_open(asked_on: date | None, today: date, precision: str = Precision.DAY) -> int | None:
    """Days since something was asked for "immediately"; 0 before that day; None where the day is not known."""
    known = asked_on is not None and precision == Precision.DAY
    return max(0, days_between(asked_on, today)) if known else None


def open_in_words(asked_on: date | None, today: date, precision: str = Precision.DAY) -> str:
    """How long it has been open, counted from a known day only: "open 211 days", "open since July 2015"; "" for no date."""
    days = days_open(asked_on, today, precision)
    if days is None:
        return f"open since {in_words(asked_on, precision)}" if asked_on else ""
    return f"open {counted(days, 'day')}"


def is_late(due_on: date | None, today: date) -> bool:
    """Late from the day after the due date; what has no date is never late. `today` is London's (london_date)."""
    return due_on is not None and today > due_on


# London's days


def london_date(moment: datetime) -> date:
    """The calendar date in London at an aware moment. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone has no date in London.")
    return moment.astimezone(LONDON).date()


def start_of_day(day: date) -> datetime:
    """The first moment of `day` in London."""
    return datetime.combine(day, time.min, tzinfo=LONDON)


def end_of_day(day: date) -> datetime:
    """The last recorded moment (microsecond) of `day` in London, for "up to and including" comparisons."""
    return datetime.combine(day, time.max, tzinfo=LONDON)


# Writing


def in_words(on: date, precision: str = Precision.DAY) -> str:
    """A date as British print has it, no more exact than its source: 11 February 2015, July 2015, 2015."""
    if precision == Precision.YEAR:
        return str(on.year)
    day = f"{on.day} " if precision == Precision.DAY else ""
    return f"{day}{MONTHS[on.month - 1]} {on.year}"


def start_in_words(event: str, on: date | None, precision: str = Precision.DAY) -> str:
    """The end of a rule's sentence, from the start of its clock: "publication on 11 February 2015".

    Says so where the day (`on`, date or None) is not known, or known only to a month or a year.
    """
    if on is None:
        return f"{event}; the day is not known"
    if precision != Precision.DAY:
        return f"{event}; only {in_words(on, precision)} is known, not the day"
    return f"{event} on {in_words(on)}"


# Reading


@dataclass(frozen=True)
class ReadDate:
    """The words that a person wrote where a date should be, and the date only if it is certain.

    `raw` is kept as typed; `on` is None when not certain, and `problem` then says why in plain English. It is empty
    for a blank and for "n/a", which state no date and hide none.
    """

    raw: str
    on: date | None = None
    precision: Precision = Precision.DAY
    problem: str = ""


_WEEKDAY = (
    r"(?:(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|"
    r"fri(?:day)?|sat(?:urday)?|sun(?:day)?),? )?"
)
_WELSH_MONTHS = "ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    rf"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|{_WELSH_MONTHS})\.?"
)
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: number for number, name in enumerate(_WELSH_MONTHS.split("|"), 1)}
_END_OF = r"(?:(?:the )?end (?:of )?)?"
# As programs save the time beside a date. It is of no matter here, but that the last hour of UTC is tomorrow's in summer.
_TIME = r"(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[ap]m)?|T(?:[01][0-9]|2[0-2])(?::[0-9]{2}){2}(?:\.[0-9]+)?Z)?"
# [0-9] and re.ASCII, because \d also takes full-width and Arabic digits.
_FORMS = [
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        _WEEKDAY + r"(?P<day>[0-9]{1,2})(?P<sep>[/.-])(?P<month>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4}|[0-9]{2})" + _TIME,
        _WEEKDAY
        + r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?[ ./-]"
        + _MONTH
        + r",?[ ./-](?P<year>[0-9]{4}|[0-9]{2})"
        + _TIME,
        _WEEKDAY + _MONTH + r" (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})",
        r"(?P<year>[0-9]{4})(?P<sep>[/-])(?P<month>[0-9]{2})(?P=sep)(?P<day>[0-9]{2})" + _TIME,
        _END_OF + _MONTH + r",? (?P<year>[0-9]{4})",
        _END_OF + r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})",
        r"(?:the )?end (?:of )?(?P<year>[0-9]{4})",
    )
]
_LEADING_WORD = re.compile(r"(?i)^(?:(?:due )?(?:by|on)|due:?|(?:by )?(?:no|not) later than) (?:the (?!end))?")
_NO_DATE_MEANT = {"", "-", "n/a", "na", "n.a", "none", "not applicable"}
_NO_YEAR = re.compile(
    _WEEKDAY + r"[0-9]{1,2}(?:/[0-9]{1,2}|(?:st|nd|rd|th)?(?: of)? " + _MONTH + ")", re.ASCII | re.IGNORECASE
)
_WEEK = re.compile(r"w/?[ce]\b|week (?:commencing|ending|beginning)", re.IGNORECASE)
_QUARTER = re.compile(
    r"\b(?:q(?:uarter|tr)? ?[1-4]|(?:[1-4](?:st|nd|rd|th)|first|second|third|fourth) quarter)\b",
    re.ASCII | re.IGNORECASE,
)
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter)\b", re.IGNORECASE)
_PART_OF_MONTH = re.compile(
    rf"(?:early|mid|middle of|late|beginning of|start of)[ -](?:in )?{_MONTH}(?: [0-9]{{4}})?", re.ASCII | re.IGNORECASE
)
_TWO_YEARS = re.compile(r"[0-9]{2}([0-9]{2}) ?[/-] ?(?:20)?([0-9]{2})", re.ASCII)
_ANY_DATE = re.compile(
    r"\b(?:[0-9]{1,2}([/.-])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})|(?:[0-9]{1,2}(?:st|nd|rd|th)?[ -])?"
    + _MONTH.replace("?P<month>", "?:")
    + r"[ -][0-9]{4})\b",
    re.ASCII | re.IGNORECASE,
)


def parse_british(text: str | None) -> ReadDate:
    """Read a date as British staff write it (day first), only when it is certain; a ReadDate either way.

    Certain: 30/04/2015, by 30/04/2015, 30.4.15, 30-Apr-15, 30th April 2015, 2015-04-30; a weekday only if it agrees.
    Two figures of a year mean 20xx. May 2016, 04/2015 and end of 2016 are the last day of that month or year, with
    that precision (our convention). Not read, because a person must be asked: a week ("w/c 23 November 2015" names no
    day), a quarter, a season, "mid May", a day without a year, Sept'15, a bare year, two dates at once, any other words,
    a spreadsheet's number for a day, digits other than 0 to 9.
    """
    raw = text or ""
    words = " ".join(raw.split()).strip(" .,;")
    phrase = _LEADING_WORD.sub("", words)
    match = next(filter(None, (form.fullmatch(phrase) for form in _FORMS)), None)
    if match is None:
        return ReadDate(raw, problem=_why_unread(words, phrase))
    return _checked(raw, phrase, match.groupdict())


def dates_within(text: str) -> tuple[str, ...]:
    """The words of every whole date inside running text, in order: "30/04/2015, now 31 July 2015" holds two."""
    return tuple(found.group() for found in _ANY_DATE.finditer(text))


def is_month_first(text: str) -> bool | None:
    """How a date in figures alone is ordered: True for 04/30/2015, False for 30/04/2015, None where it may be either."""
    found = re.fullmatch(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2(?:[0-9]{4}|[0-9]{2})", text.strip(), re.ASCII)
    first, second = (int(found[1]), int(found[3])) if found else (0, 0)
    if 12 < second <= 31 and 1 <= first <= 12:
        return True
    return None if 1 <= first <= 12 and 1 <= second <= 12 and first != second else False


def _checked(raw, phrase, found):
    """The date in the groups of a match, or why there is no such date."""
    year = int(found["year"]) if len(found["year"]) == 4 else 2000 + int(found["year"])
    if year not in YEARS:
        return ReadDate(raw, problem=f"{phrase}: the year {year} is not likely")
    try:
        on, precision = _last_day_meant(year, found.get("month"), found.get("day"))
    except ValueError:
        return ReadDate(raw, problem=f"{phrase} is not a real date")
    weekday, named = WEEKDAYS[on.weekday()], found.get("weekday")
    if named and named[:3].lower() != weekday[:3].lower():
        return ReadDate(raw, problem=f"{phrase}: that day is a {weekday}")
    return ReadDate(raw, on, precision)


def _last_day_meant(year, month, day):
    """The date and its precision; month a name, a number or None, day a number or None. ValueError if there is none."""
    if month is None:
        return date(year, 12, 31), Precision.YEAR
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month[:3].lower()]
    if day is None:
        return last_day_of_month(year, number), Precision.MONTH
    return date(year, number, int(day)), Precision.DAY


def _why_unread(words, phrase):
    """Why these words are not a date, for the person who will be asked; empty where none was meant."""
    if words.lower() in _NO_DATE_MEANT:
        return ""
    if any(letter.isdigit() and not letter.isascii() for letter in words):
        return f"“{words}” uses digits other than 0 to 9"
    if _WEEK.match(phrase):
        return f"“{words}” names a week, not a day"
    if span := _span_named(phrase):
        return f"“{words}” names {span}, not a day"
    if _NO_YEAR.fullmatch(phrase):
        return f"“{words}” gives no year"
    if any(letter.isdigit() for letter in words):
        return f"“{words}” is not one certain date"
    return f"“{words}” is not a date"


def _span_named(phrase):
    """The stretch of days that words name where they name no day within it; empty if they name none."""
    years = _TWO_YEARS.fullmatch(phrase)
    if years and int(years[2]) == int(years[1]) + 1:
        return "two years"
    if _PART_OF_MONTH.fullmatch(phrase):
        return "part of a month"
    if dates_within(phrase):
        return ""
    return "a quarter" if _QUARTER.search(phrase) else "a season" if _SEASON.search(phrase) else ""
