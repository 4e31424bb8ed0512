"""A period between two recorded moments, and what a person may see of it: what they may see at its end, as then."""

from datetime import date, datetime
from functools import cached_property

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from inspections.models import Inspection
from safeguarding.lib.dates import london_date

from ...models import ActionStanding, RecommendationStanding
from ...models.visibility import EntryQuerySet
from ..places import at_place
from ..recommendations.list import RECOMMENDATION_CONDITIONS, is_counted
from ..standings import Standings


def is_on_inspection(model: type[Model]) -> bool:
    """Return whether records of this kind are on an inspection as a whole, which hangs on no board and no owner."""
    return getattr(model, "to_inspection", "") == "inspection"


class Period:
    """After `begins_at` (aware datetime) and until the moment of `asked` (or until now), of what may be seen then.

    By the rights of today and the embargo of its end. kept: values by the names of the lists' filters ("inspection", "board",
    "owner"); of recommendations only those in the count, as in every list. first_day: London's when it begins; worked out, unless
    `begins_at` is a Bound.
    """

    def __init__(self, asked: Standings, *, begins_at: datetime, first_day: date | None = None, **kept: str) -> None:
        self.asked, self.begins_at, self.ends_at = asked, begins_at, asked.as_at
        self.first_day = first_day or london_date(begins_at)
        self.kept = {name: value for name, value in kept.items() if value}

    def holds(self, moment: str) -> Q:
        """A condition: the moment in this field is within the period."""
        until = Q(**{f"{moment}__lte": self.ends_at}) if self.ends_at else Q()
        return Q(**{f"{moment}__gt": self.begins_at}) & until

    @cached_property
    def actions(self) -> QuerySet[ActionStanding]:
        """The actions as they stood at its end."""
        lookups = {}
        if slug := self.kept.get("inspection"):
            lookups["inspection__slug"] = slug
        if slug := self.kept.get("board"):
            lookups |= at_place("board", slug)
        # What answers a part that may be seen may be seen itself, so that this need not be asked once more.
        there = ActionStanding.objects.at(self.ends_at).filter(self.asked.covering(**lookups))
        found = there if lookups else self.asked.actions()
        return found.filter(owner=self.kept["owner"]) if "owner" in self.kept else found

    @cached_property
    def recommendations(self) -> QuerySet[RecommendationStanding]:
        """The recommendations as they stood at its end."""
        found = self.asked.recommendations().filter(is_counted())
        for name, value in self.kept.items():
            found = found.filter(RECOMMENDATION_CONDITIONS[name](value, self.asked))
        return found

    @cached_property
    def inspections(self) -> QuerySet[Inspection]:
        """The inspections of which nothing hangs on a board or an owner; none where one of these is asked for."""
        if set(self.kept) - {"inspection"}:
            return self.asked.inspections.none()
        slug = self.kept.get("inspection")
        return self.asked.inspections.filter(slug=slug) if slug else self.asked.inspections

    def on_actions(self, path: str) -> Q:
        """A condition: `path` leads to one of the actions."""
        return Q(Exists(self.actions.order_by().filter(action=OuterRef(path))))

    def on_recommendations(self, path: str) -> Q:
        """A condition: `path` leads to one of the recommendations."""
        return Q(Exists(self.recommendations.order_by().filter(recommendation=OuterRef(path))))

    def tells(self, model: type[Model]) -> Q:
        """A condition on records: on one of the actions, recommendations or inspections, and of no part that may not be seen.

        An entry on an action may be meant for a part of another inspection than the one by which the action is seen.
        """
        if is_on_inspection(model):
            return Q(inspection__in=self.inspections.order_by().values("pk"))
        entries = isinstance(model.objects.all(), EntryQuerySet)
        on_one = self.on_actions(model.to_action) if entries else Q()
        if hasattr(model, "to_inspection"):
            on_recommendation = self.on_recommendations(model.to_inspection.removesuffix("__inspection"))
            on_one = on_one | on_recommendation if entries else on_recommendation
        if not (entries and hasattr(model, "to_part")):
            return on_one
        return on_one & (
            Q(**{model.to_part: None}) | self.asked.known.of(f"{model.to_part}__recommendation__inspection")
        )
