"""Who reads the papers for meetings, and who prepares them."""

from datetime import datetime

from safeguarding.models import User
from safeguarding.roles import Ruling, authority

from .roles import may_coordinate


def may_read_meetings(user: User, *, at: datetime) -> Ruling:
    """Meetings and the papers issued for them are for the force and the OPCC."""
    has = authority(user, at)
    return Ruling() if has.in_force or has.opcc else Ruling(("This page is for the force and the OPCC.",))


def may_read_draft(user: User, *, at: datetime) -> Ruling:
    """A paper is the force's until it is issued."""
    return Ruling() if authority(user, at).in_force else Ruling(("This paper has not been issued yet.",))


def may_prepare_paper(user: User, *, at: datetime) -> Ruling:
    """The inspection coordinator prepares papers, and keeps their standing text (domain.md, Who uses the tracker)."""
    return may_coordinate(user, at=at)
