"""The question of a dashboard: the actions and recommendations that its filters keep, at one moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps

from django.db.models import QuerySet

from safeguarding.lib.database.prepared import Prepared

from ...models import ActionStanding, RecommendationStanding
from ..actions.list import ACTION_CONDITIONS
from ..figures import Addresses
from ..prepared import prepared
from ..recommendations.list import RECOMMENDATION_CONDITIONS, is_counted
from ..standings import Standings


@dataclass(frozen=True)
class Within:
    """Standings, and {filter: value} of those that the lists of actions and of recommendations both have."""

    asked: Standings
    kept: Mapping[str, str]

    @property
    def to(self) -> Addresses:
        """The lists, filtered so and as they stood at the same moment."""
        return Addresses(self.asked.as_at, self.kept)

    def at(self, moment: datetime) -> "Within":
        """The same at another moment."""
        return replace(self, asked=Standings(self.asked.user, now=self.asked.now, as_at=moment))

    def actions(self) -> QuerySet[ActionStanding]:
        return self.asked.actions().filter(*self._conditions(ACTION_CONDITIONS))

    def recommendations(self) -> QuerySet[RecommendationStanding]:
        """Next steps left out, as in their list."""
        return self.every_recommendation().filter(is_counted())

    def every_recommendation(self) -> QuerySet[RecommendationStanding]:
        return self.asked.recommendations().filter(*self._conditions(RECOMMENDATION_CONDITIONS))

    def _conditions(self, of_list):
        return [of_list[name](value, self.asked) for name, value in self.kept.items()]


def prepared_within(build: Callable[..., QuerySet]) -> Callable[..., list[object]]:
    """Make of `build(within, **values)` a function as prepared() does: put together once for the dashboard without filters.

    With any it is put together anew, since what a filter asks for decides how.
    """

    @prepared
    @wraps(build)
    def unfiltered(asked, **values):
        return build(Within(asked, {}), **values)

    @wraps(build)
    def rows(within: Within, **values: object) -> list[object]:
        return list(build(within, **values)) if within.kept else unfiltered(within.asked, **values)

    def statement(within: Within, **values: object) -> tuple[str, tuple[object, ...]]:
        if within.kept:
            return Prepared(build(within, **values)).statement({})
        return unfiltered.statement(within.asked, **values)

    rows.statement, rows.unfiltered = statement, unfiltered
    return rows
