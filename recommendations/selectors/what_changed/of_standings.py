"""The changes that standings tell of: state, owner, target, lateness; of actions and of recommendations."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ...models import ActionStanding, RecommendationStanding
from ...models.standings import Standing
from ...workflow import PartState, Status
from ..lateness import is_late_in, is_open
from ..recommendations.list import OPEN_PART, is_past_due
from .period import Period
from .sources import Change, Source, other_than

_COMPLETE, _WITHDRAWN = Q(status=Status.COMPLETE), Q(status=Status.WITHDRAWN)
_ENDED = Q(status__in=(Status.COMPLETE, Status.WITHDRAWN))
_OURS = ~Q(state__in=(PartState.NOTHING_ASKED, PartState.OTHERS))


def _before(model: type[Standing], thing: str) -> QuerySet:
    """The row that ended as the one outside began."""
    return model.objects.filter(**{thing: OuterRef(thing)}, ends_at=OuterRef("begins_at"))


def _first(model: type[Standing], thing: str) -> Exists:
    """The condition that none began before it."""
    return ~Exists(model.objects.filter(**{thing: OuterRef(thing)}, begins_at__lt=OuterRef("begins_at")))


_ACTION_BEFORE = _before(ActionStanding, "action")
_RECOMMENDATION_BEFORE = _before(RecommendationStanding, "recommendation")
_NEW_ACTION, _NEW_RECOMMENDATION = _first(ActionStanding, "action"), _first(RecommendationStanding, "recommendation")


def _actions(period: Period) -> QuerySet[ActionStanding]:
    """The standings of actions that began in the period."""
    return ActionStanding.objects.filter(period.holds("begins_at"), period.on_actions("action"))


def _recommendations(period: Period) -> QuerySet[RecommendationStanding]:
    """The standings of recommendations that began in the period."""
    return RecommendationStanding.objects.filter(period.holds("begins_at"), period.on_recommendations("recommendation"))


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
    columns = {"on_action": "action", "old": Subquery(_ACTION_BEFORE.values(field)[:1]), "new": field}
    return Source(kind, _actions, lambda period: condition, "begins_at", columns, title, say)


def _of_recommendation(kind, condition, field="state", say=PartState, title=""):
    columns = {"old": Subquery(_RECOMMENDATION_BEFORE.values(field)[:1]), "new": field}
    columns["on_recommendation"] = "recommendation"
    return Source(kind, _recommendations, lambda period: condition, "begins_at", columns, title, say)


def _was_action(condition: Q) -> Exists:
    return Exists(_ACTION_BEFORE.filter(condition))


def _was_recommendation(condition: Q) -> Exists:
    return Exists(_RECOMMENDATION_BEFORE.filter(condition))


OF_STANDINGS = (
    _of_action(Change.COMPLETED, _COMPLETE & _was_action(~_COMPLETE)),
    _of_recommendation(Change.COMPLETED, ~OPEN_PART & _was_recommendation(OPEN_PART)),
    _of_action(Change.REOPENED, ~_ENDED & _was_action(_ENDED)),
    _of_recommendation(Change.REOPENED, OPEN_PART & _was_recommendation(~OPEN_PART)),
    _of_action(Change.WITHDRAWN, _WITHDRAWN & _was_action(~_WITHDRAWN)),
    _of_action(Change.ADDED, Q(_NEW_ACTION)),
    _of_recommendation(Change.ADDED, _OURS & Q(_NEW_RECOMMENDATION)),
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
    _of_action(Change.DATE, other_than("target_on", _ACTION_BEFORE), "target_on", "day", "Target date"),
    _of_action(Change.OWNER, other_than("owner", _ACTION_BEFORE), "owner", "post", "Action owner"),
    _of_recommendation(
        Change.OWNER, other_than("issue_owner", _RECOMMENDATION_BEFORE), "issue_owner", "post", "Issue owner"
    ),
)
