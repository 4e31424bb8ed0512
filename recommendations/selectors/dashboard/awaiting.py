"""That of a dashboard which waits for the DCC: how much, on how many actions and recommendations, of each kind, and since when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, Case, Count, F, Min, Q, When

from ...models import AwaitedStanding
from ..figures import Figure
from ..position.awaiting import PILES
from ..scrutiny.rows_waiting import ON_ACTION
from .within import Within, prepared_within

Kind = AwaitedStanding.Kind


@dataclass(frozen=True)
class Waiting:
    """Things of one kind, as the queue and the position count them. recommendations: with one that is on none of their actions.

    since: when the longest of them began to wait.
    """

    words: str
    things: int
    actions: Figure
    recommendations: Figure
    since: datetime


def waiting(within: Within) -> list[Waiting]:
    """The Waiting of each kind that there is, in the order of the queue. One statement."""
    to = within.to
    return [
        Waiting(
            PILES[True, kind][0],
            things,
            Figure(actions, "action", to.actions(waiting=str(kind))),
            Figure(recommendations, "recommendation", to.recommendations(waiting=str(kind))),
            since,
        )
        for kind, things, actions, recommendations, since in _counted(within)
    ]


@prepared_within
def _counted(within):
    """Rows of (kind, things, actions, recommendations, since when)."""
    asked = within.asked
    key = Case(When(kind__in=ON_ACTION, then=F("action")), default=F("record"), output_field=BigIntegerField())
    # Read on the page on which the completion is decided.
    beside = Q(kind=Kind.ANSWER) & Q(asked.awaiting_on_it(kind=Kind.COMPLETION, with_dcc=True))
    return (
        _rows(within)
        .values_list("kind")
        .annotate(
            things=Count(key, distinct=True, filter=~beside),
            actions=Count("action", distinct=True),
            recommendations=Count("recommendation", distinct=True, filter=Q(action=None)),
            since=Min("waiting_since"),
        )
        .order_by("kind")
    )


def _rows(within):
    rows = within.asked.awaited().filter(with_dcc=True).order_by()
    if not within.kept:
        return rows
    alone = Q(action=None, recommendation__in=within.every_recommendation().values("recommendation"))
    return rows.filter(Q(action__in=within.actions().values("action")) | alone)


QUESTIONS = (_counted.unfiltered,)  # to be asked at once with others
