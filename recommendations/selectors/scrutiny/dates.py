"""The dates of an action side by side; they are never merged (domain.md, Dates that must not be merged)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext, ngettext

from safeguarding.lib.dates import Precision, days_between, days_open, is_late, london_date
from safeguarding.lib.languages import counted, in_words
from safeguarding.models import User

from ...models import Action, DeadlineRequest, Part
from ...workflow import OPEN
from ..facts import day
from ..inspectorate import AskedInspectorate
from .parts import parts_covered


@dataclass(frozen=True)
class DateRow:
    """One date: the words as stated, the day, what is to be said of it, and how many days it is past (0: it is not).

    words: "" where they could have been stated and are not, None where there are none to state.
    """

    label: str
    words: str | None
    on: date | None
    precision: str = Precision.DAY
    note: str = ""
    days_late: int = 0


def date_rows(
    action: Action,
    parts: Iterable[Part],
    requests: Sequence[DeadlineRequest],
    today: date,
    asked: Iterable[AskedInspectorate] = (),
) -> list[DateRow]:
    """The inspectorate's dates for `parts` and until when it has agreed since, then the force's own.

    requests: the action's DeadlineRequests, in order. asked: what inspectorates were asked on it.
    """
    rows = [*_inspectorate(parts, today)]
    agreed = [one for one in asked if one.reply and one.reply.until]
    rows += [
        DateRow(gettext("Agreed by %(body)s") % {"body": one.request.body}, one.reply.source, one.reply.until)
        for one in agreed
    ]
    rows.append(DateRow(gettext("First target"), action.target_words, action.original_target_on))
    rows.append(DateRow(gettext("Current target"), None, action.target_on, action.target_precision, _changes(requests)))
    rows.append(DateRow(gettext("Expected completion"), action.expected_words, action.expected_on))
    # What is closed is late no more, however late it was.
    return [_against(row, today) for row in rows] if action.status in OPEN else rows


def _inspectorate(parts, today):
    """One row for all parts with the same words and date."""
    shared = {}
    for part in parts:
        if part.ours and (part.timescale or part.due_on):
            shared.setdefault((part.timescale, part.due_on), []).append(part)
    for (words, on), asked in shared.items():
        part = asked[0]
        note = part.due_rule if on else ""
        # "Immediately" has no due date, so it is said how long ago it was asked (domain.md, Clocks).
        if part.asked_immediately:
            note = _immediately(part.recommendation.inspection, today)
        label = gettext("Inspectorate’s date")
        if len(shared) > 1:
            label = gettext("Inspectorate’s date for %(parts)s") % {"parts": ", ".join(map(str, asked))}
        yield DateRow(label, words, on, part.due_precision, note)


def _immediately(inspection, today):
    days = days_open(inspection.published_on, today, inspection.published_precision)
    if days is not None:
        return gettext("No due date. Published %(days)s ago.") % {"days": counted(days, "day")}
    published = day(inspection.published_on, inspection.published_precision)
    return gettext("No due date. Published %(on)s.") % {"on": published} if published else gettext("No due date.")


def _changes(requests):
    # A first date replaces none, so agreeing it changed nothing.
    agreed = [r for r in requests if r.previous_on and hasattr(r, "decision") and r.decision.agreed]
    asked = [r for r in requests if not hasattr(r, "decision") and not hasattr(r, "taken_back")]
    times = gettext("Never changed.")
    if agreed:
        times = ngettext("Changed once.", "Changed %(times)s times.", len(agreed)) % {"times": len(agreed)}
    return " ".join([times, *(gettext("%(on)s is asked for.") % {"on": in_words(r.new_on)} for r in asked)])


def _against(row, today):
    late = days_between(row.on, today) if is_late(row.on, today) else 0
    return replace(row, days_late=late)


def dates_beside(
    request: DeadlineRequest, user: User, *, at: datetime, asked: Iterable[AskedInspectorate] = ()
) -> list[DateRow]:
    """The date asked for, and the target then where it is another now; then the DateRows of the action, of what `user` may see.

    asked: as for date_rows().
    """
    action = request.action
    requests = list(action.deadline_requests.select_related("decision", "taken_back"))
    then = [DateRow(gettext("Target when it was asked"), None, request.previous_on)]
    return [
        DateRow(gettext("Asked for"), None, request.new_on),
        *(then if request.previous_on != action.target_on else []),
        *date_rows(action, parts_covered(action, user, at), requests, london_date(at), asked),
    ]
