"""The open actions of each inspection by how they stand to their target, counted as the lists have them."""

from collections import Counter, defaultdict

from django.db.models import Count, Exists, OuterRef

from ...models import ActionStanding
from ..lateness import STANDINGS, is_open, is_past, target_stands_at
from ..standings import Standings

ORIGINAL = "late-original"
KEYS = (*STANDINGS, ORIGINAL)


def open_by_inspection(asked: Standings) -> dict[int, Counter]:
    """{key of an inspection: how many of KEYS}; an action that answers several is counted in each. Two statements."""
    found = defaultdict(Counter)
    conditions = {key: target_stands_at(key, asked) for key in STANDINGS} | {ORIGINAL: is_past("original", asked)}
    counts = {f"count_{place}": Count("pk", filter=conditions[key]) for place, key in enumerate(KEYS)}
    alone = asked.actions().filter(is_open(), answers=1).order_by().values_list("inspection")
    # Most answer one inspection, and then no coverage need be asked.
    several = ActionStanding.objects.at(asked.as_at).filter(is_open(), action=OuterRef("action"), answers__gt=1)
    named = {
        f"count_{place}": Count("action", distinct=True, filter=Exists(several.filter(conditions[key])))
        for place, key in enumerate(KEYS)
    }
    together = asked.coverages().filter(Exists(several)).order_by().values_list("inspection")
    for inspection, *numbers in [*alone.annotate(**counts), *together.annotate(**named)]:
        found[inspection].update(dict(zip(KEYS, numbers, strict=True)))
    return found
