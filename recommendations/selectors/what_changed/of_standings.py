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


def _actions_at_its_end(period: Period) -> QuerySet[ActionStanding]:
    return period.actions


def _recommendations_at_its_end(period: Period) -> QuerySet[RecommendationStanding]:
    return period.recommendations


def _late_action(period: Period) -> Q:
    """Late at the end by the target in force, and not so at the beginning."""
    then = ActionStanding.objects.at(period.begins_at).filter(is_open(), action=OuterRef("action"))
    return is_late_in("current", period.asked) & ~_was_so(period, Q(target_on__lt=period.first_day), then)


def _late_recommendation(period: Period) -> Q:
    """Open past the inspectorate's date at the end, and not so at the beginning."""
    then = RecommendationStanding.objects.at(period.begins_at).filter(
        OPEN_PART, recommendation=OuterRef("recommendation")
    )
    return is_past_due(period.asked) & ~_was_so(period, Q(due_on__lt=period.first_day), then)


def _was_so(period: Period, late: Q, then: QuerySet) -> Q:
    """A condition on what is late at the end: it was so at the beginning. Few rows began since, and only theirs `then` is looked up."""
    return late & Q(begins_at__lte=period.begins_at) | Q(Exists(then.filter(late)), begins_at__gt=period.begins_at)


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
        *(Change.LATE, _actions_at_its_end, _late_action, ""),
        {"on_action": "action", "new": "target_on"},
        "Target date",
        "day",
    ),
    Source(
        *(Change.LATE, _recommendations_at_its_end, _late_recommendation, ""),
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
