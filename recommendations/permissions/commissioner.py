"""Who writes the Commissioner's published response to a report."""

from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, has_role


def may_respond_for_commissioner(user: User, *, at: datetime) -> Ruling:
    """The OPCC alone: the response is the Commissioner's, and the chief officer is invited to comment (Police Act 1996 s.55)."""
    if has_role(user, Role.OPCC, at=at):
        return Ruling()
    return Ruling((gettext("The Commissioner’s response is written by the OPCC."),))
