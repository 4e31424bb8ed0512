"""Until when named people alone see an inspection; who is named to it, and who can be: early readers, and the agencies it concerns."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from inspections.models import Inspection
from safeguarding.models import Agency, RoleGrant, User

from ..standings import Standings


def embargo(inspection: Inspection, asked: Standings) -> datetime | None:
    """The moment until which its early readers alone see it; None where others do, and on a page of the past."""
    if asked.as_at or not inspection.is_under_embargo(asked.now):
        return None
    return inspection.opens_at()


def named(inspection: Inspection) -> dict[str, QuerySet]:
    """`early_readers` and `agencies_concerned` that have not ended, in the order of their naming."""
    in_force = {"ended_at": None}
    return {
        "early_readers": inspection.early_readers.filter(**in_force).select_related("reader").order_by("pk"),
        "agencies_concerned": inspection.agencies_concerned.filter(**in_force).select_related("agency").order_by("pk"),
    }


def may_be_named(inspection: Inspection, *, at: datetime) -> dict[str, QuerySet]:
    """`readers`: people with a role at `at`, since nobody else sees anything; `agencies`. Not those named already."""
    role = RoleGrant.objects.on(at).filter(user=OuterRef("pk"))
    people = User.objects.filter(Exists(role), is_active=True).order_by("last_name", "first_name", "pk")
    now = named(inspection)
    return {
        "readers": people.exclude(pk__in=now["early_readers"].values("reader")),
        "agencies": Agency.objects.exclude(pk__in=now["agencies_concerned"].values("agency")),
    }
