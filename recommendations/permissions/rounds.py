"""Who commissions a round of updates and sees to it, who drafts a return and who submits it, and who reads them."""

from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import Post, User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, has_role

from ..models import MailedForm, UpdateRound


def may_keep_rounds(user: User, *, at: datetime, round: UpdateRound | None = None) -> Ruling:
    """The coordinator and the staff officer commission rounds and put them right; of one that is closed they chase nobody."""
    why_not = []
    if not has_role(user, Role.COORDINATOR, Role.STAFF_OFFICER, at=at):
        why_not.append(gettext("Rounds are kept by the inspection coordinator and the DCC’s staff officer."))
    return Ruling((*why_not, *_unless_open(round)))


def may_read_rounds(user: User, *, at: datetime) -> Ruling:
    """Who has returned what by when is the force's own business; what they reported stands on each action."""
    return Ruling() if authority(user, at).in_force else Ruling((gettext("This page is for the force."),))


def may_read_return(user: User, post: Post, *, at: datetime) -> Ruling:
    """As the round itself; and whoever holds the post, or speaks for its agency."""
    has = authority(user, at)
    theirs = post.pk in has.posts or post.agency_id in has.agencies
    return Ruling() if theirs else may_read_rounds(user, at=at)


def may_submit_return(user: User, round: UpdateRound, post: Post, *, at: datetime) -> Ruling:
    """The holder of the post answers for its actions, and nobody else does."""
    why_not = (
        []
        if post.pk in authority(user, at).posts
        else [gettext("The return is submitted by whoever holds the post %(post)s.") % {"post": post}]
    )
    return Ruling((*why_not, *_unless_open(round)))


def may_draft_return(user: User, round: UpdateRound, post: Post, *, at: datetime) -> Ruling:
    """Whoever holds the post; colleagues who report progress themselves, and the coordinator, type it for them.

    For a post of a partner agency: those who speak for that agency.
    """
    holds = post.pk in authority(user, at).posts
    why_not = (
        []
        if holds or _contributes(user, post, at)
        else [gettext("This is for the owner of these actions and their colleagues.")]
    )
    return Ruling((*why_not, *_unless_open(round)))


def may_look_at_mailed(user: User, mailed: MailedForm, *, reads_all: bool, at: datetime) -> Ruling:
    """As the return that it is of; a form of which not all may be read is for the holder of the post alone. Once.

    reads_all: whether `user` may see the action of every row of it.
    """
    may_draft = may_draft_return(user, mailed.round, mailed.post, at=at)
    if not may_draft:
        return may_draft
    if mailed.looked_at:
        return Ruling((gettext("%(person)s looked at this form already.") % {"person": mailed.looked_at_by},))
    if not reads_all and mailed.post_id not in authority(user, at).posts:
        return Ruling((gettext("Only whoever holds the post may read all of its rows."),))
    return Ruling()


def _contributes(user, post, at):
    if post.agency_id is None:
        return has_role(user, Role.OWNER, Role.COORDINATOR, at=at)
    return post.agency_id in authority(user, at).agencies


def _unless_open(round):
    return [gettext("The round is closed.")] if round and round.closed_at else []
