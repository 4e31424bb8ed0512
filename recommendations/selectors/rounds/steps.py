"""The life of a round: commissioned, moved, put right, closed and opened again."""

from django.utils.translation import gettext

from safeguarding.as_at import states
from safeguarding.lib.languages import in_words

from ...models import UpdateRound
from ..standings import Standings
from ..steps import Step


def steps(round: UpdateRound, asked: Standings) -> list[Step]:
    """The turns that had been recorded by the moment of `asked`: commissioned, moved, put right, closed, opened again."""
    rows = states(UpdateRound, asked.as_at).filter(id=round.id).select_related("history_user")
    found, before = [], None
    for row in rows.order_by("history_date", "history_id"):
        who = str(row.history_user or "")
        found.append(Step(_turn(before, row), who, row.history_date, row.history_change_reason))
        before = row
    return found


def _turn(before, row):
    if before is None:
        return "commissioned"
    if before.returns_by != row.returns_by:
        return gettext("moved from %(on)s to %(on2)s") % {
            "on": in_words(before.returns_by),
            "on2": in_words(row.returns_by),
        }
    if before.closed_at != row.closed_at:
        return "closed" if row.closed_at else gettext("opened again")
    return gettext("put right")
