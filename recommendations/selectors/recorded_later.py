"""Said by a day, recorded later: what a page of the past leaves out, since nobody could have read it here then."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from django.db.models import BigIntegerField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, TruncDate

from safeguarding.lib.dates import LONDON

from ..models import Action, Response
from ..workflow import ResponseKind
from .actions.timeline_sources import SOURCES, Source, text
from .figures import Addresses
from .first_rows import FirstRows
from .standings import Standings

SHOWN = 10
# Whatever bears the day on which it was said, asked or decided beside the moment at which it was recorded.
DATED = (
    *(source for source in SOURCES if source.said_on),
    Source(Response, "Response: {what}", what="kind", labels=ResponseKind, said_on="said_on", part="part__letter"),
)


@dataclass(frozen=True)
class RecordedLater:
    """One of these, without its words. action: the number of the action it is on, with its `url`; None where it is on none."""

    title: str
    part: str
    said_on: date
    recorded_at: datetime
    action: int | None
    url: str


def later_on_action(action: Action, asked: Standings) -> FirstRows:
    """Those RecordedLater on one action that may be seen; none of today. One query.

    action: a row as at the moment of `asked`.
    """
    seen = action, asked.user, asked.now, asked.as_at
    return _later([(s, s.model.objects.seen_on(*seen)) for s in DATED if hasattr(s.model, "to_action")], asked)


def later_on_recommendations(keys: Collection[int] | QuerySet, asked: Standings) -> FirstRows:
    """Those RecordedLater of recommendations that may be seen, and of the actions that answered them then; none of today.

    keys: of the recommendations. One query.
    """
    answering = asked.coverages().filter(part__recommendation__in=keys).values("action")
    return _later([(source, _of(source.model, keys, answering)) for source in DATED], asked)


def _of(model, keys, answering):
    """Records of `model` on these recommendations or their parts, or on the whole of an action that answers one."""
    if not hasattr(model, "to_part"):
        return model.objects.filter(**{f"{model.to_inspection.removesuffix('__inspection')}__in": keys})
    of_part = Q(**{f"{model.to_part}__recommendation__in": keys})
    return model.objects.filter(of_part | Q(**{model.to_part: None, f"{model.to_action}__in": answering}))


def _later(found, asked):
    """The first of them, by the day that they speak of. found: of each source the records."""
    if asked.as_at is None:
        return FirstRows()
    first, *rest = (_columns(source, records, asked) for source, records in found)
    later = [_read(*columns, Addresses(asked.as_at)) for columns in first.union(*rest, all=True)]
    return FirstRows(sorted(later, key=attrgetter("said_on", "recorded_at"))[:SHOWN], total=len(later))


def _columns(source, records, asked):
    recorded_on = TruncDate("recorded_at", tzinfo=LONDON)
    later = records.filter(recorded_at__gt=asked.as_at, **{f"{source.said_on}__lte": asked.today})
    # What was recorded on the very day that it speaks of was not said by then, only later that day.
    later = later.alias(recorded_on=recorded_on).filter(recorded_on__gt=F(source.said_on))
    action = Cast(F(source.model.to_action) if hasattr(source.model, "to_action") else Value(None), BigIntegerField())
    words = text(source.what), text(source.part)
    return later.order_by().values_list(Value(DATED.index(source)), "recorded_at", F(source.said_on), *words, action)


def _read(index, recorded_at, said_on, what, part, action, to):
    url = to.action(action) if action else ""
    return RecordedLater(DATED[index].titled(what), part or "", said_on, recorded_at, action, url)
