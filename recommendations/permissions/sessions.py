"""Who prepares a session of scrutiny, who holds it, and who reads it."""

from datetime import datetime

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, has_role, unless_role

from ..models import ScrutinySession

State = ScrutinySession.State


def may_prepare_session(user: User, *, at: datetime, session: ScrutinySession | None = None) -> Ruling:
    """The DCC and the staff officer plan a session, and keep its agenda until it is closed."""
    why_not = []
    if not has_role(user, Role.DCC, Role.STAFF_OFFICER, at=at):
        why_not += unless_role(user, Role.DCC, "Sessions are prepared by the DCC and their staff officer.", at=at)
    if session and session.state == State.CLOSED:
        why_not.append("The session is closed.")
    return Ruling(tuple(why_not))


def may_hold_session(user: User, session: ScrutinySession, *, at: datetime) -> Ruling:
    """The DCC or a deputy opens, pauses and closes a session; a paused one is taken up by whoever opens it."""
    why_not = unless_role(user, Role.DCC, "Sessions are held by the DCC, or a deputy.", at=at)
    if session.state == State.CLOSED:
        why_not.append("The session is closed.")
    return Ruling(tuple(why_not))


def may_read_sessions(user: User, *, at: datetime) -> Ruling:
    """As scrutiny's pages the force's; the OPCC reads the minutes of those that are closed."""
    has = authority(user, at)
    return Ruling() if has.in_force or has.opcc else Ruling(("This page is for the force and the OPCC.",))


def may_read_session(user: User, session: ScrutinySession, *, at: datetime) -> Ruling:
    """The force's; once it is closed the OPCC's too, of what they see besides."""
    has = authority(user, at)
    if has.in_force or (session.state == State.CLOSED and has.opcc):
        return Ruling()
    return Ruling(("This page is for the force.",))
