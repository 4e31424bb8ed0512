"""As far as somebody has looked through what others did, as they said themselves."""

from django.db.models import QuerySet

from safeguarding.models import User

from ..models import LookedThrough


def looks(user: User, page: str) -> QuerySet[LookedThrough]:
    """The looks of `user` at a page of LookedThrough.Page, the furthest first."""
    return LookedThrough.objects.filter(page=page, recorded_by=user.pk).order_by("-until")
