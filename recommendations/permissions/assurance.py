"""Who says how far the OPCC is assured, and writes its notes for a meeting."""

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from inspections.models import Inspection
from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import Ruling, unless_role


def may_assure(user: User, inspection: Inspection, *, at: datetime) -> Ruling:
    """OPCC reviewers only, of what they may see: the force does not speak for those who hold it to account."""
    why_not = list(unless_role(user, Role.OPCC, _("This is for an OPCC reviewer."), at=at))
    if not Inspection.objects.visible_to(user, at).filter(pk=inspection.pk).exists():
        why_not.append(gettext("You cannot see this inspection."))
    return Ruling(tuple(why_not))
