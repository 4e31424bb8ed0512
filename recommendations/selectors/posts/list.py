"""The list of posts: who holds each, who takes it over, and how much work lies with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_noop

from safeguarding.models import Holding, Post

from ...models import FollowUpCheck, Question
from ..figures import Addresses, Figure
from ..lateness import is_open
from ..recommendations.list import OPEN_PART, is_counted
from ..standings import Standings
from .hand_over import not_seen

# The lists of their own: {key: heading}.
ONLY = {
    "vacant": gettext_noop("With work, and nobody holds them"),
    "not-seen": gettext_noop("Taken over, and not seen yet by the new holder"),
}


@dataclass(frozen=True)
class PostRow:
    """A post with its `terms`, and the work that lies with it: open actions, issues, what it is asked and has to check."""

    post: Post
    actions: Figure
    issues: Figure
    questions: Figure
    checks: Figure


def posts(asked: Standings, only: str = "") -> QuerySet[Post]:
    """Every post, or those of a key of ONLY, by title; for a page of them two queries.

    Each with how many `open_actions` it has and of how many recommendations it owns the issue (`issues`), as the lists say it,
    how many `questions` and follow-up `checks` it has, and with its holdings that have not ended as `terms`.
    """
    # What ends as it begins was called off.
    ahead = Q(ends_at=None) | Q(ends_at__gt=asked.now) & Q(ends_at__gt=F("starts_at"))
    terms = Holding.objects.filter(ahead).select_related("holder", "follows__holder").order_by("starts_at", "pk")
    actions = asked.actions().filter(is_open(), owner=OuterRef("pk"))
    issues = asked.recommendations().filter(is_counted(), issue_owner=OuterRef("pk"))
    checks = FollowUpCheck.objects.to_come().filter(maker=OuterRef("pk"))
    found = Post.objects.order_by("title").annotate(
        open_actions=_number(actions, "owner"),
        issues=_number(issues, "issue_owner"),
        questions=_questions(asked),
        checks=_number(checks, "maker"),
    )
    found = found.filter(_CONDITIONS[only](asked)) if only in ONLY else found
    return found.prefetch_related(Prefetch("holdings", queryset=terms, to_attr="terms"))


def post_rows(found: Iterable[Post]) -> list[PostRow]:
    """The PostRow of each of some posts that posts() gave."""
    to = Addresses()
    return [
        PostRow(
            post,
            Figure(post.open_actions, "open action", to.actions(state="open", owner=post.pk)),
            Figure(post.issues, "recommendation", to.recommendations(owner=post.pk)),
            Figure(post.questions, "question"),
            Figure(post.checks, "follow-up check"),
        )
        for post in found
    ]


def is_vacant(asked: Standings) -> Q:
    """A condition on posts: nobody holds it, and open actions or recommendations are its, or questions and checks wait for it."""
    held = Holding.objects.on(asked.now).filter(post=OuterRef("pk"))
    work = Exists(asked.actions().filter(is_open(), owner=OuterRef("pk"))) | Exists(
        asked.recommendations().filter(OPEN_PART & is_counted(), issue_owner=OuterRef("pk"))
    )
    asks, checks = _unanswered(asked), FollowUpCheck.objects.to_come()
    work |= Q(pk__in=asks.values("action__owner")) | Q(pk__in=asks.values("recommendation__issue_owner"))
    return ~Exists(held) & (work | Q(pk__in=checks.values("maker")))


def is_not_seen(asked: Standings) -> Q:
    """A condition on posts: whoever took it over has not said that they have seen what came with it."""
    return Q(Exists(not_seen(asked.now).filter(post=OuterRef("pk"))))


_CONDITIONS = {"vacant": is_vacant, "not-seen": is_not_seen}


def _questions(asked):
    ways = ("action__owner", "recommendation__issue_owner")
    of_actions, of_issues = (_number(_unanswered(asked).filter(**{way: OuterRef("pk")}), way) for way in ways)
    return of_actions + of_issues


def _unanswered(asked):
    return Question.objects.visible_to(asked.user, asked.now).unanswered()


def _number(rows, of):
    return Coalesce(Subquery(rows.order_by().values(of).annotate(number=Count("pk")).values("number")), 0)
