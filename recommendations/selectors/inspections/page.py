"""One inspection as its page shows it: what is known of it, and the dates that follow from it."""

from dataclasses import dataclass
from datetime import datetime

from inspections.models import Inspection, Milestone
from safeguarding.lib.dates import is_late, london_date
from safeguarding.models import Agency, User
from safeguarding.roles import standing

from ..facts import day, fact, stated


@dataclass(frozen=True)
class Step:
    """A milestone, and whether its date has passed without it."""

    milestone: Milestone
    late: bool


@dataclass(frozen=True)
class InspectionPage:
    """facts: rows of components/summary_list.html. early_readers: those named now, for the force only."""

    inspection: Inspection
    facts: list[dict[str, str]]
    steps: list[Step]
    agencies: list[Agency]
    early_readers: list[User]
    in_force: bool


def inspection_page(inspection: Inspection, user: User, at: datetime) -> InspectionPage:
    """The InspectionPage of an inspection that visible_to gave. A constant number of queries."""
    today, has = london_date(at), standing(user, at)
    steps = [Step(row, not row.done_on and is_late(row.due_on, today)) for row in inspection.milestones.all()]
    agencies = inspection.agencies_concerned.filter(ended_at=None).select_related("agency")
    readers = inspection.early_readers.filter(ended_at=None).select_related("reader") if has.in_force else []
    return InspectionPage(
        inspection=inspection,
        facts=_facts(inspection, hears=has.hears(inspection.audience)),
        steps=steps,
        agencies=[concerned.agency for concerned in agencies],
        early_readers=[early.reader for early in readers],
        in_force=has.in_force,
    )


def _facts(inspection, *, hears):
    """Rows for components/summary_list.html; hears: whether the notes on it are for the reader."""
    published = day(inspection.published_on, inspection.published_precision) or "Not stated"
    return stated(
        [
            fact("Inspecting body", inspection.body.name),
            fact("Kind", inspection.kind.name, inspection.get_scope_display()),
            fact("Fieldwork", _fieldwork(inspection)),
            fact("Published", published, inspection.published_note if hears else ""),
            fact("Received", day(inspection.received_on)),
            fact("Numbering", inspection.numbering),
            fact("Note", inspection.note if hears else ""),
            fact("Seen by the public", "Yes" if inspection.is_public else "No"),
            fact("Words and files are for", inspection.get_audience_display()),
        ]
    )


def _fieldwork(inspection):
    begun = day(inspection.fieldwork_started_on, inspection.fieldwork_precision)
    ended = day(inspection.fieldwork_ended_on, inspection.fieldwork_precision)
    return " to ".join(dict.fromkeys(filter(None, (begun, ended))))
