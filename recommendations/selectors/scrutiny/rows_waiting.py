"""Everything that waits for a decision or an answer, of what a reader may see, a row for each matter; now or then."""

from django.db.models import BigIntegerField, Case, F, Max, Min, Q, QuerySet, When

from ...models import AwaitedStanding
from ..standings import Standings

Kind = AwaitedStanding.Kind
ON_ACTION = (Kind.COMPLETION, Kind.ANSWER)  # decided on the action's page, all of them together


def rows_waiting(asked: Standings) -> QuerySet:
    """A dictionary for each: `with_dcc`, `kind`, the `key` that its page is opened by, `since`, and what it is about.

    That is its `about_recommendation`; where this is None, its `about_action`. What waits on an action is one row: where it is
    recommended complete, answers are read on the same page; where a part of it is with the DCC, it is not with its owner.
    """
    beside = Q(kind=Kind.ANSWER) | Q(kind=Kind.COMPLETION, with_dcc=False)
    rows = asked.awaited().exclude(beside & asked.awaiting_on_it(kind=Kind.COMPLETION, with_dcc=True))
    keyed = rows.annotate(
        key=Case(When(kind__in=ON_ACTION, then=F("action")), default=F("record"), output_field=BigIntegerField())
    ).order_by()
    return keyed.values("with_dcc", "kind", "key").annotate(
        since=Min("waiting_since"), about_recommendation=Max("recommendation"), about_action=Max("action")
    )
