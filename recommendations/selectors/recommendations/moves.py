"""The effect of putting a recommendation or a part of it right: states, responses, due dates and figures that move."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import User

from ...models import Part, PartStanding, Recommendation, RecommendationStanding
from ...workflow import PartState
from ..inspections.moves import past_their_date
from ..moves import Moves, moved
from ..standings import Standings
from .changes import due_in_words
from .list import OPEN_PART, is_counted

Words = dict[tuple[str, int], str]  # of what, by key: the words for it


@dataclass(frozen=True)
class Before:
    """A recommendation with its parts, as it stands at one moment and for one person: a Before of selectors.moves."""

    recommendation: Recommendation
    user: User
    at: datetime
    labels: Words
    states: Words
    due: Words
    figures: dict[str, int]

    @classmethod
    def of(cls, recommendation: Recommendation, user: User, at: datetime) -> "Before":
        """As it stands now. Nine queries."""
        row = Recommendation.objects.get(pk=recommendation.pk)
        parts = list(row.parts.filter(ended_at=None).select_related("response"))
        return cls(row, user, at, _labels(row, parts), _states(row, parts), _due(parts), _figures(row, user, at))

    def moves(self) -> Moves:
        """The Moves between then and what stands now."""
        after = Before.of(self.recommendation, self.user, self.at)
        labels = self.labels | after.labels
        return Moves(
            states=moved(self.states, after.states, labels),
            due=moved(self.due, after.due, labels),
            figures=moved(self.figures, after.figures),
        )


def _labels(row, parts):
    found = {("state", row.pk): str(row)}
    for part in parts:
        name = gettext("Part %(letter)s") % {"letter": part.letter} if part.letter else gettext("How it is answered")
        found |= {
            ("part", part.pk): name,
            ("response", part.pk): gettext("%(name)s: our response") % {"name": name},
            ("due", part.pk): name,
        }
    return found


def _states(row, parts) -> Words:
    """Of the recommendation, of its parts, and the response in force to each."""
    whole = RecommendationStanding.objects.at().filter(recommendation=row.pk)
    of_parts = PartStanding.objects.at().filter(recommendation=row.pk)
    found = {("state", key): PartState(state).label for key, state in whole.values_list("recommendation", "state")}
    found |= {("part", key): PartState(state).label for key, state in of_parts.values_list("part", "state")}
    return found | {("response", part.pk): str(part.response) if part.response else "none" for part in parts}


def _due(parts: list[Part]) -> Words:
    return {("due", part.pk): due_in_words(part) or "No date" for part in parts}


def _figures(row, user, at):
    """Those of its inspection, as the person has them."""
    asked = Standings(user, now=at)
    counted = asked.recommendations().filter(is_counted(), inspection=row.inspection_id)
    ours = asked.parts().filter(is_counted(), inspection=row.inspection_id, ours=True)
    ours = ours.exclude(state=PartState.NOTHING_ASKED)
    return {
        "Recommendations": counted.count(),
        gettext("Parts addressed to this force"): ours.count(),
        gettext("Of these, open"): ours.filter(OPEN_PART).count(),
        **past_their_date(row.inspection_id, asked),
    }
