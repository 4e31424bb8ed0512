"""The OPCC says how far it is assured about an inspection, and writes its notes and minutes."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.models import Audience, User

from ..models import Assurance, Meeting, MeetingNote, Recommendation
from ..permissions import insist, may_assure
from .corrected import corrected_by

OF_NOTE = ("outcome", "text")


@verb()
def assure(inspection: Inspection, level: str, *, reason: str, by: User, at: datetime) -> Assurance:
    """Say how far the OPCC is assured, in the place of what it said before. level: Assurance.Level. Raises Refused, ValidationError."""
    insist(may_assure(by, inspection, at=at))
    return write(Assurance(inspection=inspection, level=level, reason=reason, **_for_whom(inspection)), by=by, at=at)


@verb()
def note_for_meeting(
    inspection: Inspection,
    text: str,
    *,
    recommendation: Recommendation | None = None,
    meeting: Meeting | None = None,
    outcome: str = MeetingNote.Outcome.NOTE,
    by: User,
    at: datetime,
) -> MeetingNote:
    """Write a note for a meeting, or the minute of what became of it there. outcome: MeetingNote.Outcome.

    Raises Refused; ValidationError, also for a recommendation of another inspection, or a meeting that is still to come.
    """
    insist(may_assure(by, inspection, at=at))
    if recommendation and recommendation.inspection_id != inspection.pk:
        raise ValidationError({"recommendation": gettext("Select a recommendation of this inspection")})
    _insist_that_it_met(meeting, outcome, at, field="meeting")
    about = {"inspection": inspection, "recommendation": recommendation, "meeting": meeting}
    return write(MeetingNote(outcome=outcome, text=text, **about, **_for_whom(inspection)), by=by, at=at)


@verb()
def correct_note(note: MeetingNote, *, why: str, seen: int, by: User, at: datetime, **words: object) -> MeetingNote:
    """Correct a note or minute, with words of OF_NOTE. As services.corrected.correct_update()."""
    Inspection.objects.select_for_update(of=("self",)).get(pk=note.inspection_id)
    _insist_that_it_met(note.meeting, words.get("outcome", MeetingNote.Outcome.NOTE), at, field="outcome")
    return corrected_by(note, OF_NOTE, why, seen, words, by=by, at=at)


def _insist_that_it_met(meeting, outcome, at, *, field):
    if outcome != MeetingNote.Outcome.NOTE and meeting and meeting.held_on > london_date(at):
        raise ValidationError(
            {
                field: gettext("The board meets on %(on)s: a minute is of a meeting that was held")
                % {"on": in_words(meeting.held_on)}
            }
        )


def _for_whom(inspection):
    """The audience and marking of the inspection; the OPCC hears its own words at least."""
    audience = Audience.OPCC if inspection.audience == Audience.FORCE else inspection.audience
    return {"audience": audience, "marking": inspection.marking}
