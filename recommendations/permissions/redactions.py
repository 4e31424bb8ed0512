"""Who asks that a text be redacted, and who confirms it."""

from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, has_role

from ..models import RedactionRequest


def may_ask_to_redact(user: User, *, at: datetime) -> Ruling:
    """Whoever in the force finds what must not stand in the record asks that it be taken out."""
    allowed = authority(user, at).in_force
    return Ruling() if allowed else Ruling((gettext("This is for the force: tell the inspection coordinator."),))


def confirms_redactions(user: User, *, at: datetime) -> bool:
    """Return whether requests of others wait for this person."""
    return has_role(user, Role.COORDINATOR, Role.DCC, at=at)


def may_redact(user: User, request: RedactionRequest, *, at: datetime) -> Ruling:
    """The coordinator or the DCC confirms, or declines, what another person asked for."""
    why_not = []
    if not confirms_redactions(user, at=at):
        why_not.append(gettext("This is for the inspection coordinator or the DCC."))
    if request.recorded_by_id == user.pk:
        why_not.append(gettext("You asked for this, so somebody else has to confirm it."))
    return Ruling((*why_not, *_over(request)))


def may_take_back_redaction(user: User, request: RedactionRequest, *, at: datetime) -> Ruling:
    """Whoever asked takes it back, until somebody else decided."""
    why_not = [] if request.recorded_by_id == user.pk else [gettext("This is for whoever asked for it.")]
    return Ruling((*why_not, *may_ask_to_redact(user, at=at).why_not, *_over(request)))


def _over(request):
    """Why there is nothing left to decide, in sentences."""
    over = {
        "redaction": gettext("This is already redacted."),
        "declined": gettext("This is already declined."),
        "taken_back": gettext("This was taken back."),
    }
    return [why for name, why in over.items() if request.is_followed_by(name)]
