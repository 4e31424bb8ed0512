"""Who may say what a partner agency does about a part that a report addresses to it."""

from datetime import datetime

from django.utils.translation import gettext

from inspections.models import AgencyConcerned
from safeguarding.models import Agency, User
from safeguarding.roles import Ruling, authority

from ..models import Part


def may_respond_for_agency(user: User, part: Part, *, at: datetime) -> Ruling:
    """A partner says it for their own agency, of a part that the report addresses to others too (domain.md, Who uses the tracker)."""
    why_not = []
    if not authority(user, at).agencies:
        why_not.append(gettext("This is for a partner agency."))
    if part.ours and not part.addressees:
        why_not.append(gettext("The report does not say that this part is for anybody but the force."))
    return Ruling(tuple(why_not))


def agencies_of(user: User, part: Part, *, at: datetime) -> list[Agency]:
    """The agencies for which `user` speaks and which the inspection of the part concerns, by name."""
    concerned = AgencyConcerned.objects.filter(inspection=part.recommendation.inspection_id, ended_at=None)
    return list(
        Agency.objects.filter(pk__in=concerned.filter(agency__in=authority(user, at).agencies).values("agency"))
    )
