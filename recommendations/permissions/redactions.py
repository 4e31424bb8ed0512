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
    if request.is_followed_by("redaction"):
        why_not.append(gettext("This is already redacted."))
    if request.is_followed_by("declined"):
        why_not.append(gettext("This is already declined."))
    return Ruling(tuple(why_not))
