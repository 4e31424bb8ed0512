"""An inspection as it was and is: its fields in words, how two states of it differ, and every change since it was registered."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext

from inspections.models import AgencyConcerned, EarlyReader, Inspection
from safeguarding.as_at import states
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words, translated
from safeguarding.roles import authority

from ..actions.entries import Entry, paragraphs
from ..changes import Field, changed, differing, entry
from ..facts import day
from ..moves import Move
from ..standings import Standings
from .milestones import milestone_changes

RELEASED = "Released to the OPCC"


def moment(at: datetime | None) -> str:
    """A moment in London in words, "" for none."""
    return f"{in_words(london_date(at))}, {timezone.localtime(at):%H:%M}" if at else ""


FIELDS = (
    Field("Title", lambda row: row.title),
    Field("Inspecting body", lambda row: row.body.name),
    Field("Kind", lambda row: row.kind.name),
    Field("What was inspected", lambda row: translated(row.get_scope_display())),
    Field("Publication date", lambda row: day(row.published_on, row.published_precision)),
    Field("Note on the publication date", lambda row: row.published_note, note=True),
    Field("Fieldwork from", lambda row: day(row.fieldwork_started_on, row.fieldwork_precision)),
    Field("Fieldwork to", lambda row: day(row.fieldwork_ended_on, row.fieldwork_precision)),
    Field("Received", lambda row: day(row.received_on)),
    Field("Embargo until", lambda row: moment(row.embargo_until)),
    Field("Marking", lambda row: translated(row.get_marking_display())),
    Field("Can be made public", lambda row: gettext("Yes") if row.is_public else gettext("No")),
    Field("Numbering", lambda row: row.numbering),
    Field("Note", lambda row: row.note, note=True),
    Field(RELEASED, lambda row: moment(row.released_at)),
)


def differences(before: Inspection, after: Inspection, *, notes: bool = True) -> list[Move]:
    """The differences between two rows of one inspection, each before and after. notes: texts that are not for everybody too."""
    return differing(FIELDS, before, after, notes=notes)


def changes(inspection: Inspection, asked: Standings) -> list[Entry]:
    """Entries of all that was changed by the moment of `asked`, the newest first: fields, milestones, in the force who reads early.

    Reasons are for those whom the texts under it are for. Two queries, and two more in the force.
    """
    has = authority(asked.user, asked.now)
    hears = has.hears(inspection.audience)
    rows = states(Inspection, asked.as_at).filter(id=inspection.id).select_related("body", "kind", "history_user")
    found = list(_edits(rows.order_by("history_date", "history_id"), hears=hears))
    found += milestone_changes(inspection, asked.as_at, hears=hears)
    if has.in_force:
        found += _named(EarlyReader, "reader", gettext("early reader"), inspection, asked)
        found += _named(AgencyConcerned, "agency", gettext("agency concerned"), inspection, asked)
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _edits(rows, *, hears) -> Iterator[Entry]:
    for before, after in pairwise(rows):
        moves = differences(before, after, notes=hears)
        if [move.label for move in moves] == [translated(RELEASED)]:
            yield entry(after, RELEASED, "")
        elif moves:
            yield changed(after, moves, after.history_change_reason if hears else "")


def _named(model, name, role, inspection, asked) -> Iterator[Entry]:
    rows = states(model, asked.as_at).filter(inspection=inspection.id).select_related(name, "history_user")
    together = defaultdict(list)  # several are named in one breath
    for row in rows.order_by("history_date", "history_id"):
        title = (
            gettext("Ended: %(role)s") % {"role": role} if row.ended_at else gettext("Named: %(role)s") % {"role": role}
        )
        together[row.history_date, row.history_user_id, title, row.history_change_reason].append(row)
    for (_, _, title, why), found in together.items():
        yield entry(found[0], title, paragraphs(why, ", ".join(str(getattr(row, name)) for row in found)))
