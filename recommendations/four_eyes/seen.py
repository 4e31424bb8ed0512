"""Nobody decides on what they cannot see: then the decision is for the parts they see, or for another (domain.md, Four eyes)."""

from collections.abc import Collection
from datetime import datetime

from safeguarding.models import User

from ..models import Action, Coverage, Part

UNSEEN = (
    "It answers a part that you may not see. Decide on one that you see, or leave it to somebody who sees all of it."
)
UNSEEN_DATE = "It answers a part that you may not see, so somebody who sees all of it has to decide."


def unseen(user: User, actions: Collection[Action | int], *, at: datetime) -> dict[int, set[int]]:
    """The keys of the parts that `user` may not see, by the number of the action that answers them. One query."""
    # What went with its import, or with an inspection registered by mistake, is there for nobody, and keeps nobody from deciding.
    there = {"part__recommendation__withdrawn_at": None, "part__recommendation__inspection__withdrawn_at": None}
    covered = Coverage.objects.filter(action__in=actions, ended_at=None, **there).order_by()
    seen = Part.objects.filter(pk__in=covered.values("part")).visible_to(user, at)
    found: dict[int, set[int]] = {}
    for number, part in covered.exclude(part__in=seen.values("pk")).values_list("action", "part"):
        found.setdefault(number, set()).add(part)
    return found


def hides(user: User, action: Action, part: Part | None, *, at: datetime) -> bool:
    """Return whether a decision on the action, or on one part of it, would be on something that `user` may not see. One query."""
    hidden = unseen(user, [action], at=at).get(action.pk, set())
    return bool(hidden) if part is None else part.pk in hidden
