"""Who prepares a session of scrutiny, who holds it, and who reads it."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.dates import london_date, start_of_day
from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, has_role, unless_role

from ..models import ScrutinySession

State = ScrutinySession.State


def may_prepare_session(user: User, *, at: datetime, session: ScrutinySession | None = None) -> Ruling:
    """The DCC and the staff officer plan a session, and keep its agenda until it is closed."""
    why_not = []
    if not has_role(user, Role.DCC, Role.STAFF_OFFICER, at=at):
        why_not += unless_role(user, Role.DCC, _("Sessions are prepared by the DCC and their staff officer."), at=at)
    if session and session.state == State.CLOSED:
        why_not.append(gettext("The session is closed."))
    return Ruling(tuple(why_not))


def may_draft(user: User, session: ScrutinySession, *, at: datetime) -> Ruling:
    """The staff officer drafts outcomes until the session is closed; whoever may decide does that instead."""
    why_not = []
    if not has_role(user, Role.STAFF_OFFICER, at=at) or has_role(user, Role.DCC, at=at):
        why_not.append(gettext("Outcomes are drafted by the staff officer to the DCC."))
    if session.state == State.CLOSED:
        why_not.append(gettext("The session is closed."))
    return Ruling(tuple(why_not))


def may_hold_session(user: User, session: ScrutinySession, *, at: datetime) -> Ruling:
    """The DCC or a deputy opens, pauses and closes a session; a paused one is taken up by whoever opens it.

    One closed in error is opened again on the day it was closed, our convention: after that its minutes stand as they were read.
    """
    why_not = unless_role(user, Role.DCC, _("Sessions are held by the DCC, or a deputy."), at=at)
    if session.state == State.CLOSED and _closed_before_today(session, at):
        why_not.append(gettext("The session was closed on an earlier day, so its minutes stand."))
    return Ruling(tuple(why_not))


def _closed_before_today(session, at):
    """A closed session: it was closed when the day of `at` began."""
    rows = session.history.filter(history_date__lt=start_of_day(london_date(at))).order_by("history_date", "history_id")
    last = rows.last()
    return last is not None and last.state == State.CLOSED


def may_read_sessions(user: User, *, at: datetime) -> Ruling:
    """As scrutiny's pages the force's; the OPCC reads the minutes of those that are closed."""
    has = authority(user, at)
    return Ruling() if has.in_force or has.opcc else Ruling((gettext("This page is for the force and the OPCC."),))


def readable_sessions(user: User, *, at: datetime) -> QuerySet[ScrutinySession]:
    """Those that may_read_session() allows."""
    return ScrutinySession.objects.filter(state__in=_read_in(user, at))


def may_read_session(user: User, session: ScrutinySession, *, at: datetime) -> Ruling:
    """The force's; once it is closed the OPCC's too, of what they see besides."""
    return Ruling() if session.state in _read_in(user, at) else Ruling((gettext("This page is for the force."),))


def _read_in(user, at):
    """The states in which this person reads a session."""
    has = authority(user, at)
    return list(State) if has.in_force else [State.CLOSED] if has.opcc else []
