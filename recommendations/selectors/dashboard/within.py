"""The question of a dashboard: the actions and recommendations that its filters keep, at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from ...models import ActionStanding, RecommendationStanding
from ..actions.list import ACTION_CONDITIONS
from ..figures import Addresses
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
