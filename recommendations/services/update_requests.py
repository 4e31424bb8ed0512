"""Whoever answers for an action asks its owner for an update by a day, and takes that back."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.models import User

from ..models import Action, UpdateRequest, UpdateRequestTakenBack
from ..permissions import insist, may, may_take_back_request
from .moves import locked
from .rounds import insist_on_holder


@verb()
def ask_for_update(action: Action, *, text: str, answer_by: date, by: User, at: datetime) -> UpdateRequest:
    """Ask the owner of an action for an update; who asked and waits still asks no second time. Raises Refused, ValidationError."""
    action = locked(action)
    insist(may(by, "ask_update", action, at=at))
    insist_on_holder(action.owner, at)
    if answer_by <= london_date(at):
        raise ValidationError({"answer_by": gettext("The day must be after today")})
    if action.update_requests.open().filter(recorded_by=by).exists():
        raise ValidationError(gettext("You have asked for one already. Take that back first, to ask for another."))
    shown = {"audience": action.audience, "marking": action.marking}
    return write(UpdateRequest(action=action, text=text, answer_by=answer_by, **shown), by=by, at=at)


@verb()
def take_back_request(request: UpdateRequest, *, reason: str, by: User, at: datetime) -> UpdateRequestTakenBack:
    """Ask for an update no more. Raises Refused, ValidationError."""
    locked(request.action)  # whoever posts one at the same moment comes before, and is seen here, or after
    insist(may_take_back_request(by, UpdateRequest.objects.get(pk=request.pk), at=at))
    shown = {"audience": request.audience, "marking": request.marking}
    return write(UpdateRequestTakenBack(request=request, reason=reason, **shown), by=by, at=at)
