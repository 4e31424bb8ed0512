"""How long work has been open: an action since it was opened here, a recommendation since its report was published."""

from datetime import datetime, timedelta

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_noop as _

from inspections.models import Inspection
from safeguarding.as_at import rows
from safeguarding.lib.database.prepared import reckoned
from safeguarding.lib.dates import end_of_day

from ..models import ActionStanding
from .lateness import is_open
from .standings import Standings

# Our convention: from how many days, before how many, in words.
AGES = {
    "under-90": (0, 90, _("Under 90 days")),
    "90-to-180": (90, 180, _("90 to 179 days")),
    "180-to-365": (180, 365, _("180 to 364 days")),
    "over-365": (365, None, _("A year or more")),
}
UNKNOWN = "unknown"  # no record of when it began, which is no age


def is_of_age(age: str, asked: Standings) -> Q:
    """A condition on actions: open, and opened so long ago (of AGES)."""
    since, before, _ = AGES[age]
    condition = is_open() & _opened_by(since, asked) if since else is_open()
    return condition if before is None else condition & ~_opened_by(before, asked)


def age_of(asked: Standings) -> Case:
    """An expression on actions: of AGES that of an open one, as is_of_age() has it, asked once; "" of one that is closed."""
    oldest_first = [(age, since) for age, (since, *_) in reversed(AGES.items()) if since]
    opened = (When(_opened_by(since, asked), then=Value(age)) for age, since in oldest_first)
    return Case(When(~is_open(), then=Value("")), *opened, default=Value(next(iter(AGES))))


def _opened_by(days_ago, asked):
    day = reckoned(datetime, lambda today: end_of_day(today - timedelta(days_ago)), asked.today)
    # What has stood so since then needs no look at how it stood before.
    return Q(begins_at__lte=day) | Exists(ActionStanding.objects.filter(action=OuterRef("action"), begins_at__lte=day))


def was_published(age: str, asked: Standings) -> Q:
    """A condition on what an inspection asked: its report was published so long ago (of AGES), or when is UNKNOWN."""
    reports = rows(Inspection, asked.as_at)
    if age == UNKNOWN:
        return Q(inspection__in=reports.filter(published_on=None).order_by().values("id"))
    since, before, _ = AGES[age]
    published = Q(published_on__lte=asked.day(-since)) if since else Q(published_on__isnull=False)
    if before is not None:
        published &= Q(published_on__gt=asked.day(-before))
    return Q(inspection__in=reports.filter(published).order_by().values("id"))
