"""Milestones are put right, each with its reason; nothing is erased. That they are met is inspections.services' to record."""

from datetime import datetime

from inspections.models import Milestone
from inspections.permissions import may_put_right
from safeguarding.history import verb, write
from safeguarding.models import User

from ..permissions import insist
from .as_shown import change, held_as_shown

# What a person may put right; a clock's label and date follow from its inspection, and so does that it runs at all.
MET = ("done_on", "done_words")
STATED = (*MET, "label", "due_on", "due_precision", "ended_at")


@verb()
def put_milestone_right(
    milestone: Milestone, *, version: int, why: str, by: User, at: datetime, **changes: object
) -> Milestone:
    """Put a milestone right. `ended_at`: from when on it does not apply. version: version_of() it as it was shown.

    Raises Refused, ChangedMeanwhile, ValidationError; TypeError for a field that is not one of MET, or of STATED where no clock
    gives it.
    """
    insist(may_put_right(by, at=at))
    held = held_as_shown(milestone, version)
    change(held, MET if held.clock else STATED, changes)
    return write(held, by=by, at=at, why=why)
