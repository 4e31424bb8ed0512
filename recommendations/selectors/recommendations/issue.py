"""All that goes with a recommendation to another issue owner."""

from django.db.models import Q
from django.utils.translation import gettext

from ... import waiting
from ...models import Coverage, Question, Recommendation
from ..figures import Figure
from ..lateness import is_open
from ..standings import Standings


def goes_with_issue(recommendation: Recommendation, asked: Standings) -> list[tuple[Figure, str]]:
    """All that is open under it and may be seen by whoever asks, each with what its issue owner is to do.

    Three queries.
    """
    covering = Coverage.objects.filter(ended_at=None, part__recommendation=recommendation.pk).values("action")
    under = asked.actions().filter(is_open(), action__in=covering)
    dates = waiting.deadlines(with_dcc=False).filter(action__in=covering)
    questions_seen = Question.objects.visible_to(asked.user, asked.now).unanswered()
    questions = questions_seen.filter(Q(recommendation=recommendation.pk) | Q(action__in=covering, action__owner=None))
    found = (
        (Figure(under.count(), "open action"), gettext("to look after")),
        (Figure(dates.count(), "date"), gettext("asked for, to decide")),
        (Figure(questions.count(), "question"), gettext("to answer")),
    )
    return [(figure, to_do) for figure, to_do in found if figure.count]
