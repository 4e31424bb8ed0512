"""All that goes with a post to its next holder, and what the new holder is told of it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from safeguarding.lib.database.prepared import put_together_once
from safeguarding.models import Holding, Post, User

from ... import waiting
from ...models import ActionStanding, FollowUpCheck, Question
from ..figures import Addresses, Figure
from ..lateness import is_open
from ..pressing import accountable
from ..recommendations.list import is_counted
from ..standings import Standings

SHOWN = 5  # of the actions that fall due next


@dataclass(frozen=True)
class GoesWith:
    """All that is a post's, as its lists say it; `next_due` are the first of its open actions by their target."""

    actions: Figure
    recommendations: Figure
    questions: Figure
    checks: Figure
    dates: Figure
    next_due: list[ActionStanding]

    @property
    def any(self) -> bool:
        return any(
            figure.count for figure in (self.actions, self.recommendations, self.questions, self.checks, self.dates)
        )


@dataclass(frozen=True)
class TakenOver:
    """A post that came to its holder with work, which they have not said yet that they have seen."""

    holding: Holding
    actions: Figure


def goes_with(post: Post, asked: Standings) -> GoesWith:
    """All that GoesWith a post. Six queries."""
    to, theirs = Addresses(), asked.actions().filter(is_open(), owner=post)
    issues = asked.recommendations().filter(is_counted(), issue_owner=post)
    questions = Question.objects.visible_to(asked.user, asked.now).unanswered()
    of_post = Q(action__owner=post) | Q(action__owner=None, action__in=accountable((post.pk,)))
    of_post |= Q(recommendation__issue_owner=post)
    dates = waiting.deadlines().filter(action__in=theirs.values("action"))
    return GoesWith(
        actions=Figure(theirs.count(), "open action", to.actions(state="open", owner=post.pk)),
        recommendations=Figure(issues.count(), "recommendation", to.recommendations(owner=post.pk)),
        questions=Figure(questions.filter(of_post).count(), "question"),
        checks=Figure(FollowUpCheck.objects.to_come().with_posts([post.pk]).count(), "follow-up check"),
        dates=Figure(dates.count(), "date"),
        next_due=list(
            theirs.filter(target_on__isnull=False).select_related("action").order_by("target_on", "action")[:SHOWN]
        ),
    )


def taken_over(user: User, now: datetime) -> list[TakenOver]:
    """All that `user` took over with posts that they hold, and has not seen. One query, and one more for each post of those."""
    to = Addresses()
    return [
        TakenOver(
            holding,
            Figure(_open_at(holding).count(), "action", to.actions(state="open", owner=holding.post_id)),
        )
        for holding in _not_seen_by(user=user.pk, now=now)
    ]


@put_together_once
def _not_seen_by(user, now):
    return not_seen(now).filter(holder=user).select_related("post", "follows__holder").order_by("pk")


def not_seen(now: datetime) -> QuerySet[Holding]:
    """The holdings that took over another, and whose holder has not said that they have seen what came with it."""
    return Holding.objects.on(now).filter(follows__isnull=False, seen_at=None)


def _open_at(holding):
    """The actions that were open and the post's when it changed hands."""
    return ActionStanding.objects.at(holding.starts_at).filter(is_open(), owner=holding.post_id)
