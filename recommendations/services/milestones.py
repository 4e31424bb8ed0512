"""Milestones are put right, each with its reason; nothing is erased. That they are met is inspections.services' to record."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.models import Milestone
from inspections.permissions import may_put_right
from inspections.timetable import start_to_enter, started
from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import Recommendation
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

    Of a clock that no date of its inspection starts, `started_on` too: its last day follows. Raises Refused, ChangedMeanwhile,
    ValidationError; TypeError for a field that is not one of MET, or of STATED where no clock gives it.
    """
    insist(may_put_right(by, at=at))
    held = held_as_shown(milestone, version)
    starts = ("started_on",) if start_to_enter(held.clock) else ()
    change(held, (*MET, *starts) if held.clock else STATED, changes)
    if "started_on" in changes:
        _date(held)
    return write(held, by=by, at=at, why=why)


def _date(milestone):
    draft = started(milestone.clock, milestone.started_on)
    if draft is None:
        raise ValidationError({"started": gettext("This clock was not in force on that day")})
    milestone.due_on, milestone.due_precision, milestone.rule = draft.due_on, draft.precision, draft.rule


@verb()
def same_as(
    milestone: Milestone,
    recommendation: Recommendation | None,
    *,
    instead_of: Recommendation | None,
    why: str,
    by: User,
    at: datetime,
) -> Recommendation | None:
    """Say which recommendation of its inspection asks for the same as a milestone; None: none does.

    What they ask for is one thing from then on: it is counted, dated and met as the recommendation. instead_of: the one that it
    was, as the person saw it. Raises Refused, ValidationError.
    """
    insist(may_put_right(by, at=at))
    Milestone.objects.select_for_update().get(pk=milestone.pk)
    now = milestone.recommendations.filter(withdrawn_at=None).first()
    if now != instead_of:
        raise ValidationError(
            gettext("It was changed while you had this page open: the same as %(now)s. Look at it again.")
            % {"now": now or gettext("none")}
        )
    if recommendation and recommendation.inspection_id != milestone.inspection_id:
        raise ValidationError({"recommendation": gettext("Select a recommendation of this inspection")})
    for one, is_same in ((now, None), (recommendation, milestone)):
        if one:
            one.refresh_from_db(from_queryset=Recommendation.objects.select_for_update(of=("self",)))
            one.milestone = is_same
            write(one, by=by, at=at, why=why)
    return recommendation
