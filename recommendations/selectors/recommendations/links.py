"""The recommendations that one may be linked to, those under which a part is answered, and what was changed of links."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from itertools import groupby, pairwise
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.as_at import states
from safeguarding.lib.languages import translated
from safeguarding.models import User
from safeguarding.roles import Authority

from ...models import Link, Part, Recommendation
from ...models.recommendations import printed
from ...waiting import answered_under
from ..actions.entries import Entry
from ..changes import Field, changed, differing
from ..register_rows import Register
from ..standings import Standings

LINK_FIELDS = (
    Field("How it is linked", lambda row: translated(row.get_kind_display())),
    Field("Note", lambda row: row.words, note=True),
    Field("It still holds", lambda row: "No" if row.ended_at else "Yes"),
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


def link_states(key: int, asked: Standings) -> list[list[Link]]:
    """For each link of a recommendation, from or to it, its rows by the moment of `asked`, the last one last. One query."""
    rows = states(Link, asked.as_at).filter(Q(recommendation=key) | Q(target=key)).select_related("history_user")
    rows = rows.order_by("id", "history_date", "history_id")
    return [list(of_one) for _, of_one in groupby(rows, key=attrgetter("id"))]


def link_changes(links: list[list[Link]], register: Register, has: Authority) -> Iterator[Entry]:
    """Entries of what was changed of them; one to what is not in `register` may not be seen, and is not named.

    has: the reader's Authority, by which they hear notes and reasons.
    """
    for rows in links:
        ends = [register.recommendations.get(key) for key in (rows[0].recommendation_id, rows[0].target_id)]
        if not all(ends):
            continue
        hears = has.hears(ends[0].inspection.audience)
        for before, after in pairwise(rows):
            if moves := link_differences(before, after, notes=hears):
                title = gettext("Link changed: %(ends)s %(kind)s %(ends2)s") % {
                    "ends": ends[0],
                    "kind": translated(before.get_kind_display()),
                    "ends2": ends[1],
                }
                yield changed(after, moves, after.history_change_reason if hears else "", title)
