"""Late three ways, no date, and asked for immediately: figures that must never be merged (domain.md)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import F, Q
from django.utils.translation import gettext_noop as _

from safeguarding.lib.dates import Precision, days_between, days_open, is_late
from safeguarding.lib.languages import open_in_words

from ..models import Action, ActionStanding
from ..workflow import OPEN
from .standings import Standings

SOON = timedelta(days=30)  # our convention
AHEAD = (30, 60, 90)  # days that a forward look tells of
WARNINGS = (
    7,
    30,
    60,
)  # days before a date, from the most pressing: published reviews found warnings only after it (domain.md)

# Every open action is in one of these, so that they add up (domain.md, Dates that must not be merged).
STANDINGS = {
    "not-due": _("Not yet due"),
    "revised": _("On a revised date"),
    "overdue": _("Late"),
    "no-date": _("No date"),
}

# An open action may be in several of these; each with what it is measured against.
LATE = {
    "current": (_("Late (past the current target)"), _("The target date in force, with every agreed extension.")),
    "original": (_("Past the first target"), _("The first target the force set, whatever was agreed since.")),
    "inspectorate": (_("Past the inspectorate’s date"), _("Worked out from the time limit in the report.")),
}


class Late(NamedTuple):
    """By how many days, and past which date; "" for the target in force."""

    days: int
    against: str = ""


class Soon(NamedTuple):
    """In how many days (0: today), which date; "" for the target in force."""

    days: int
    against: str = ""

    @property
    def within(self) -> int:
        """The first of WARNINGS that it is within."""
        return next(days for days in WARNINGS if self.days <= days)


class Lateness(NamedTuple):
    """How an action stands to its dates on a day. Late from the day after. `late` is the most pressing, or None.

    soon: the next date, within the longest of WARNINGS, of an action that is past none in force; or None.
    """

    open: bool = False
    current: bool = False
    original: bool = False
    inspectorate: bool = False
    no_date: bool = False
    moved: bool = False
    late: Late | None = None
    soon: Soon | None = None
    immediate_days: int | None = None
    immediate: str = ""

    @property
    def standing(self) -> str:
        """The key in STANDINGS of an open action, by its current target; "" once it is closed."""
        if not self.open:
            return ""
        if self.no_date:
            return "no-date"
        if self.current:
            return "overdue"
        return "revised" if self.moved else "not-due"


def lateness(
    action: Action | ActionStanding,
    *,
    due_on: date | None,
    asked_on: date | None,
    asked_precision: str = Precision.DAY,
    today: date,
) -> Lateness:
    """Lateness of an action (a row of today or of the past, or its standing) on `today` in London; none once it is closed.

    due_on: the inspectorate's date. asked_on: when an inspectorate asked for it immediately, which is no due date;
    its days are a figure of its own, counted only where the day is known; `immediate` says it in words.
    """
    if action.status not in OPEN:
        return Lateness()
    # The target in force first: it is the date that the owner works to.
    pressing = (
        (action.target_on, ""),
        (due_on, _("the inspectorate’s date")),
        (action.original_target_on, _("its first target")),
    )
    return Lateness(
        open=True,
        current=is_late(action.target_on, today),
        original=is_late(action.original_target_on, today),
        inspectorate=is_late(due_on, today),
        no_date=action.target_on is None,
        moved=action.target_on != action.original_target_on,
        late=next((Late(days_between(on, today), against) for on, against in pressing if is_late(on, today)), None),
        soon=soonest({"": action.target_on, "the inspectorate’s date": due_on}, today),
        immediate_days=days_open(asked_on, today, asked_precision),
        immediate=open_in_words(asked_on, today, asked_precision),
    )


def soonest(dates: Mapping[str, date | None], today: date) -> Soon | None:
    """The Soon of the next of these dates; None where one is past, or none comes within the longest of WARNINGS.

    dates: by what each is, "" for the one in force.
    """
    days = {against: days_between(today, on) for against, on in dates.items() if on}
    against = min(days, key=days.get, default=None)
    return Soon(days[against], against) if against is not None and 0 <= days[against] <= max(WARNINGS) else None


def days_past(action: Action | ActionStanding, due_on: date | None, today: date) -> dict[str, int]:
    """By how many days an open action is past each of its dates, by keys of LATE; {} where it is past none."""
    if action.status not in OPEN:
        return {}
    dates = {"current": action.target_on, "original": action.original_target_on, "inspectorate": due_on}
    return {way: days_between(on, today) for way, on in dates.items() if is_late(on, today)}


# The same as conditions, on actions of Standings


def is_open() -> Q:
    """A condition: the action is not closed."""
    return Q(status__in=OPEN)


def is_late_in(way: str, asked: Standings) -> Q:
    """A condition: open and late in one of the ways of LATE."""
    return is_open() & is_past(way, asked)


def stands_at(key: str, asked: Standings) -> Q:
    """A condition: open, and in one of STANDINGS by its current target."""
    return is_open() & target_stands_at(key, asked)


# For figures of actions that are open, or grouped by status: a database compares the words of a status for each figure anew,
# which takes longer than all else that is asked of a row.


def is_past(way: str, asked: Standings) -> Q:
    """A condition on open actions: late in one of the ways of LATE."""
    past = {
        "current": Q(target_on__lt=asked.today),
        "original": Q(original_target_on__lt=asked.today),
        "inspectorate": asked.dated(due_on__lt=asked.today),
    }
    return past[way]


def target_stands_at(key: str, asked: Standings) -> Q:
    """A condition on open actions: in one of STANDINGS by its current target."""
    due = Q(target_on__gte=asked.today)
    kept = Q(target_on=F("original_target_on"))
    by_target = {
        "not-due": due & kept,
        "revised": due & ~kept,
        "overdue": Q(target_on__lt=asked.today),
        "no-date": Q(target_on=None),
    }
    return by_target[key]


def comes_soon(field: str, asked: Standings, days: int = SOON.days) -> Q:
    """A condition: the date in `field` comes within so many days, today included."""
    return Q(**{f"{field}__range": (asked.today, asked.day(days))})


def days_ahead(asked_for: str) -> int | None:
    """The days that a filter's "next-30" names; None where it names none."""
    return int(asked_for.removeprefix("next-")) if asked_for.startswith("next-") else None
