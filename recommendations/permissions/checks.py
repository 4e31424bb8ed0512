"""Who sets a follow-up check on an inspection, changes one, and says what one found."""

from datetime import datetime

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, unless_role

from ..models import FollowUpCheck
from ..workflow import MOVES
from .moves import may
from .roles import may_coordinate


def may_check_inspection(user: User, *, at: datetime) -> Ruling:
    """The coordinator keeps the calendar of an inspection, and the DCC asks for what is looked at again."""
    by_dcc = not unless_role(user, Role.DCC, "", at=at)
    return Ruling() if by_dcc else may_coordinate(user, at=at)


def may_change_check(user: User, check: FollowUpCheck, *, at: datetime) -> Ruling:
    """Whoever could set it now."""
    return may(user, "set_check", check.action, at=at) if check.action else may_check_inspection(user, at=at)


def may_record_check(user: User, check: FollowUpCheck, *, at: datetime) -> Ruling:
    """The post that was asked to make it, and whoever owns the action or the issue; on an inspection the coordinator."""
    theirs = check.owner_id in authority(user, at).posts
    if check.action is None:
        return Ruling() if theirs else may_coordinate(user, at=at)
    theirs = theirs and check.action.status in MOVES["check"].sources
    return Ruling() if theirs else may(user, "check", check.action, at=at)
