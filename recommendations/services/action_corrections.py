"""An action is put right where it was recorded wrongly; a date that somebody has to agree is asked for, and not put right."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.models import User

from ..models import Action, DeadlineDecision, DeadlineRequest
from ..permissions import insist, may_coordinate
from ..waiting import inspectorate_due
from ..workflow import OPEN, Status
from .as_shown import change, held_as_shown

# What a person may put right. Not the owner, whom a hand-over changes, nor the status, which a move does.
FIELDS = (
    "text",
    "target_words",
    "target_on",
    "target_precision",
    "expected_words",
    "expected_on",
    "cost_words",
    "unfunded",
    "origin",
)


@verb()
def put_action_right(action: Action, *, version: int, why: str, by: User, at: datetime, **changes: object) -> Action:
    """Put FIELDS of an action right. A first target that was mistyped is put right as the original too.

    version: version_of() the action as it was shown. Raises Refused, ChangedMeanwhile, TypeError for another field, and
    ValidationError where a date would go round those who have to agree it.
    """
    insist(may_coordinate(by, at=at))
    held = held_as_shown(action, version)
    if held.status == Status.WITHDRAWN:
        raise ValidationError(gettext("The action is withdrawn, so there is nothing to put right."))
    old = held.target_on
    change(held, FIELDS, changes)
    if held.target_on != old:
        if reason := why_asked_for(held, old, held.target_on):
            raise ValidationError({"target": reason})
        held.original_target_on = held.target_on
    return write(held, by=by, at=at, why=why)


def why_asked_for(action: Action, old: date | None, new: date | None) -> str:
    """A sentence on why the target becomes another only by being asked for and agreed; "" where it was only mistyped.

    Source: domain.md, Dates that must not be merged: a target is agreed by the issue owner, or beyond the inspectorate's date
    by the DCC.
    """
    if action.status not in OPEN:
        status = gettext(Status(action.status).label).lower()
        return gettext("The action is %(status)s: its target stays what it was then.") % {"status": status}
    if old is None or new is None:
        return gettext("A target is not added or taken away here. Ask for another date instead.")
    if DeadlineRequest.objects.pending().filter(action=action).exists():
        return gettext("A date was asked for and waits for a decision. Have that decided first.")
    if DeadlineDecision.objects.filter(request__action=action, agreed=True).exists():
        agreed = gettext("%(on)s was agreed, so it is not a typing error. Ask for another date instead.")
        return agreed % {"on": in_words(old)}
    due = inspectorate_due(action).first()
    if due and new > due:
        beyond = gettext(
            "%(on)s is after the inspectorate’s date, %(due)s: the DCC has to agree it. Ask for another date instead."
        )
        return beyond % {"on": in_words(new), "due": in_words(due)}
    # One that was past when the action was opened was mistyped: a later one gives nobody more time than was meant.
    opened_on = london_date(action.history.order_by("history_date", "history_id").first().history_date)
    if new > old and old >= opened_on:
        later = gettext("%(on)s is later, which somebody has to agree. Ask for another date instead.")
        return later % {"on": in_words(new)}
    return ""
