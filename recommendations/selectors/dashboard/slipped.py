"""The slippage of a dashboard: later targets agreed, why and by whom, by how many days, and how many of these with the DCC."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import DateField, DateTimeField, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce, Greatest, Least, TruncDate
from django.utils.translation import gettext

from safeguarding.as_at import rows
from safeguarding.lib.dates import LONDON
from safeguarding.models import Holding
from safeguarding.replica import cursor_to_read

from ...models import ActionStanding, DeadlineDecision, DeadlineRequest
from ...workflow import Status
from ..figures import Figure
from ..post_holders import Holders, titles_of
from ..slippage import ANY, extensions
from .within import Within, prepared_within


@dataclass(frozen=True)
class Slip:
    """How often a target was moved later, for one reason or agreed by one post's holder: on which `actions`, and by how many days in all.

    queued: of the days, those that the action was recommended complete and with the DCC.
    """

    words: str
    times: int
    actions: Figure
    days: int
    queued: int


@dataclass(frozen=True)
class Slipped:
    """The Slip of all, of each reason in their order, and of each holder of a post who agreed any. all: None where nothing slipped."""

    all: Slip | None
    reasons: list[Slip]
    posts: list[Slip]


def slipped(within: Within) -> Slipped:
    """The Slipped of `within`. One statement, and three more where anything slipped."""
    found = {(of, key): counts for of, key, *counts in _counted(within)}
    agreed = {key: last for (of, key), (*_, last) in found.items() if of == "person"}
    if not agreed:
        return Slipped(None, [], [])
    reasons = {reason.value: reason.label for reason in DeadlineRequest.Because}
    posts = _posts_of(agreed, within.asked.as_at)
    return Slipped(
        _slip(gettext("All"), found["reason", ANY], within, ANY),
        [_slip(words, found["reason", key], within, key) for key, words in reasons.items() if ("reason", key) in found],
        [_slip(posts[key], found["person", key], within) for key in agreed],
    )


def _posts_of(agreed, as_at):
    """{key of a person: the posts that they held at their last decision, of {their key: its key}}. Papers name posts, not people."""
    held = rows(Holding, as_at).filter(holder__in=agreed).order_by().values("post")
    holders = Holders(titles_of(held, as_at), as_at)
    last = DeadlineDecision.objects.filter(pk__in=agreed.values()).select_related("recorded_by")
    return {
        each.recorded_by_id: holders.posts_of(each.recorded_by, each.recorded_at) or gettext("No post is recorded")
        for each in last
    }


def _slip(words, counts, within, because=""):
    times, on, days, queued, _ = counts
    url = within.to.actions(moved=because) if because else ""
    return Slip(words, times, Figure(on, "action", url), _in_days(days), _in_days(queued))


def _in_days(length):
    """Days of what a database gives as the length of time: SQLite says microseconds, and either None where there is none."""
    return (length if isinstance(length, timedelta) else timedelta(microseconds=length or 0)).days


def _counted(within: Within) -> list[tuple[object, ...]]:
    """Rows of ("reason" or "person", its key, times, actions, days, days in the queue, the last decision); of all reasons as of ANY."""
    extended, parameters = _extended.statement(within)
    if not extended:
        return []
    with cursor_to_read() as cursor:
        cursor.execute(SLIPPED.format(extended=extended), [*parameters, ANY])
        return [(of, int(key) if of == "person" else key, *counts) for of, key, *counts in cursor.fetchall()]


@prepared_within
def _extended(within):
    """Rows of (reason, person who agreed, action, days, days in the queue, decision)."""
    mine = extensions(within.asked).filter(action__in=within.actions().values("action")).order_by()
    later = mine.annotate(later=F("agreed_on") - F("previous_on"), queued=Subquery(_queued(within)))
    return later.values_list("because", "decision__recorded_by", "action", "later", "queued", "decision")


# Written out, so that the days in the queue are worked out once and counted three ways.
_COUNTS = "COUNT(*), COUNT(DISTINCT action), SUM(later), SUM(queued), MAX(decision) FROM extended"
SLIPPED = f"""
    WITH extended (because, person, action, later, queued, decision) AS ({{extended}})
    SELECT 'reason', because, {_COUNTS} GROUP BY because
    UNION ALL SELECT 'person', CAST(person AS varchar), {_COUNTS} GROUP BY person
    UNION ALL SELECT 'reason', %s, {_COUNTS}
"""


def _queued(within: Within) -> QuerySet:
    """Of a request: for how long from the date it moved to the new one its action was recommended complete."""
    moment = Cast(within.asked.as_at or within.asked.now, DateTimeField())
    last = Least(Coalesce("ends_at", moment), moment)
    spells = ActionStanding.objects.filter(
        action=OuterRef("action"), status=Status.RECOMMENDED_COMPLETE, begins_at__lte=moment
    ).annotate(
        begun=Greatest(TruncDate("begins_at", tzinfo=LONDON), OuterRef("previous_on"), output_field=DateField()),
        until=Least(TruncDate(last, tzinfo=LONDON), OuterRef("agreed_on"), output_field=DateField()),
    )
    within_them = spells.filter(until__gt=F("begun")).order_by()
    return within_them.values("action").annotate(days=Sum(F("until") - F("begun"))).values("days")
