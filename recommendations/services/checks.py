"""Follow-up checks: set on any completion, asked again until answered, and followed by the next where they recur."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.history import verb, write
from safeguarding.lib.dates import add_months, london_date
from safeguarding.models import Post, User

from ..models import Action, FollowUpCheck
from ..permissions import insist, may, may_change_check, may_check_inspection, may_record_check
from .as_shown import ChangedMeanwhile, change, held_as_shown
from .moves import locked

ASKED = ("what", "due_on", "owner", "every_months")


@verb()
def set_check(
    action: Action,
    *,
    what: str,
    due_on: date,
    owner: Post | None = None,
    every_months: int | None = None,
    by: User,
    at: datetime,
) -> FollowUpCheck:
    """Set a follow-up check for after completion: did it last?

    owner: the post that makes it; None: the owner of the action, whoever that will be. every_months: how often it is made again.
    Raises Refused, ValidationError.
    """
    insist(may(by, "set_check", action, at=at))
    check = FollowUpCheck(action=action, what=what, due_on=due_on, owner=owner, every_months=every_months)
    return write(check, by=by, at=at)


@verb()
def set_check_on(
    inspection: Inspection,
    *,
    what: str,
    due_on: date,
    owner: Post,
    every_months: int | None = None,
    by: User,
    at: datetime,
) -> FollowUpCheck:
    """Set a follow-up check on an inspection, whatever actions it has, such as an audit every two years. As set_check().

    Raises Refused, ValidationError.
    """
    insist(may_check_inspection(by, at=at))
    check = FollowUpCheck(inspection=inspection, what=what, due_on=due_on, owner=owner, every_months=every_months)
    return write(check, by=by, at=at)


@verb()
def record_check(
    check: FollowUpCheck,
    *,
    done_on: date,
    lasted: bool | None,
    found: str,
    again_on: date | None = None,
    by: User,
    at: datetime,
) -> FollowUpCheck:
    """Record what a follow-up check found. Another follows where it recurs, and on `again_on` where that is given.

    lasted: None where that cannot be said yet; then it is asked again, on a day that has to be given.
    Raises Refused, ChangedMeanwhile, ValidationError.
    """
    _hold(check)
    insist(may_record_check(by, check, at=at))
    _unanswered(check)
    if lasted is None and not again_on:
        raise ValidationError({"again_on": gettext("Enter when it is looked at again, since it cannot be said yet")})
    check.done_on, check.lasted, check.found = done_on, lasted, found
    write(check, by=by, at=at)
    if due_on := again_on or _next(check, london_date(at)):
        same = {name: getattr(check, name) for name in ("action", "inspection", "what", "owner", "every_months")}
        write(FollowUpCheck(**same, due_on=due_on, follows=check), by=by, at=at)
    return check


@verb()
def put_check_right(
    check: FollowUpCheck, *, version: int, why: str, by: User, at: datetime, **changes: object
) -> FollowUpCheck:
    """Change ASKED of a check that nobody has answered. version: version_of() the check as it was shown.

    Raises Refused, ChangedMeanwhile, ValidationError, TypeError for another field.
    """
    _hold(check)
    insist(may_change_check(by, check, at=at))
    held = held_as_shown(check, version)
    if held.done_on:
        raise ValidationError(gettext("This check was made. Look at the action again."))
    if held.called_off_at:
        raise ValidationError(gettext("This check was called off."))
    change(held, ASKED, changes)
    return write(held, by=by, at=at, why=why)


@verb()
def call_off_check(check: FollowUpCheck, *, why: str, by: User, at: datetime) -> FollowUpCheck:
    """Call off a check that was set in error and that nobody has answered; one that recurs comes no more.

    Raises Refused, ChangedMeanwhile.
    """
    _hold(check)
    insist(may_change_check(by, check, at=at))
    _unanswered(check)
    check.called_off_at = at
    return write(check, by=by, at=at, why=why)


def _unanswered(check):
    check.refresh_from_db()
    if check.done_on or check.called_off_at:
        raise ChangedMeanwhile(check)


def _hold(check):
    """Of two who answer or change it at once, the second finds what the first has recorded."""
    if check.action:
        check.action = locked(check.action)
    else:
        FollowUpCheck.objects.select_for_update().get(pk=check.pk)


def _next(check, today):
    """The day of the next one that recurs, the first to come; None for one that does not recur."""
    due_on = check.due_on
    while check.every_months and due_on <= max(check.due_on, today):
        due_on = add_months(due_on, check.every_months)
    return due_on if check.every_months else None
