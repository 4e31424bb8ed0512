"""Nobody decides on what they cannot see: then the decision is for the parts they see, or for another (domain.md, Four eyes)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from inspections.visibility import KnownInspections, known_inspections
from safeguarding.lib.database.prepared import put_together_once
from safeguarding.models import User

from ..models import Action, Coverage, Part

HIDDEN_PART = _(
    "It answers a part that you may not see. Decide on one that you see, or leave it to somebody who sees all of it."
)
HIDDEN_PART_DATE = _("It answers a part that you may not see, so somebody who sees all of it has to decide.")


def hidden_parts(user: User, actions: Collection[int], *, at: datetime) -> dict[int, set[int]]:
    """The keys of the parts that `user` may not see, by the number of the action that answers them. One query."""
    known, found = known_inspections(user, at), defaultdict(set)
    for number, part in _hidden_parts(actions=tuple(actions), known=known.keys, but=known.excluding):
        found[number].add(part)
    return found


@put_together_once
def _hidden_parts(actions, known, but):
    # What went with its import, or with an inspection registered by mistake, is there for nobody, and keeps nobody from deciding.
    there = {"part__recommendation__withdrawn_at": None, "part__recommendation__inspection__withdrawn_at": None}
    covered = Coverage.objects.filter(action__pk__among=actions, ended_at=None, **there).order_by()
    visible = KnownInspections(known, but).of("part__recommendation__inspection")
    return covered.filter(~visible | Q(part__ended_at__isnull=False)).values_list("action", "part")


def hides(user: User, action: Action, part: Part | None, *, at: datetime) -> bool:
    """Return whether a decision on the action, or on one part of it, would be on something that `user` may not see. One query."""
    hidden = hidden_parts(user, [action.pk], at=at)[action.pk]
    return bool(hidden) if part is None else part.pk in hidden
