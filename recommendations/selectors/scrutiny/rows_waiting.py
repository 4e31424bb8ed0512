"""Everything that waits for a decision or an answer, of what a reader may see, one by one or matter by matter; now or then.

A matter is an action with all that waits on it; else a recommendation with what waits on it and on none of its actions.
"""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import BigIntegerField, Case, F, Max, Min, Q, QuerySet, When

from ...models import AwaitedStanding
from ..standings import Standings

Kind = AwaitedStanding.Kind
ON_ACTION = (Kind.COMPLETION, Kind.ANSWER)  # decided on the action's page, all of them together
RECOMMENDATION_ALONE = Case(When(action=None, then=F("recommendation")))


class Matter(NamedTuple):
    """The number of an action, or the key of a recommendation; the other is None."""

    on_action: int | None
    on_recommendation: int | None = None


def each_waiting(asked: Standings, *those: Q) -> QuerySet:
    """Each of `those` that wait, with the `key` that its page is opened by; those of one kind and key are one decision.

    What waits on an action is one: where it is recommended complete, answers are read on the same page; where a part of it is
    with the DCC, it is not with its owner.
    """
    beside = Q(kind=Kind.ANSWER) | Q(kind=Kind.COMPLETION, with_dcc=False)
    rows = asked.awaited().filter(*those).exclude(beside & asked.awaiting_on_it(kind=Kind.COMPLETION, with_dcc=True))
    key = Case(When(kind__in=ON_ACTION, then=F("action")), default=F("record"), output_field=BigIntegerField())
    return rows.annotate(key=key).order_by()


def rows_waiting(asked: Standings, *those: Q) -> QuerySet:
    """A dictionary for each decision on `those`: `with_dcc`, `kind`, its `key`, `since`, what it is about.

    That is its `about_recommendation`; where this is None, its `about_action`. `on_action` and `on_recommendation` are its
    Matter.
    """
    return (
        each_waiting(asked, *those)
        .values("with_dcc", "kind", "key")
        .annotate(
            since=Min("waiting_since"),
            about_recommendation=Max("recommendation"),
            about_action=Max("action"),
            on_action=Max("action"),
            on_recommendation=Max(RECOMMENDATION_ALONE),
        )
    )


def matters_waiting(asked: Standings) -> QuerySet:
    """A dictionary for each Matter with the DCC: its fields, the `first` kind of what waits in it, `since` when."""
    rows = asked.awaited().filter(with_dcc=True).order_by()
    about = rows.annotate(on_action=F("action"), on_recommendation=RECOMMENDATION_ALONE)
    return about.values(*Matter._fields).annotate(first=Min("kind"), since=Min("waiting_since"))


def about(actions: Collection[int], alone: Collection[int]) -> Q:
    """A condition on awaited standings: they are on one of these actions, or on one of these recommendations and no action."""
    return Q(action__pk__among=actions) | Q(action=None, recommendation__pk__among=alone)
