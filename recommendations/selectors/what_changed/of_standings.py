"""The changes that standings tell of: state, owner, target, lateness; of actions and of recommendations."""

from collections.abc import Collection

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.lookups import Exact

from ...models import ActionStanding, RecommendationStanding
from ...models.standings import Standing
from ...workflow import PartState, Status
from ..lateness import is_late_in, is_open
from ..recommendations.list import CLOSED, OPEN_PART, is_past_due
from .period import Period
from .sources import Change, Source, as_text

_COMPLETE, _WITHDRAWN, _ENDED = [Status.COMPLETE], [Status.WITHDRAWN], [Status.COMPLETE, Status.WITHDRAWN]
_OURS = ~Q(state__in=(PartState.NOTHING_ASKED, PartState.OTHERS))


def _actions(period: Period) -> QuerySet[ActionStanding]:
    """The standings of actions that began in the period."""
    began = ActionStanding.objects.filter(period.holds("begins_at"), period.on_actions("action"))
    return began.alias(**_was("status", "target_on", "owner"))


def _recommendations(period: Period) -> QuerySet[RecommendationStanding]:
    """The standings of recommendations that began in the period."""
    began = RecommendationStanding.objects.filter(
        period.holds("begins_at"), period.on_recommendations("recommendation")
    )
    return began.alias(**_was("state", "issue_owner"))


def _was(*fields: str) -> dict[str, Case]:
    """{name: expression} of what these fields said in the row before; where there is none, of what they say, as nothing moved."""
    # Not by conditions on the row before: PostgreSQL takes it that hardly any has one, and puts all in order for a page of them.
    return {f"was_{field}": Case(When(before__id=None, then=field), default=f"before__{field}") for field in fields}


def _late_actions(period: Period) -> QuerySet[ActionStanding]:
    """The actions late at the end by the target in force, that were not so at the beginning or stand otherwise since."""
    late = period.actions.filter(is_late_in("current", period.asked))
    return late.filter(Q(target_on__gte=period.first_day) | Q(begins_at__gt=period.begins_at))


def _late_recommendations(period: Period) -> QuerySet[RecommendationStanding]:
    """The recommendations open past the inspectorate's date at the end, in the same way."""
    late = period.recommendations.filter(is_past_due(period.asked))
    return late.filter(Q(due_on__gte=period.first_day) | Q(begins_at__gt=period.begins_at))


def _newly_late_action(period: Period) -> Q:
    """A condition on _late_actions: not late at the beginning."""
    then = ActionStanding.objects.at(period.begins_at).filter(is_open(), action=OuterRef("action"))
    return _was_not(then.filter(target_on__lt=period.first_day), period)


def _newly_late_recommendation(period: Period) -> Q:
    """A condition on _late_recommendations: not so at the beginning."""
    then = RecommendationStanding.objects.at(period.begins_at).filter(
        OPEN_PART, recommendation=OuterRef("recommendation")
    )
    return _was_not(then.filter(due_on__lt=period.first_day), period)


def _was_not(late: QuerySet, period: Period) -> Q:
    """A condition: was not among these `late` at the beginning. Few rows began since, and only theirs are looked up."""
    return Q(begins_at__lte=period.begins_at) | ~Q(Exists(late))


def _of_action(kind, condition, field="status", say=Status, title=""):
    columns = {"on_action": "action", "old": f"before__{field}", "new": field}
    return Source(kind, _actions, lambda period: condition, "begins_at", columns, title, say)


def _of_recommendation(kind, condition, field="state", say=PartState, title=""):
    columns = {"on_recommendation": "recommendation", "old": f"before__{field}", "new": field}
    return Source(kind, _recommendations, lambda period: condition, "begins_at", columns, title, say)


def _first(model: type[Standing], thing: str) -> Q:
    """The condition that none began before it; one that went for a while has none just before it either."""
    earlier = model.objects.filter(**{thing: OuterRef(thing)}, begins_at__lt=OuterRef("begins_at"))
    return Q(before__id=None) & ~Q(Exists(earlier))


def _came_to(field: str, values: Collection[str]) -> Q:
    return Q(**{f"{field}__in": values}) & ~Q(**{f"was_{field}__in": values})


def _left(field: str, values: Collection[str]) -> Q:
    return ~Q(**{f"{field}__in": values}) & Q(**{f"was_{field}__in": values})


def _moved(field: str) -> Q:
    """A condition: another value than before, or only one of the two has one."""
    return ~Q(Exact(as_text(f"was_{field}"), as_text(field)))


OF_STANDINGS = (
    _of_action(Change.COMPLETED, _came_to("status", _COMPLETE)),
    _of_recommendation(Change.COMPLETED, _came_to("state", CLOSED)),
    _of_action(Change.REOPENED, _left("status", _ENDED)),
    _of_recommendation(Change.REOPENED, _left("state", CLOSED)),
    _of_action(Change.WITHDRAWN, _came_to("status", _WITHDRAWN)),
    _of_action(Change.ADDED, _first(ActionStanding, "action")),
    _of_recommendation(Change.ADDED, _OURS & _first(RecommendationStanding, "recommendation")),
    Source(
        *(Change.LATE, _late_actions, _newly_late_action, ""),
        {"on_action": "action", "new": "target_on"},
        "Target date",
        "day",
    ),
    Source(
        *(Change.LATE, _late_recommendations, _newly_late_recommendation, ""),
        {"on_recommendation": "recommendation", "new": "due_on"},
        "Inspectorate’s date",
        "day",
    ),
    _of_action(Change.DATE, _moved("target_on"), "target_on", "day", "Target date"),
    _of_action(Change.OWNER, _moved("owner"), "owner", "post", "Action owner"),
    _of_recommendation(Change.OWNER, _moved("issue_owner"), "issue_owner", "post", "Issue owner"),
)
