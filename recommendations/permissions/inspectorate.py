"""Who says that an inspectorate was asked, and what it answered."""

from datetime import datetime

from django.utils.translation import gettext_noop as _

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, unless_role

from .roles import may_coordinate


def may_ask_inspectorate(user: User, *, at: datetime) -> Ruling:
    """The DCC answers to the inspectorate, so that it is asked is theirs to say."""
    return Ruling(tuple(unless_role(user, Role.DCC, _("This is for the DCC."), at=at)))


def may_record_reply(user: User, *, at: datetime) -> Ruling:
    """The coordinator is the inspectorates' liaison, to whom their answers come."""
    return may_coordinate(user, at=at)
