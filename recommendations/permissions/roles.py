"""Who may what is for a role, or for the owner of an issue, whatever the action."""

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, has_role, unless_role

from ..models import LookedThrough, Part, PlanDocument, Recommendation


def may_coordinate(user: User, *, at: datetime) -> Ruling:
    """Reports and plans are registered, read and accepted by the inspection coordinator."""
    if has_role(user, Role.COORDINATOR, at=at):
        return Ruling()
    return Ruling((gettext("This is for the inspection coordinator."),))


def may_direct(user: User, *, at: datetime) -> Ruling:
    """The DCC directs that something be done, which opens an action."""
    return Ruling(tuple(unless_role(user, Role.DCC, _("Directions are given by the DCC."), at=at)))


def may_record_verdict(user: User, *, at: datetime) -> Ruling:
    """The inspectorate's word comes to the coordinator, who is the liaison, and to the DCC; no owner records it of their work."""
    allowed = has_role(user, Role.COORDINATOR, Role.DCC, at=at)
    return Ruling() if allowed else Ruling((gettext("This is for the inspection coordinator or the DCC."),))


def may_set_up(user: User, *, at: datetime) -> Ruling:
    """Letting people in is the administrator's (domain.md, Who uses the tracker)."""
    if has_role(user, Role.ADMINISTRATOR, at=at):
        return Ruling()
    return Ruling((gettext("Setting up the tracker is for its administrators."),))


def may_read_access_log(user: User, *, at: datetime) -> Ruling:
    """Who looked at what is for auditors and administrators (domain.md, Who uses the tracker)."""
    if has_role(user, Role.AUDITOR, Role.ADMINISTRATOR, at=at):
        return Ruling()
    return Ruling((gettext("The access log is for auditors and administrators."),))


def may_see_who_decides(user: User, *, at: datetime) -> Ruling:
    """By whom its roles were given is for the force, and for the OPCC to ask about."""
    has = authority(user, at)
    return Ruling() if has.in_force or has.opcc else Ruling((gettext("This page is for the force and the OPCC."),))


def may_see_queue(user: User, *, at: datetime) -> Ruling:
    """The queue is for the DCC and the staff officer who prepares it."""
    if has_role(user, Role.DCC, Role.STAFF_OFFICER, at=at):
        return Ruling()
    return Ruling(
        tuple(unless_role(user, Role.DCC, _("The scrutiny queue is for the DCC and their staff officer."), at=at))
    )


def may_look_through(user: User, page: str, *, at: datetime) -> Ruling:
    """Whoever reads a page (LookedThrough.Page) says of it that they have looked: at the queue, or what is theirs."""
    if page == LookedThrough.Page.WHAT_CHANGED:
        return Ruling()
    if page == LookedThrough.Page.SCRUTINY:
        return may_see_queue(user, at=at)
    # The coordinator proposes responses without a post, and reads what was decided on them.
    reads = authority(user, at).posts or has_role(user, Role.COORDINATOR, at=at)
    return Ruling() if reads else Ruling((gettext("This is for whoever holds a post."),))


def may_read_scrutiny(user: User, *, at: datetime) -> Ruling:
    """How a decision is prepared stays in the force; what was decided stands on the action's own page."""
    return Ruling() if authority(user, at).in_force else Ruling((gettext("This page is for the force."),))


def may_respond(user: User, part: Part, *, at: datetime) -> Ruling:
    """The issue owner or the coordinator proposes the force's response to a part."""
    return may_speak_for(user, part.recommendation, at=at)


def may_speak_for(user: User, recommendation: Recommendation, *, at: datetime) -> Ruling:
    """Whatever the force says of a recommendation is its issue owner's and the coordinator's to write."""
    owns = recommendation.issue_owner_id in authority(user, at).posts
    allowed = owns or has_role(user, Role.COORDINATOR, at=at)
    return Ruling() if allowed else Ruling((gettext("This is for the issue owner or the inspection coordinator."),))


def may_withdraw_import(user: User, document: PlanDocument, *, at: datetime) -> Ruling:
    """The inspection coordinator takes back a plan that was accepted and not yet withdrawn."""
    why_not = list(may_coordinate(user, at=at).why_not)
    if document.is_followed_by("withdrawal"):
        why_not.append(gettext("This import is already withdrawn."))
    return Ruling(tuple(why_not))
