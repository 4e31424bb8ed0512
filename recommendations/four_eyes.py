"""Who may not decide, because what they would decide on is their own work (domain.md, Four eyes).

The database refuses who recommended, who corrected that last and who holds the posts once more, by the copies that a
Decision keeps (models.four_eyes_constraints); these are the reasons that a person reads before they try.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from django.db.models import Q

from safeguarding.models import Holding, User
from safeguarding.roles import standing

from .models import Action, Answer, Coverage, DeadlineRequest, ProgressUpdate

Interests = dict[
    int, list[str]
]  # of each action, by number: why four eyes refuse a person, in sentences; empty: they do not

_NOT_YET = datetime.max.replace(tzinfo=UTC)  # the end of what has none


def interests(user: User, actions: Iterable[Action], *, at: datetime) -> Interests:
    """Why four eyes refuse `user`, for each of the actions. A constant number of queries."""
    numbers = [action.pk for action in actions]
    why_not: Interests = {number: [] for number in numbers}
    said = _said(user, numbers)
    owned = _owned_since_opened(user, numbers, at)
    issues = set(
        Coverage.objects.filter(
            action__in=numbers, ended_at=None, part__recommendation__issue_owner__in=standing(user, at).posts
        ).values_list("action_id", flat=True)
    )
    for number, sentences in why_not.items():
        sentences += said[number]
        if number in owned:
            sentences.append("You own this action, or did since it opened, so somebody else has to decide.")
        if number in issues:
            sentences.append("You own the issue, so somebody else has to decide.")
    return why_not


def _said(user, numbers):
    """{number: why not} of the actions that `user` recommended complete, or on which they corrected what was said. One query.

    Who posted another update is not among them: of updates only the one that recommended completion closes an action.
    """
    updates = ProgressUpdate.objects.filter(
        Q(recommends_complete=True) | Q(corrects__isnull=False), recorded_by=user, action__in=numbers
    )
    # Of any action, since nobody corrects so many answers that naming the actions twice would spare anything.
    answers = Answer.objects.filter(recorded_by=user, corrects__isnull=False)
    rows = updates.order_by().values_list("action", "corrects")
    rows = list(rows.union(answers.order_by().values_list("question__action", "corrects"), all=True))
    recommended, corrected = ({number for number, first in rows if bool(first) is which} for which in (False, True))
    why_not = defaultdict(list)
    for found, did in ((recommended, "recommended this complete"), (corrected, "corrected what was said on this")):
        for number in found:
            why_not[number].append(f"You {did}, so somebody else has to decide.")
    return why_not


def _owned_since_opened(user, numbers, at):
    """The numbers of the actions that lay with a post while `user` held it: handing over first changes nothing."""
    held = Holding.objects.filter(holder=user, starts_at__lte=at).values_list("post_id", "starts_at", "ends_at")
    if not held:
        return set()
    # From the history, since the action knows its present owner only, and each row stood until the next.
    spells = defaultdict(list)
    for number, post, begun in (
        Action.history.filter(number__in=numbers, history_date__lte=at)
        .order_by("history_date", "history_id")
        .values_list("number", "owner_id", "history_date")
    ):
        spells[number].append((post, begun))
    owned = set()
    for number, rows in spells.items():
        ends = [begun for _, begun in rows[1:]] + [_NOT_YET]
        for (post, begun), ended in zip(rows, ends, strict=True):
            # Both spells have to overlap: a post's holder of last year did not own what the post was given today.
            if any(p == post and starts < ended and begun < (stops or _NOT_YET) for p, starts, stops in held):
                owned.add(number)
    return owned


def interests_in_date(user: User, request: DeadlineRequest, *, at: datetime) -> list[str]:
    """Why four eyes refuse `user` a date, in sentences; no queries where the request came with its action."""
    why_not = []
    if request.recorded_by_id == user.pk:
        why_not.append("You asked for this date, so somebody else has to decide.")
    # Not the issue owner as such: a date within the inspectorate's is theirs to agree (permissions.may_decide_deadline).
    if request.action.owner_id in standing(user, at).posts:
        why_not.append("You own this action, so somebody else has to decide.")
    return why_not
