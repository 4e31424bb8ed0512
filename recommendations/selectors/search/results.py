"""The rows of a page of a search: what each is, whose, how it stands, and where the words are."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from safeguarding.models import Holding, User

from ...models import Action, Coverage, Recommendation, RecommendationStanding
from ...workflow import PartState, Status
from ..facts import quoted
from .asked import Asked
from .places import Place, places
from .snippets import Piece, marked


@dataclass(frozen=True)
class Result:
    """An action or a recommendation that was found. exact: it is the one whose number or reference was typed."""

    key: int
    title: str
    exact: bool
    state: str
    state_label: str
    text: str
    owner: list[Piece]
    inspections: list[str]
    marking: str
    places: list[Place]


def with_owners(rows: QuerySet, owner: str, at: datetime) -> QuerySet:
    """`rows` with the `title` of the post that `owner` leads to, and its `holder` at `at`; each may be None."""
    name = Concat("holder__first_name", Value(" "), "holder__last_name")
    holder = Holding.objects.on(at).filter(post=OuterRef(owner)).annotate(name=name).values("name")[:1]
    return rows.annotate(title=F(f"{owner}__title"), holder=Subquery(holder))


def with_states(recommendations: QuerySet) -> QuerySet:
    """`recommendations` with the `state` of each."""
    stands = RecommendationStanding.objects.at().filter(recommendation=OuterRef("pk")).values("state")
    return recommendations.annotate(state=Subquery(stands[:1]))


def action_results(actions: Collection[Action], asked: Asked, user: User, now: datetime) -> list[Result]:
    """Results of `actions`, which have `exact` and their owners. Two queries."""
    keys = [action.pk for action in actions]
    covering = Coverage.objects.visible_to(user, now).filter(ended_at=None, action__in=keys).order_by("part")
    answers = defaultdict(dict)  # in their order, and each once
    for key, title in covering.values_list("action", "part__recommendation__inspection__title"):
        answers[key][title] = None
    where = places("action", keys, asked, user, now)
    return [
        Result(
            key=action.pk,
            title=str(action),
            exact=action.exact,
            state=action.status,
            state_label=Status(action.status).label,
            text="" if action.withheld else action.text,
            owner=_owner(action, action.owner_words, asked),
            inspections=list(answers[action.pk]),
            marking=action.marking,
            places=[]
            if action.exact
            else where.get(action.pk, []),  # whoever knows the number looks for no 7 in a date
        )
        for action in actions
    ]


def recommendation_results(
    recommendations: Collection[Recommendation], asked: Asked, user: User, now: datetime
) -> list[Result]:
    """Results of `recommendations`, which have `exact`, their owners, states and inspections. One query."""
    where = places("recommendation", [one.pk for one in recommendations], asked, user, now)
    return [
        Result(
            key=one.pk,
            title=str(one),
            exact=one.exact,
            state=one.state,
            state_label=PartState(one.state).label if one.state else "",
            text=one.text,
            owner=_owner(one, one.issue_owner_words, asked),
            inspections=[one.inspection.title],
            marking=one.inspection.marking,
            places=where.get(one.pk, []),
        )
        for one in recommendations
    ]


def _owner(row, as_stated, asked):
    names = [name.strip() for name in (row.title, row.holder) if name and name.strip()]
    # A document's words may be a person's name, which is no post: they stand as what was said.
    return marked(", ".join(names) or quoted(as_stated), asked.words)
