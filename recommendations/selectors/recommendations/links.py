"""The recommendations that one may be linked to, those under which a part is answered, and what was changed of links."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter

from django.db.models import Q, QuerySet

from inspections.models import Inspection
from safeguarding.as_at import states
from safeguarding.models import User

from ...models import Link, Part, Recommendation
from ...models.recommendations import printed
from ...waiting import answered_under
from ..actions.entries import Entry
from ..changes import Field, changed, differing
from ..standings import Standings

LINK_FIELDS = (
    Field("How it stands", lambda row: row.get_kind_display()),
    Field("Note", lambda row: row.words, note=True),
    Field("It stands", lambda row: "No" if row.ended_at else "Yes"),
)
link_differences = partial(differing, LINK_FIELDS)


def may_be_linked(user: User, at: datetime) -> dict[str, QuerySet]:
    """`among`: the recommendations that `user` may see at `at`; `inspections`: those that they are of."""
    return {
        "among": Recommendation.objects.visible_to(user, at),
        "inspections": Inspection.objects.visible_to(user, at),
    }


def answered_under_in_words(part: Part) -> list[str]:
    """The numbers of the recommendations under which a part is said to be answered, as printed. One query."""
    links = answered_under(part, part.recommendation).order_by("pk")
    return [printed(reference) for reference in links.values_list("target__reference", flat=True)]


def link_changes(key: int, asked: Standings, *, hears: bool) -> Iterator[Entry]:
    """Entries of what was changed by the moment of `asked` of the links of a recommendation, from both sides. One query.

    hears: whether notes and reasons are for the reader, to whom a link to what they may not see is not named.
    """
    seen = Recommendation.objects.visible_to(asked.user, asked.now)
    rows = states(Link, asked.as_at).filter(Q(recommendation=key) | Q(target=key))
    rows = rows.filter(recommendation__in=seen, target__in=seen).order_by("id", "history_date", "history_id")
    rows = rows.select_related("recommendation", "target", "history_user")
    for _, of_one in groupby(rows, key=attrgetter("id")):
        for before, after in pairwise(of_one):
            if moves := link_differences(before, after, notes=hears):
                title = f"Link changed: {before.recommendation} {before.get_kind_display()} {before.target}"
                yield changed(after, moves, after.history_change_reason if hears else "", title)
