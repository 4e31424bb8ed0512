"""Records of an inspection are put right, ended or withdrawn, each with its reason; nothing is erased."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.models import User
from safeguarding.roles import insist

from . import timescales
from .models import AgencyConcerned, EarlyReader, Inspection
from .permissions import may_put_right
from .services import drafts_for, milestone_of, name_early_reader
from .timetable import started

# What a person may put right. Not the slug, which addresses lead by, nor what a verb of its own says: released, withdrawn.
FIELDS = (
    *("title", "body", "kind", "scope", "published_on", "published_precision", "published_note", "received_on"),
    *("fieldwork_started_on", "fieldwork_ended_on", "fieldwork_precision"),
    *("embargo_until", "marking", "is_public", "numbering", "note"),
)


@verb()
def put_inspection_right(inspection: Inspection, *, why: str, by: User, at: datetime, **changes: object) -> Inspection:
    """Put FIELDS of an inspection right, and the dates of its milestones that follow from them; recommendations.services goes on.

    Raises Refused, ValidationError, TypeError for a field that is not of FIELDS.
    """
    insist(may_put_right(by, at=at))
    if unknown := set(changes).difference(FIELDS):
        raise TypeError(f"Not put right here: {', '.join(sorted(unknown))}.")
    before = (inspection.published_on, inspection.published_precision)
    for name, value in changes.items():
        setattr(inspection, name, value)
    write(inspection, by=by, at=at, why=why)
    _restart_clocks(inspection, before, why=why, by=by, at=at)
    # As where it is registered: put under embargo, it must not be lost to who did that.
    if inspection.is_under_embargo(at) and not inspection.early_readers.filter(reader=by, ended_at=None).exists():
        name_early_reader(inspection, by, by=by, at=at)
    return inspection


def _restart_clocks(inspection, before, *, why, by, at):
    """Work its milestones out again by the rules of its registration; those that are met keep what was met."""
    drafts = {draft.key: draft for draft in drafts_for(inspection)}
    for milestone in inspection.milestones.all():
        was = _dates(milestone)
        _restart(milestone, drafts.pop(milestone.clock, None), before, at)
        if _dates(milestone) != was:
            write(milestone, by=by, at=at, why=why)
    for draft in drafts.values():
        write(milestone_of(inspection, draft), by=by, at=at, why=why)


def _restart(milestone, draft, before, at):
    if draft:
        milestone.ended_at = None
        if milestone.started_on:
            draft = started(milestone.clock, milestone.started_on)
        milestone.due_on, milestone.due_precision, milestone.rule = draft.due_on, draft.precision, draft.rule
    elif milestone.clock:
        # The clock does not run for what the inspection is now. What was met stays met.
        if milestone.done_on is None and not milestone.done_words:
            milestone.ended_at = milestone.ended_at or at
    else:
        inspection = milestone.inspection
        after = (inspection.published_on, inspection.published_precision)
        if asked := timescales.counted_again(milestone.rule, before=before, after=after):
            milestone.due_on, milestone.due_precision, milestone.rule = asked.on, asked.precision, asked.rule


def _dates(milestone):
    return milestone.due_on, milestone.due_precision, milestone.rule, milestone.ended_at


@verb()
def mark_withdrawn(inspection: Inspection, *, why: str, by: User, at: datetime) -> Inspection:
    """Take an inspection out of every list and figure from now on. Raises Refused, ValidationError once it is withdrawn."""
    insist(may_put_right(by, at=at))
    if inspection.withdrawn_at:
        raise ValidationError(gettext("This inspection is already withdrawn."))
    inspection.withdrawn_at = at
    return write(inspection, by=by, at=at, why=why)


@verb()
def end_early_reader(reader: EarlyReader, *, why: str, by: User, at: datetime) -> EarlyReader:
    """Let a person read an inspection no more before it opens. Raises Refused, ValidationError once that is ended."""
    insist(may_put_right(by, at=at))
    return _end(reader, f"{reader.reader} is no longer an early reader.", why=why, by=by, at=at)


@verb()
def end_concern(concerned: AgencyConcerned, *, why: str, by: User, at: datetime) -> AgencyConcerned:
    """Say that an agency is not concerned, and so sees the inspection no more. Raises Refused, ValidationError once that is ended."""
    insist(may_put_right(by, at=at))
    return _end(concerned, f"{concerned.agency} is no longer named.", why=why, by=by, at=at)


def _end(named, already, *, why, by, at):
    # Of two who end it at once the second is told, and the first one's reason stands.
    held = type(named).objects.select_for_update().get(pk=named.pk)
    if held.ended_at:
        raise ValidationError(already)
    held.ended_at = at
    return write(held, by=by, at=at, why=why)
