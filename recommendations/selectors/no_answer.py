"""Questions without an answer, on what is open and on what was closed all the same; now or then."""

from datetime import datetime

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_noop

from ..models import ActionStanding, Question, RecommendationStanding
from ..workflow import OPEN, PartState

NO_ANSWER = "No answer yet"
CLOSED_WITHOUT = gettext_noop("Asked, closed without answer")

_CLOSED = [state for state in PartState if state.closed]


def lacks_answer(at: datetime | None) -> Exists:
    """A condition on questions: open and without an answer; `at` is a past moment, None for now."""
    return Exists(Question.objects.unanswered(at).filter(pk=OuterRef("pk")))


def no_answer(at: datetime | None) -> Case:
    """A column of questions: NO_ANSWER where lacks_answer, else empty."""
    return Case(When(lacks_answer(at), then=Value(NO_ANSWER)), default=Value(""))


def on_what_is_closed(at: datetime | None) -> Q:
    """A condition on questions: the action is complete or withdrawn, or the recommendation asks nothing more of us."""
    actions = ActionStanding.objects.at(at).filter(action=OuterRef("action")).exclude(status__in=OPEN)
    asked = RecommendationStanding.objects.at(at).filter(recommendation=OuterRef("recommendation"), state__in=_CLOSED)
    return Q(Exists(actions)) | Q(Exists(asked))
