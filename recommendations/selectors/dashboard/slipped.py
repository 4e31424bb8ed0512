"""The slippage of a dashboard: later targets agreed, why and by whom, by how many days, and how many of these with the DCC."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import (
    CharField,
    Count,
    DateField,
    DateTimeField,
    F,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Least, TruncDate

from safeguarding.as_at import rows
from safeguarding.lib.dates import LONDON
from safeguarding.models import Holding, User

from ...models import ActionStanding, DeadlineRequest
from ...workflow import Status
from ..figures import Figure
from ..post_holders import Holders, titles_of
from ..slippage import ANY, extensions
from .within import Within


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
    if not found:
        return Slipped(None, [], [])
    reasons = {reason.value: reason.label for reason in DeadlineRequest.Because}
    agreed = {int(key): counts[-1] for (of, key), counts in found.items() if of == "person"}
    posts = _posts_of(agreed, within.asked.as_at)
    return Slipped(
        _slip("All", found["reason", ANY], within, ANY),
        [_slip(words, found["reason", key], within, key) for key, words in reasons.items() if ("reason", key) in found],
        [_slip(posts[pk], found["person", str(pk)], within) for pk in agreed],
    )


def _posts_of(agreed, as_at):
    """{key of a person: the posts that they held when they last agreed to a date, in words}. Papers name posts, not people."""
    held = rows(Holding, as_at).filter(holder__in=agreed).order_by().values("post")
    holders = Holders(titles_of(held, as_at), as_at)
    people = User.objects.in_bulk(agreed)
    return {pk: holders.posts_of(people[pk], last) or "No post is recorded" for pk, last in agreed.items()}


def _slip(words, counts, within, because=""):
    times, on, days, queued, _ = counts
    url = within.to.actions(moved=because) if because else ""
    return Slip(words, times, Figure(on, "action", url), _in_days(days), _in_days(queued))


def _in_days(duration: timedelta | None) -> int:
    return duration.days if duration else 0


def _counted(within: Within) -> QuerySet:
    """Rows of ("reason" or "person", its key, times, actions, days, days in the queue, when last agreed); of all reasons as of ANY."""
    mine = extensions(within.asked).filter(action__in=within.actions().values("action")).order_by()
    extended = mine.annotate(later=F("new_on") - F("previous_on"), queued=Subquery(_queued(within)))
    by = {
        "reason": Cast("because", CharField()),
        "person": Cast("decision__recorded_by", CharField()),
        "all": Value(ANY, output_field=CharField()),
    }
    first, *others = (_grouped(extended, "reason" if of == "all" else of, key) for of, key in by.items())
    return first.union(*others, all=True)


def _grouped(extended, of, key):
    rows = extended.annotate(of=Value(of, output_field=CharField()), of_key=key).values_list("of", "of_key")
    return rows.annotate(
        times=Count("pk"),
        on=Count("action", distinct=True),
        days=Sum("later"),
        in_queue=Sum("queued"),
        last=Max("decision__recorded_at"),
    )


def _queued(within: Within) -> QuerySet:
    """Of a request: for how long from the date it moved to the new one its action was recommended complete."""
    moment = Value(within.asked.as_at or within.asked.now, output_field=DateTimeField())
    last = Least(Coalesce("ends_at", moment), moment)
    spells = ActionStanding.objects.filter(
        action=OuterRef("action"), status=Status.RECOMMENDED_COMPLETE, begins_at__lte=moment
    ).annotate(
        begun=Greatest(TruncDate("begins_at", tzinfo=LONDON), OuterRef("previous_on"), output_field=DateField()),
        until=Least(TruncDate(last, tzinfo=LONDON), OuterRef("new_on"), output_field=DateField()),
    )
    within_them = spells.filter(until__gt=F("begun")).order_by()
    return within_them.values("action").annotate(days=Sum(F("until") - F("begun"))).values("days")
