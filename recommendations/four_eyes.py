"""Who may not decide, because what they would decide on is their own work."""

from collections import defaultdict
from datetime import UTC, datetime

from safeguarding.models import Holding
from safeguarding.roles import standing

from .models import Action, Coverage, ProgressUpdate

_NOT_YET = datetime.max.replace(tzinfo=UTC)  # the end of what has none


def interests(user, actions, *, at):
    """Why four eyes refuse `user`, for each action: {number: [sentence]}. A constant number of queries."""
    numbers = [action.pk for action in actions]
    found = defaultdict(list, {number: [] for number in numbers})
    updates = list(
        ProgressUpdate.objects.filter(action__in=numbers)
        .order_by("recorded_at", "pk")
        .values_list("action_id", "recorded_by_id", "recommends_complete")
    )
    recommended = {number for number, by, recommends in updates if recommends and by == user.pk}
    last_by = {number: by for number, by, _ in updates}
    owned = _owned_since_opened(user, numbers, at)
    issues = set(
        Coverage.objects.filter(
            action__in=numbers, ended_at=None, part__recommendation__issue_owner__in=standing(user, at).posts
        ).values_list("action_id", flat=True)
    )
    for number in numbers:
        if number in recommended:
            found[number].append("You recommended this complete, so somebody else has to decide.")
        elif last_by.get(number) == user.pk:
            found[number].append("You posted the closing update, so somebody else has to decide.")
        if number in owned:
            found[number].append("You own this action, or did since it opened, so somebody else has to decide.")
        if number in issues:
            found[number].append("You own the issue, so somebody else has to decide.")
    return found


def _owned_since_opened(user, numbers, at):
    """Numbers of the actions that lay with a post while `user` held it."""
    held = Holding.objects.filter(holder=user, starts_at__lte=at).values_list("post_id", "starts_at", "ends_at")
    if not held:
        return set()
    spells = defaultdict(list)
    for number, post, moment in (
        Action.history.filter(number__in=numbers, history_date__lte=at)
        .order_by("history_date", "history_id")
        .values_list("number", "owner_id", "history_date")
    ):
        spells[number].append((post, moment))
    owned = set()
    for number, rows in spells.items():
        ends = [moment for _, moment in rows[1:]] + [_NOT_YET]
        for (post, begun), ended in zip(rows, ends, strict=True):
            if any(p == post and begin < ended and begun < (end or _NOT_YET) for p, begin, end in held):
                owned.add(number)
    return owned


def interests_in_date(user, request, *, at):
    """Why four eyes refuse `user` a date, in sentences; no queries where the request came with its action."""
    found = []
    if request.recorded_by_id == user.pk:
        found.append("You asked for this date, so somebody else has to decide.")
    if request.action.owner_id in standing(user, at).posts:
        found.append("You own this action, so somebody else has to decide.")
    return found
