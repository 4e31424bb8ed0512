"""The effect of putting an action right, or which parts it answers: states, dates, figures, and what is asked of the DCC."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from safeguarding.models import User

from ...models import Action, Coverage, DeadlineRequest, Part, PartStanding, Recommendation, RecommendationStanding
from ...waiting import inspectorate_due
from ...workflow import PartState
from ..facts import day
from ..lateness import LATE, STANDINGS
from ..moves import Moves, moved
from ..position.deadlines import tally
from ..standings import Standings

FIGURES = STANDINGS | {f"late-{way}": words for way, (words, _) in LATE.items()}
Words = dict[tuple[str, int], str]  # of what, by key: the words for it


@dataclass(frozen=True)
class Before:
    """An action with the recommendations that it answers, as they stand for one person: a Before of selectors.moves.

    answers: how many parts it answers. asked: how many dates wait for a decision.
    """

    action: Action
    user: User
    at: datetime
    recommendations: frozenset[int]
    labels: Words
    states: Words
    due: dict[str, str]
    figures: dict[str, int]
    answers: int
    asked: int

    @classmethod
    def of(cls, action: Action, user: User, at: datetime, recommendations: Collection[int] = ()) -> "Before":
        """As it stands now. recommendations: keys of others that it may come to answer. Ten queries."""
        row = Action.objects.get(pk=action.pk)
        covered = Coverage.objects.filter(action=row, ended_at=None).values_list("part__recommendation", flat=True)
        covered = list(covered)
        keys = frozenset([*covered, *recommendations])
        due = inspectorate_due(row).first()
        return cls(
            action=row,
            user=user,
            at=at,
            recommendations=keys,
            labels=_labels(keys),
            states=_states(keys),
            due={
                gettext("The inspectorate’s date"): day(due) or gettext("No date"),
                gettext("Target date"): day(row.target_on) or gettext("No date"),
            },
            figures={FIGURES[key]: count for key, count in tally(Standings(user, now=at)).items() if key in FIGURES},
            answers=len(covered),
            asked=DeadlineRequest.objects.pending().filter(action=row).count(),
        )

    def moves(self) -> Moves:
        """The Moves between then and what stands now."""
        after = Before.of(self.action, self.user, self.at, self.recommendations)
        sentences = []
        if after.asked > self.asked:
            sentences.append(gettext("The target is after the inspectorate’s date, so the DCC is asked to agree it."))
        if self.answers and not after.answers:
            sentences.append(gettext("It no longer answers any recommendation, so nobody outside the force sees it."))
        return Moves(
            sentences=sentences,
            states=moved(self.states, after.states, self.labels),
            due=moved(self.due, after.due),
            figures=moved(self.figures, after.figures),
        )


def _labels(keys) -> Words:
    whole = {("state", one.pk): str(one) for one in Recommendation.objects.filter(pk__in=keys)}
    parts = Part.objects.filter(recommendation__in=keys).exclude(letter="").select_related("recommendation")
    return whole | {("part", part.pk): gettext("Part %(part)s") % {"part": part} for part in parts}


def _states(keys) -> Words:
    """Of the recommendations, and of their parts that have letters: an only part is what the whole is."""
    whole = RecommendationStanding.objects.at().filter(recommendation__in=keys)
    parts = PartStanding.objects.at().filter(recommendation__in=keys).exclude(part__letter="")
    found = {("state", key): PartState(state).label for key, state in whole.values_list("recommendation", "state")}
    return found | {("part", key): PartState(state).label for key, state in parts.values_list("part", "state")}
