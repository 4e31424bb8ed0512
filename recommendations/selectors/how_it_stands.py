"""How actions stand, in words: their three dates, changes of date, days in the DCC's queue, waits, checks to come, evidence.

For what goes out: the progress report, the plan of an inspection, the list of actions as a table.
"""

from datetime import date, datetime, timedelta

from safeguarding.lib import languages
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import counted, gettext, in_words, translated
from safeguarding.models import User

from ..models import DeadlineRequest, Evidence
from .actions.entries import not_released
from .kept_on_actions import Kept, KeptOnActions, Of
from .lateness import Late
from .register_rows import RegisterAction


class HowItStands:
    """All that is known of some actions at `as_at` (None: now), as `user` may read it. `of` is as KeptOnActions has it."""

    def __init__(
        self, user: User, *, now: datetime, as_at: datetime | None = None, **of: tuple[int, ...] | int
    ) -> None:
        self.moment = as_at or now
        self.kept = KeptOnActions(user, now=now, as_at=as_at, **of)

    def lines(self, action: RegisterAction) -> list[tuple[str, str]]:
        """(label, words) of all of it, and of the action's three dates; what there is nothing to say of is left out."""
        number = action.number
        lines = {
            gettext("Dates"): self._dates(action),
            gettext("Late"): self.late(number, action.lateness.late),
            gettext("Changes of date"): "; ".join(self.changes(number)),
            gettext("Waiting on"): "; ".join(self.waiting(number, hidden=action.withheld)),
            gettext("What protects children meanwhile"): "; ".join(self.meanwhile(number, hidden=action.withheld)),
            gettext("Checks to come"): "; ".join(self.to_check(number, hidden=action.withheld)),
            gettext("Evidence"): "; ".join(self.proofs(number)),
        }
        return [(label, words) for label, words in lines.items() if words]

    def markings(self, number: int) -> list[str]:
        """The markings of what is told of it here."""
        return [kept.marking for of in (Of.REQUEST, Of.EVIDENCE) for kept in self.kept.of(of, number)]

    def asked_for(self, number: int) -> date | None:
        """The date that was asked for and waits for a decision."""
        return next((one.second_on for one in self.kept.of(Of.REQUEST, number) if one.ended is None), None)

    def _dates(self, action):
        row, asked = action.row, self.asked_for(action.number)
        target, first, due = row.target_on, row.original_target_on, action.due_on
        refused = self.is_refused(action.number, target)
        if target == asked or refused:  # from the day it was opened: nobody has agreed it
            target = None
        dates = [
            gettext("current target %(on)s") % {"on": in_words(target, row.target_precision)}
            if target
            else gettext("no target agreed"),
            gettext("first target %(on)s") % {"on": in_words(first)}
            if first and first not in (row.target_on, asked)
            else "",
            gettext("inspectorate’s date %(on)s") % {"on": in_words(due)} if due else "",
            gettext("asked for %(on)s, not agreed yet") % {"on": in_words(asked)} if asked else "",
            gettext("%(on)s not agreed") % {"on": in_words(row.target_on)} if refused else "",
        ]
        return "; ".join(filter(None, dates))

    def is_refused(self, number: int, target: date | None) -> bool:
        """That the last decision on `target`, with which it was opened, was not to agree it."""
        decided = [one for one in self.kept.of(Of.REQUEST, number) if one.ended]
        on_target = [_agreed_on(one) for one in decided if target in (one.second_on, _agreed_on(one))]
        return bool(on_target) and on_target[-1] != target

    def in_queue(self, number: int, late: Late) -> int:
        """Of the days that it is late, how many it was recommended complete and with the DCC."""
        today = london_date(self.moment)
        return self._queued(number, today - timedelta(days=late.days), today)

    def _queued(self, number, since, last):
        """How many days from `since` to `last` it was recommended complete and with the DCC, of those that have been."""
        today = london_date(self.moment)
        spells = ((london_date(one.begun), self._until(one, today)) for one in self.kept.of(Of.QUEUED, number))
        return sum(max((min(until, last) - max(begun, since)).days, 0) for begun, until in spells)

    def _until(self, spell, today):
        return london_date(spell.ended) if spell.ended and spell.ended <= self.moment else today

    def late(self, number: int, late: Late | None) -> str:
        """By how many days it is past which date, and how many of those in the DCC's own queue; "" where it is not."""
        if not late:
            return ""
        days = {
            "days": counted(late.days, "day"),
            "of": self.in_queue(number, late),
            "against": translated(late.against),
        }
        if late.against:
            return gettext("%(days)s past %(against)s, %(of)s of them with the DCC") % days
        return gettext("%(days)s late, %(of)s of them with the DCC") % days

    def changes(self, number: int) -> list[str]:
        """Each date that was asked for, with both reasons."""
        return [_change(request) for request in self.kept.of(Of.REQUEST, number)]

    def previous(self, number: int) -> date | None:
        """The target before the last change that was agreed; None where there was none."""
        return next((one.first_on for one in reversed(self._moved(number))), None)

    def slipped(self, number: int) -> str:
        """How often a later target was agreed, by how many days in all, and how many of these it was with the DCC; "" for never."""
        later = [(one.first_on, on) for one in self._moved(number) if (on := _agreed_on(one)) > one.first_on]
        if not later:
            return ""
        days = sum((on - before).days for before, on in later)
        queued = sum(self._queued(number, before, on) for before, on in later)
        slipped = {
            1: gettext("Slipped once, %(days)s in all, %(queued)s of them with the DCC"),
            2: gettext("Slipped twice, %(days)s in all, %(queued)s of them with the DCC"),
        }.get(len(later), gettext("Slipped %(number)s times, %(days)s in all, %(queued)s of them with the DCC"))
        return slipped % {"number": len(later), "days": languages.counted(days, "day"), "queued": queued}

    def _moved(self, number):
        """The requests that were agreed, of those for another target than there was."""
        requests = self.kept.of(Of.REQUEST, number)
        return [one for one in requests if one.first_on and _agreed_on(one) not in (None, one.first_on)]

    def waiting(self, number: int, *, hidden: bool) -> list[str]:
        """Everything it waits on; only that it does, and until when, where the action's words are `hidden`."""
        return [_wait(note, hidden) for note in self.kept.of(Of.WAIT, number)]

    def meanwhile(self, number: int, *, hidden: bool) -> list[str]:
        """The words on how children are protected while it waits."""
        return [not_released() if hidden else note.words[3] for note in self.kept.of(Of.WAIT, number)]

    def to_check(self, number: int, *, hidden: bool) -> list[str]:
        """The looks back that are still to come, each with its date."""
        checks = self.kept.of(Of.CHECK, number)
        return [f"{in_words(check.second_on)}: {not_released() if hidden else check.words[0]}" for check in checks]

    def proofs(self, number: int) -> list[str]:
        """Each piece of evidence: its title, what it is evidence of, and where it is held."""
        return [not_released() if one.withheld else _proof(one) for one in self.kept.of(Of.EVIDENCE, number)]


def _change(request: Kept):
    because, reason, answer, _ = request.words
    extends = request.first_on not in (None, request.second_on)
    begins = gettext("%(on)s to ") % {"on": in_words(request.first_on)} if extends else gettext("first target ")
    why = not_released() if request.withheld else reason
    because = translated(DeadlineRequest.Because(because).label).lower()
    asked = gettext("%(begins)s%(on)s, asked for on %(day)s (%(because)s: %(why)s)") % {
        "begins": begins,
        "on": in_words(request.second_on),
        "day": _day(request.begun),
        "because": because,
        "why": why,
    }
    if request.ended is None:
        return gettext("%(asked)s, not agreed yet") % {"asked": asked}
    agreed_on = _agreed_on(request)
    outcome = gettext("agreed") if agreed_on else gettext("refused")
    if agreed_on not in (None, request.second_on):
        outcome = gettext("%(on)s agreed instead") % {"on": in_words(agreed_on)}
    return gettext("%(asked)s, %(outcome)s on %(on)s (%(why)s)") % {
        "asked": asked,
        "outcome": outcome,
        "on": _day(request.ended),
        "why": not_released() if request.decision_withheld else answer,
    }


def _agreed_on(request: Kept):
    """The day that was agreed, asked for or another; None where none was by then."""
    return date.fromisoformat(request.words[3]) if request.ended and request.words[3] else None


def _day(moment):
    return in_words(london_date(moment))


def _wait(note: Kept, hidden):
    body, board, on, _ = note.words
    body_and_day = [not_released()] if hidden else [", ".join(filter(None, (body, board))), on]
    confirmed = gettext("confirmed %(on)s") % {"on": in_words(note.first_on)} if note.first_on else ""
    return "; ".join(
        filter(None, (*body_and_day, confirmed, gettext("to look again on %(on)s") % {"on": in_words(note.second_on)}))
    )


def _proof(one: Kept):
    title, of, held, link = one.words
    on = gettext("of %(on)s") % {"on": in_words(one.second_on)} if one.second_on else ""
    return f"{title} ({', '.join(filter(None, (Evidence.Of(of).name.lower(), on, held or link or 'a file here')))})"
