"""The page of a search: the actions or the recommendations that have what was typed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from safeguarding.models import User

from ...models import Action, Recommendation
from .asked import Asked, read
from .matching import Matching
from .results import Result, action_results, recommendation_results, with_owners, with_states

ACTIONS, RECOMMENDATIONS = "actions", "recommendations"


class Counted:
    """Rows that are counted once: by whoever asks first, or by the pages."""

    def __init__(self, rows: QuerySet) -> None:
        self.rows = rows

    def __getitem__(self, which: slice) -> QuerySet:
        return self.rows[which]

    @cached_property
    def _count(self):
        return self.rows.count()

    def count(self) -> int:
        """How many there are."""
        return self._count


@dataclass(frozen=True)
class Found:
    """Whatever has what was typed, for one person at one moment; counted, and read a page at a time."""

    asked: Asked
    user: User
    now: datetime

    @cached_property
    def matching(self) -> Matching:
        """The conditions, in querysets that both share."""
        return Matching(self.user, self.now)

    @cached_property
    def of(self) -> dict[str, "Counted"]:
        """Both, by name."""
        return {ACTIONS: Counted(self.actions), RECOMMENDATIONS: Counted(self.recommendations)}

    @property
    def counts(self) -> dict[str, int]:
        """How many of each. Two queries, once."""
        return {name: rows.count() for name, rows in self.of.items()}

    @property
    def actions(self) -> QuerySet:
        """Actions, the one with that number first, then the newest."""
        exact = Q(pk=self.asked.action) if self.asked.action is not None else Q(pk__in=[])
        visible = with_owners(Action.objects.visible_to(self.user, self.now), "owner", self.now)
        return self._exact_first(visible, exact, self.matching.actions).order_by("-exact", "-pk")

    @property
    def recommendations(self) -> QuerySet:
        """Recommendations, those with that reference first, then by their reports, the newest first."""
        exact = self.matching.referred_to(self.asked)
        visible = Recommendation.objects.visible_to(self.user, self.now).select_related("inspection")
        visible = with_states(with_owners(visible, "issue_owner", self.now))
        found = self._exact_first(visible, exact, self.matching.recommendations)
        return found.order_by(
            "-exact", F("inspection__published_on").desc(nulls_last=True), "inspection", "order", "pk"
        )

    @property
    def named(self) -> int | None:
        """The number of an action that was typed as one, "action 14" or "#14", and may be seen: its page is what was looked for."""
        number = self.asked.action
        if number is None or self.asked.words == (str(number),):
            return None
        action = Action.objects.visible_to(self.user, self.now).filter(pk=number)
        return number if action.exists() else None

    def shown(self, wanted: str) -> str:
        """Which of the two the page shows: what was `wanted`, else what was asked for, else what there is."""
        if wanted in (ACTIONS, RECOMMENDATIONS):
            return wanted
        first, other = (RECOMMENDATIONS, ACTIONS) if self.asked.references else (ACTIONS, RECOMMENDATIONS)
        return first if self.counts[first] or not self.counts[other] else other

    def results(self, of: str, page: Collection[Action] | Collection[Recommendation]) -> list[Result]:
        """The Results of one page of the actions or of the recommendations, in its order."""
        results = action_results if of == ACTIONS else recommendation_results
        return results(list(page), self.asked, self.user, self.now)

    def _exact_first(self, visible, exact, asked_of):
        has = exact | asked_of(self.asked) if self.asked.words else Q(pk__in=[])
        is_exact = Case(When(exact, then=Value(True)), default=Value(False), output_field=BooleanField())
        return visible.filter(has).annotate(exact=is_exact)


def find(user: User, typed: str, now: datetime) -> Found:
    """Whatever `user` may see at `now` that has every word of what they typed, or has it as its number. No query yet."""
    return Found(read(typed), user, now)
