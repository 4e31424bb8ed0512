"""Who may register an inspection and say who sees it."""

from safeguarding.models.people import Role
from safeguarding.roles import Ruling, has_role


def may_register(user, *, at) -> Ruling:
    """Register an inspection, name early readers and agencies, record milestones: the inspection coordinator."""
    if has_role(user, Role.COORDINATOR, at=at):
        return Ruling()
    return Ruling(("This is for the inspection coordinator.",))


def may_release(user, *, at) -> Ruling:
    """Release an inspection to the OPCC: the inspection coordinator or the DCC."""
    if has_role(user, Role.COORDINATOR, Role.DCC, at=at):
        return Ruling()
    return Ruling(("This is for the inspection coordinator or the DCC.",))
