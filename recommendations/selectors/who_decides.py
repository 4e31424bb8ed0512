"""Who may decide, and who gives roles: each role, by whom it was given and confirmed, since when."""

from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from safeguarding.models import RoleGrant
from safeguarding.models.people import DECIDING, Role


def deciding_roles(at: datetime) -> QuerySet[RoleGrant]:
    """Every grant of a deciding role that has not ended at `at`, with `confirmed_at`; those that wait come first. One query."""
    return _open(at).filter(role__in=DECIDING).order_by("-awaits_confirmation", "role", "starts_at", "pk")


def administrators(at: datetime) -> QuerySet[RoleGrant]:
    """The grants of those who give roles. One query."""
    return _open(at).filter(role=Role.ADMINISTRATOR).order_by("starts_at", "pk")


def waiting_roles(at: datetime) -> QuerySet[RoleGrant]:
    """Those that wait for a second administrator. One query."""
    return deciding_roles(at).filter(awaits_confirmation=True)


def _open(at):
    rows = RoleGrant.history.filter(id=OuterRef("pk"), confirmed_by__isnull=False).order_by(
        "history_date", "history_id"
    )
    found = RoleGrant.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), user__is_active=True)
    confirmed_at = Subquery(rows.values("history_date")[:1])
    return found.select_related("user", "given_by", "confirmed_by").annotate(confirmed_at=confirmed_at)
