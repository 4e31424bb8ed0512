"""Who may register an inspection and say who sees it."""

from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, has_role


def may_register(user: User, *, at: datetime) -> Ruling:
    """Register an inspection, name early readers and agencies, record milestones: the inspection coordinator."""
    if has_role(user, Role.COORDINATOR, at=at):
        return Ruling()
    return Ruling((gettext("This is for the inspection coordinator."),))


def may_put_right(user: User, *, at: datetime) -> Ruling:
    """Put right what was recorded of an inspection, end what it names, withdraw it: who registers them."""
    return may_register(user, at=at)


def may_release(user: User, *, at: datetime) -> Ruling:
    """Release an inspection to the OPCC: the inspection coordinator or the DCC."""
    # Not the OPCC: what is released to it is the force's to say, and it must never see what is not (domain.md, Who uses it).
    if has_role(user, Role.COORDINATOR, Role.DCC, at=at):
        return Ruling()
    return Ruling((gettext("This is for the inspection coordinator or the DCC."),))
