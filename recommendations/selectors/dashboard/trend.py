"""How the actions of a dashboard stood at the ends of months, as it was recorded then."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, Min, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_noop as _

from inspections.visibility import known_at_each
from safeguarding.lib.dates import MONTHS, end_of_day, last_day_of_month
from safeguarding.lib.pages.charts import Slice
from safeguarding.replica import cursor_to_read

from ...models import ActionStanding
from ...workflow import Status
from ..figures import Figure
from ..lateness import is_late_in, is_open
from .within import Within, prepared_within

BACK = 12  # ends of months before the moment asked about
TOGETHER = 6  # moments that one statement counts, so that its parameters stay few


@dataclass(frozen=True)
class Stood:
    """How the actions stood at the end of a day, in figures and in the slices of a column: late, the other open ones, complete."""

    on: date
    late: Figure
    open: Figure
    complete: Figure

    @property
    def slices(self) -> list[Slice]:
        return [
            Slice("overdue", "Late", self.late.count),
            Slice("in-progress", _("Open, not late"), self.open.count - self.late.count),
            Slice("complete", "Complete (force)", self.complete.count),
        ]

    @property
    def column(self) -> tuple[str, list[Slice]]:
        """As lib.charts.columns() takes it, with the month in short."""
        return MONTHS[self.on.month - 1][:3], self.slices


def trend(within: Within) -> list[Stood]:
    """Give how it Stood at each month's end before the moment of `within`, and then, the first first;
    months before the first record are left out.

    Two statements, and one for each TOGETHER of them.
    """
    asked = within.asked
    ends = [end_of_day(day) for day in _ends_of_months(asked.today)]
    since = ActionStanding.objects.aggregate(first=Min("begins_at"))["first"]
    recorded = [moment for moment in ends if since and moment >= since]
    known_at_each(asked.user, asked.now, recorded)
    moments = [*(within.at(moment) for moment in recorded), within]
    numbers = {}
    for begin in range(0, len(moments), TOGETHER):
        numbers |= _counted_at(dict(enumerate(moments[begin : begin + TOGETHER], begin)))
    return [_stood(then, *numbers.get(place, (0, 0, 0))) for place, then in enumerate(moments)]


def _counted_at(moments):
    """{place: (late, open, complete)} of {place: Within}, of those at which there was any. One statement."""
    asked = (_counts.statement(then, place=place) for place, then in moments.items())
    statements = [(sql, parameters) for sql, parameters in asked if sql]
    if not statements:
        return {}
    with cursor_to_read() as cursor:
        together = " UNION ALL ".join(sql for sql, _ in statements)
        cursor.execute(together, [value for _, parameters in statements for value in parameters])
        return {place: counts for place, *counts in cursor.fetchall()}


def _ends_of_months(today: date) -> list[date]:
    months = (divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(BACK, 0, -1))
    return [last_day_of_month(year, month + 1) for year, month in months]


@prepared_within
def _counts(then, *, place):
    counted = then.actions().order_by().annotate(place=Cast(place, IntegerField())).values("place")
    return counted.annotate(
        late=Count("pk", filter=is_late_in("current", then.asked)),
        open=Count("pk", filter=is_open()),
        complete=Count("pk", filter=Q(status=Status.COMPLETE)),
    ).values_list("place", "late", "open", "complete")


def _stood(then: Within, late: int, still_open: int, complete: int) -> Stood:
    to = then.to
    return Stood(
        then.asked.today,
        late=Figure(late, "action", to.actions(late="current")),
        open=Figure(still_open, "action", to.actions(state="open")),
        complete=Figure(complete, "action", to.actions(state=Status.COMPLETE.value)),
    )
