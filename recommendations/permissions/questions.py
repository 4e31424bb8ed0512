"""Who may ask about a recommendation, whom that is put to, and who says whether the answer is enough."""

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, authority, has_role, unless_role

from ..models import Question, Recommendation

ASKERS = {Role.DCC: _("This is for the DCC."), Role.OPCC: _("This is for an OPCC reviewer.")}


def may_ask_about(user: User, *, at: datetime) -> Ruling:
    """The DCC and the OPCC ask about a recommendation or a part of it, with or without an action."""
    return (
        Ruling() if has_role(user, *ASKERS, at=at) else Ruling((gettext("This is for the DCC or an OPCC reviewer."),))
    )


def may_answer_for(user: User, recommendation: Recommendation, *, at: datetime) -> Ruling:
    """Its issue owner answers what is asked about a recommendation, or the coordinator where it has none."""
    owner = recommendation.issue_owner_id
    if owner in authority(user, at).posts or (owner is None and has_role(user, Role.COORDINATOR, at=at)):
        return Ruling()
    whose = gettext("This is for the issue owner.") if owner else gettext("This is for the inspection coordinator.")
    return Ruling((whose,))


def why_not_theirs(user: User, question: Question, *, at: datetime) -> list[str]:
    """Why `user` may not say whether the answer is enough: any who has the role in which it was asked may, since people leave."""
    asked_as = Role.DCC if has_role(question.recorded_by, Role.DCC, at=question.recorded_at) else Role.OPCC
    return unless_role(user, asked_as, ASKERS[asked_as], at=at)
