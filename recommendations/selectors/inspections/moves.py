"""The effect of putting an inspection right: due dates, milestones and figures that move, and who sees it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from inspections.models import Inspection, Milestone
from inspections.timescales import Kind as TimescaleKind
from safeguarding.lib.dates import is_late, london_date
from safeguarding.lib.languages import counted, in_words, translated
from safeguarding.models import User

from ...models import Part
from ..facts import day
from ..lateness import is_late_in
from ..moves import Move, Moves, moved
from ..recommendations.list import is_past_due
from ..standings import Standings
from .milestones import by_themselves


@dataclass(frozen=True)
class Before:
    """An inspection with what hangs on it, as it stands at one moment and for one person: a Before of selectors.moves."""

    inspection: Inspection
    user: User
    at: datetime
    due: dict[int, date | None]
    steps: dict[int, Milestone]
    figures: dict[str, int]

    @classmethod
    def of(cls, inspection: Inspection, user: User, at: datetime) -> "Before":
        """As it stands now. Five queries."""
        row = Inspection.objects.get(pk=inspection.pk)
        due = dict(_parts(row).values_list("pk", "due_on"))
        steps = {step.pk: step for step in by_themselves(row.milestones.all())}
        return cls(row, user, at, due, steps, _figures(row, steps, user, at))

    def moves(self) -> Moves:
        """The Moves between then and what stands now."""
        after = Before.of(self.inspection, self.user, self.at)
        return Moves(
            sentences=[*_due_dates(self, after), *_asked_immediately(self, after), *_readers(self, after)],
            milestones=list(_milestones(self, after)),
            figures=moved(self.figures, after.figures),
        )


def _parts(inspection):
    return Part.objects.filter(recommendation__inspection=inspection, recommendation__withdrawn_at=None, ended_at=None)


def past_their_date(inspection: int, asked: Standings) -> dict[str, int]:
    """Figures by label of what an inspection (its key) asks for: past its date, for the reader of `asked`. Two queries."""
    late = is_late_in("inspectorate", asked) & asked.covering(inspection=inspection)
    past = asked.recommendations().filter(is_past_due(asked), inspection=inspection)
    return {
        gettext("Actions past the inspectorate’s date"): asked.actions().filter(late).count(),
        gettext("Recommendations past the inspectorate’s date"): past.count(),
    }


def _figures(inspection, steps, user, at):
    unmet = [step for step in steps.values() if not step.done_on and not step.ended_at]
    late = sum(is_late(step.due_on, london_date(at)) for step in unmet)
    return past_their_date(inspection.pk, Standings(user, now=at)) | {gettext("Milestones past their date"): late}


def _due_dates(before, after):
    pairs = [(on, after.due[part]) for part, on in before.due.items() if on != after.due[part]]
    days = [(new - old).days for old, new in pairs if old and new]
    for way, shifts in (("earlier", [-n for n in days if n < 0]), ("later", [n for n in days if n > 0])):
        if shifts:
            least, most = min(shifts), max(shifts)
            by = (
                counted(most, "day")
                if least == most
                else gettext("%(least)s to %(days)s") % {"least": least, "days": counted(most, "day")}
            )
            yield f"{_due(len(shifts))} {by} {way}."
    if lost := sum(new is None for _, new in pairs):
        yield gettext("%(dates)s can no longer be counted, since the publication date is not known.") % {
            "dates": counted(lost, "due date")
        }
    if gained := sum(old is None for old, _ in pairs):
        yield gettext("%(dates)s can be counted now.") % {"dates": counted(gained, "due date")}


def _due(number):
    return f"{counted(number, 'due date')} {'becomes' if number == 1 else 'become'}"


def _asked_immediately(before, after):
    dates = [(each.inspection.published_on, each.inspection.published_precision) for each in (before, after)]
    number = _parts(after.inspection).filter(timescale_kind=TimescaleKind.IMMEDIATE).count()
    if number and dates[0] != dates[1]:
        old, new = (day(*each) or gettext("a day not known") for each in dates)
        counts = "counts" if number == 1 else "count"
        yield gettext("%(parts)s asked for immediately %(counts)s from %(new)s, not from %(old)s.") % {
            "parts": counted(number, "part"),
            "counts": counts,
            "new": new,
            "old": old,
        }


def _readers(before, after):
    opened, opens = (each.inspection.opens_at() for each in (before, after))
    if opens and opens > before.at and opens != opened:
        yield gettext("Until %(on)s only early readers see it, in any list or figure.") % {
            "on": in_words(london_date(opens))
        }
    elif opened and opened > before.at and not (opens and opens > before.at):
        yield gettext("It is open from now on to everybody in the force, and to those whom it was released to.")
    if before.inspection.marking != after.inspection.marking:
        marking = translated(after.inspection.get_marking_display())
        yield gettext("What is written from now on is marked %(marking)s; what was written keeps its own marking.") % {
            "marking": marking
        }


def _milestones(before, after):
    for key, step in after.steps.items():
        old, new = _step(before.steps.get(key)), _step(step)
        if old != new:
            yield Move(step.label, old, new)


def _step(step):
    if step is None:
        return gettext("Not a step of it")
    if step.ended_at:
        return gettext("Does not apply")
    return day(step.due_on, step.due_precision) or "No date"
