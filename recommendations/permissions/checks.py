"""Who says what a follow-up check found."""

from datetime import datetime

from safeguarding.models import User
from safeguarding.roles import Ruling, authority

from ..models import FollowUpCheck
from ..workflow import MOVES
from .moves import may


def may_record_check(user: User, check: FollowUpCheck, *, at: datetime) -> Ruling:
    """The post that was asked to make it, and whoever owns the action or the issue."""
    theirs = check.owner_id in authority(user, at).posts and check.action.status in MOVES["check"].sources
    return Ruling() if theirs else may(user, "check", check.action, at=at)
