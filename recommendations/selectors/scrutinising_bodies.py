"""Who held the force to account on a day."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from safeguarding.as_at import rows

from ..models import ScrutinisingBody


def scrutinising_bodies(as_at: datetime | None) -> QuerySet[ScrutinisingBody]:
    """All that had been entered by `as_at` (None: by now), the first first."""
    return rows(ScrutinisingBody, as_at).order_by("from_on")


def body_on(day: date, bodies: Iterable[ScrutinisingBody]) -> str:
    """The name of the one on `day` in London; "" where none is entered. bodies: all of them."""
    return next(
        (one.name for one in bodies if one.from_on <= day and (one.until_on is None or one.until_on >= day)), ""
    )
