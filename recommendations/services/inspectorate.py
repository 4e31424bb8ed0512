"""Asked of an inspectorate, and answered: both kept beside the matter, which neither moves nor decides."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.models import InspectingBody
from safeguarding.history import verb, write
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.models import User

from ..models import Action, DeadlineRequest, InspectorateReply, InspectorateRequest, Recommendation
from ..permissions import insist, may_ask_inspectorate, may_record_reply
from ..waiting import is_for_dcc
from .corrected import corrected_by
from .moves import locked

Outcome = InspectorateReply.Outcome
# The fields that a correction may change: what it is about it has from the first.
OF_REQUEST = ("body", "asked_by", "asked_on", "text")


@verb()
def ask_inspectorate(
    *,
    action: Action | None = None,
    recommendation: Recommendation | None = None,
    deadline_request: DeadlineRequest | None = None,
    body: InspectingBody,
    asked_by: str,
    asked_on: date,
    text: str,
    by: User,
    at: datetime,
) -> InspectorateRequest:
    """Record that an inspectorate was asked about an action or a recommendation: by whom, when and what.

    deadline_request: where it is about a date asked for on the action, which lies beyond the inspectorate's own.
    Raises Refused, ValidationError.
    """
    insist(may_ask_inspectorate(by, at=at))
    # Held, so that of two at once the second is told that they were asked.
    held = (
        locked(action) if action else Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    )
    if asked_on > london_date(at):
        raise ValidationError({"asked_on": gettext("The date must be today or earlier")})
    if deadline_request:
        _insist_on_its_date(action, deadline_request)
    if InspectorateRequest.objects.waiting().filter(
        action=action, recommendation=recommendation, deadline_request=deadline_request
    ):
        raise ValidationError(gettext("They were asked already, and have not answered."))
    shown = held if action else held.inspection
    asked = {"body": body, "asked_by": asked_by, "asked_on": asked_on, "text": text}
    about = {"action": action, "recommendation": recommendation, "deadline_request": deadline_request}
    return write(InspectorateRequest(**about, **asked, audience=shown.audience, marking=shown.marking), by=by, at=at)


def _insist_on_its_date(action, request):
    if not DeadlineRequest.objects.pending().filter(pk=request.pk, action=action).exists():
        raise ValidationError(gettext("This date no longer waits for a decision. Go back to see what was decided."))
    if not is_for_dcc(request):
        raise ValidationError(gettext("This date is within the inspectorate’s own, so nobody has to ask them."))


@verb()
def correct_request(
    request: InspectorateRequest, *, why: str, seen: int, by: User, at: datetime, **words: object
) -> InspectorateRequest:
    """Correct what an inspectorate was asked, answered or not. As services.corrected.correct_update(), with words of OF_REQUEST."""
    if request.action:
        locked(request.action)
    else:
        Recommendation.objects.select_for_update().get(pk=request.recommendation_id)
    after = corrected_by(request, OF_REQUEST, why, seen, words, by=by, at=at)
    if after.asked_on > london_date(at):
        raise ValidationError({"asked_on": gettext("The date must be today or earlier")})
    answered = after.corrects.replies.filter(said_on__lt=after.asked_on).first()
    if answered:
        raise ValidationError(
            {"asked_on": gettext("They answered on %(on)s, and this is after it") % {"on": in_words(answered.said_on)}}
        )
    return after


@verb()
def record_reply(
    request: InspectorateRequest,
    *,
    outcome: str,
    until: date | None = None,
    said_on: date | None = None,
    source: str = "",
    text: str = "",
    by: User,
    at: datetime,
) -> InspectorateReply:
    """Record what the inspectorate answered (InspectorateReply.Outcome), in which document; a later answer takes its place.

    until: the day that they agree. A date asked for waits for the DCC again. Raises Refused, ValidationError.
    """
    insist(may_record_reply(by, at=at))
    if request.action:
        locked(request.action)  # the answer is part of the state that somebody may be deciding on
    if said_on and said_on > london_date(at):
        raise ValidationError({"said_on": gettext("The date must be today or earlier")})
    asked_on = (request.corrections.last() or request).asked_on
    if said_on and said_on < asked_on:
        raise ValidationError(
            {"said_on": gettext("They were asked on %(on)s, and this is before it") % {"on": in_words(asked_on)}}
        )
    values = {"outcome": outcome, "until": until, "said_on": said_on, "source": source, "text": text}
    reply = InspectorateReply(request=request, **values, audience=request.audience, marking=request.marking)
    return write(reply, by=by, at=at)
