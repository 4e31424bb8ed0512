"""Who reads what the plan lacks, and who may waive a gap."""

from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, has_role

from ..models import Action, Recommendation

_READERS = (Role.COORDINATOR, Role.DCC, Role.STAFF_OFFICER, Role.OPCC)


def may_see_gaps(user: User, *, at: datetime) -> Ruling:
    """The list is for those who hold the force to its plan; each finds in it what they may see."""
    allowed = has_role(user, *_READERS, at=at)
    return (
        Ruling()
        if allowed
        else Ruling((gettext("This page is for the coordinator, the DCC, their staff officer and the OPCC."),))
    )


def may_waive_gaps(user: User, *, at: datetime) -> Ruling:
    """The coordinator and the DCC waive a gap."""
    allowed = has_role(user, Role.COORDINATOR, Role.DCC, at=at)
    return Ruling() if allowed else Ruling((gettext("This is for the inspection coordinator or the DCC."),))


def may_waive(user: User, thing: Action | Recommendation, *, at: datetime) -> Ruling:
    """Nobody waives a gap of their own work."""
    why_not = may_waive_gaps(user, at=at).why_not
    owner = thing.owner_id if isinstance(thing, Action) else thing.issue_owner_id
    if owner in authority(user, at).posts:
        why_not += (gettext("You own this, so somebody else has to say whether it can be waived."),)
    return Ruling(why_not)
