"""One inspection as its page shows it: what is known of it, and the dates that follow from it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext

from inspections.models import AgencyConcerned, EarlyReader, Inspection, Milestone
from inspections.timetable import start_to_enter
from safeguarding.as_at import joined, rows
from safeguarding.lib.dates import is_late
from safeguarding.lib.languages import translated
from safeguarding.models import User
from safeguarding.roles import authority

from ...models import FollowUpCheck, Recommendation
from ...models.commissioner import CLOCK
from ...models.visibility import not_gone
from ...workflow import PartState
from ..assurance import OpccWork, opcc_work
from ..contacts import InContact, contacts
from ..facts import day, fact, stated
from ..figures import Addresses
from ..first_rows import FirstRows
from ..recorded_later import RecordedLater, later_on_inspection
from ..standings import Standings
from .grades import Grades, grades
from .readers import embargo, embargoes

# Where a clock is answered: {its key: (the name of a page, what it is called)}.
ANSWERED_ON = {CLOCK: ("commissioner-responses", "The Commissioner’s responses")}


@dataclass(frozen=True)
class Step:
    """A milestone, and whether its date has passed without it. same: the recommendation that is the same, in its place.

    Its `state` is then a PartState, and `url` its page. answered_on: of ANSWERED_ON, None for most.
    """

    milestone: Milestone
    late: bool
    same: Recommendation | None = None
    state: PartState | None = None
    url: str = ""

    @property
    def to_enter(self) -> bool:
        """True where its clock waits for somebody to enter when it starts."""
        return self.milestone.due_on is None and start_to_enter(self.milestone.clock) is not None

    @property
    def answered_on(self) -> tuple[str, str] | None:
        return ANSWERED_ON.get(self.milestone.clock)


@dataclass(frozen=True)
class InspectionPage:
    """facts: rows of components/summary_list.html. early_readers: those named at that moment, for the force only.

    unpublished: its publication is still to come. embargo: until when its early readers alone see it, or None; embargoes: what
    they are told of that.
    checks: those on it, the first due first, each with why it was called off (`called_off_because`); for those who hear what it
    says. later: what a page of the past leaves out.
    """

    inspection: Inspection
    unpublished: bool
    embargo: datetime | None
    embargoes: list[str]
    facts: list[dict[str, str]]
    steps: list[Step]
    contacts: FirstRows[InContact]
    checks: list[FollowUpCheck]
    grades: Grades
    opcc: OpccWork
    agencies: list[str]
    early_readers: list[User]
    later: FirstRows[RecordedLater]
    in_force: bool


def inspection_page(inspection: Inspection, asked: Standings) -> InspectionPage:
    """The InspectionPage of an inspection that visible_inspections gave for the same moment. A constant number of queries."""
    at, has = asked.as_at, authority(asked.user, asked.now)
    milestones = rows(Milestone, at).filter(inspection=inspection.id, ended_at=None).order_by("due_on", "id")
    agencies = rows(AgencyConcerned, at).filter(inspection=inspection.id, ended_at=None).order_by("id")
    readers = rows(EarlyReader, at).filter(inspection=inspection.id, ended_at=None).order_by("id")
    why_off = FollowUpCheck.history.filter(id=OuterRef("id"), called_off_at__isnull=False)
    checks = rows(FollowUpCheck, at).filter(inspection=inspection.id).order_by("due_on", "id")
    checks = checks.annotate(called_off_because=Subquery(why_off.values("history_change_reason")[:1]))
    return InspectionPage(
        inspection=inspection,
        unpublished=inspection.published_on is not None and inspection.published_on > asked.today,
        embargo=embargo(inspection, asked),
        embargoes=embargoes([inspection], asked),
        facts=_facts(inspection, hears=has.hears(inspection.audience)),
        steps=_steps(milestones, inspection, asked),
        contacts=contacts(inspection, asked),
        checks=joined(checks, "owner", at=at) if has.hears(inspection.audience) else [],
        grades=grades(inspection, asked),
        opcc=opcc_work(inspection, asked),
        agencies=[concerned.agency.name for concerned in joined(agencies, "agency", at=at)],
        early_readers=[early.reader for early in joined(readers, "reader", at=at)] if has.in_force else [],
        later=later_on_inspection(inspection, asked),
        in_force=has.in_force,
    )


def _steps(milestones, inspection, asked):
    stands = asked.recommendations().filter(recommendation=OuterRef("id")).values("state")
    same = rows(Recommendation, asked.as_at).filter(
        not_gone(Recommendation, asked.as_at), inspection=inspection.id, milestone__isnull=False
    )
    found, to = {row.milestone_id: row for row in same.annotate(state=Subquery(stands[:1]))}, Addresses(asked.as_at)
    return [
        Step(row, late=False, same=one, state=PartState(one.state), url=to.recommendation(one.id))
        if (one := found.get(row.id))
        else Step(row, not row.done_on and is_late(row.due_on, asked.today))
        for row in milestones
    ]


def _facts(inspection, *, hears):
    """Rows for components/summary_list.html; hears: whether the notes on it are for the reader."""
    published = day(inspection.published_on, inspection.published_precision) or "Not stated"
    return stated(
        [
            fact("Inspecting body", inspection.body.name),
            fact("Kind", inspection.kind.name, translated(inspection.get_scope_display())),
            fact(gettext("Fieldwork"), _fieldwork(inspection)),
            fact("Published", published, inspection.published_note if hears else ""),
            fact(gettext("Received"), day(inspection.received_on)),
            fact("Numbering", inspection.numbering),
            fact("Note", inspection.note if hears else ""),
            fact("Can be made public", gettext("Yes") if inspection.is_public else gettext("No")),
            fact("Who may read it", translated(inspection.get_audience_display())),
        ]
    )


def _fieldwork(inspection):
    begun = day(inspection.fieldwork_started_on, inspection.fieldwork_precision)
    ended = day(inspection.fieldwork_ended_on, inspection.fieldwork_precision)
    return " to ".join(dict.fromkeys(filter(None, (begun, ended))))
