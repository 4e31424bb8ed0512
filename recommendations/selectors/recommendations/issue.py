"""All that goes with a recommendation to another issue owner."""

from django.db.models import Q

from ... import waiting
from ...models import Coverage, Question, Recommendation
from ..figures import Figure
from ..lateness import is_open
from ..standings import Standings


def goes_with_issue(recommendation: Recommendation, asked: Standings) -> dict[str, Figure]:
    """Of what the person asking may see: the open actions under it, the dates that its issue owner decides, the questions to answer.

    Three queries.
    """
    covering = Coverage.objects.filter(ended_at=None, part__recommendation=recommendation.pk).values("action")
    under = asked.actions().filter(is_open(), action__in=covering)
    dates = waiting.deadlines(with_dcc=False).filter(action__in=covering)
    seen = Question.objects.visible_to(asked.user, asked.now).unanswered()
    questions = seen.filter(Q(recommendation=recommendation.pk) | Q(action__in=covering, action__owner=None))
    return {
        "actions": Figure(under.count(), "open action"),
        "dates": Figure(dates.count(), "date"),
        "questions": Figure(questions.count(), "question"),
    }
