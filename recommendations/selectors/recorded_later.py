"""Said or done by a day, recorded later: what a page of the past leaves out, since nobody could have read it here then."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import attrgetter

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext_noop as _

from inspections.models import Inspection, Milestone
from safeguarding.as_at import states
from safeguarding.lib.dates import LONDON

from ..models import Action, Contact, FollowUpCheck, Response, Verdict
from ..workflow import ResponseKind
from .actions.timeline_rows import text
from .actions.timeline_sources import SOURCES, Source
from .figures import Addresses
from .first_rows import FirstRows
from .standings import Standings

SHOWN = 10
# Whatever bears the day on which it was said, asked or decided, beside the moment at which it was recorded.
DATED_SOURCES = (
    *(source for source in SOURCES if source.said_on),
    Source(Response, _("Response: {what}"), what="kind", labels=ResponseKind, said_on="said_on", part="part__letter"),
)
# What is not said but done: of what changes, the state that says when.
(CHECK,) = (
    replace(source, title=_("Follow-up check: {what}"), on="", said_on="done_on")
    for source in SOURCES
    if source.model is FollowUpCheck and source.on == "done_on"
)
MILESTONE = Source(Milestone, "{what}", what="label", said_on="done_on", changes=CHECK.changes)
CONTACT = Source(Contact, _("Contact: {what}"), what="kind", labels=Contact.Kind, said_on="happened_on")
DATED = (*DATED_SOURCES, CHECK, MILESTONE, CONTACT)


@dataclass(frozen=True)
class RecordedLater:
    """One of these, without its words. was: "said" or "done". action: the number of the action it is on, with `url`; or None."""

    title: str
    part: str
    was: str
    on: date
    recorded_at: datetime
    action: int | None
    url: str


def later_on_action(action: Action, asked: Standings) -> FirstRows:
    """Those RecordedLater on one action that may be seen; none of today. One query.

    action: a row as at the moment of `asked`.
    """
    if asked.as_at is None:
        return FirstRows()
    scope = action.number, asked.user, asked.now, asked.as_at
    of_actions = [source for source in DATED_SOURCES if hasattr(source.model, "to_action")]
    records = [(source, source.model.objects.visible_on(*scope, own=asked.owns(action))) for source in of_actions]
    return _later([*records, (CHECK, first_states(CHECK).filter(action=action.number))], asked)


def later_on_recommendation(key: int, asked: Standings) -> FirstRows:
    """Those RecordedLater of one recommendation that may be seen, and of the actions that answered it then; none of today.

    One query.
    """
    return _later(_on_recommendations([key], asked), asked) if asked.as_at else FirstRows()


def later_on_inspection(inspection: Inspection, asked: Standings) -> FirstRows:
    """Those RecordedLater of an inspection that may be seen, and of what it recommends; none of today.

    One query.
    """
    if asked.as_at is None:
        return FirstRows()
    found = asked.recommendations().filter(inspection=inspection.id).values("recommendation")
    met = first_states(MILESTONE).filter(inspection=inspection.id)
    contact = Contact.objects.originals().filter(inspection=inspection.id)
    return _later([*_on_recommendations(found, asked), (MILESTONE, met), (CONTACT, contact)], asked)


def _on_recommendations(keys, asked):
    """(Source, records): on these recommendations, their parts, and the actions that answered them, all of it or that part."""
    answering = asked.coverages().filter(part__recommendation__in=keys).values("action")
    found = [(CHECK, first_states(CHECK).filter(action__in=answering))]
    for source in DATED_SOURCES:
        model = source.model
        if hasattr(model, "to_action") and hasattr(model, "to_part"):
            of_part = Q(**{model.to_part: None}) | Q(**{f"{model.to_part}__recommendation__in": keys})
            records = model.objects.filter(of_part, **{f"{model.to_action}__in": answering})
        else:
            records = model.objects.filter(**{f"{model.to_inspection.removesuffix('__inspection')}__in": keys})
        found.append((source, records.originals() if model is Verdict else records))
    return found


def first_states(source: Source) -> QuerySet:
    """The states that were the first to say what the Source tells."""
    saying = states(source.model).filter(source.changes)
    return saying.filter(~Exists(saying.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))))


def _later(found: list[tuple[Source, QuerySet]], asked: Standings) -> FirstRows:
    """The first of them, by the day that they speak of."""
    first, *rest = (_columns(source, records, asked) for source, records in found)
    later = [_read(*columns, Addresses(asked.as_at)) for columns in first.union(*rest, all=True)]
    return FirstRows(sorted(later, key=attrgetter("on", "recorded_at"))[:SHOWN], total=len(later))


def _columns(source, records, asked):
    recorded_at = "history_date" if source.changes else "recorded_at"
    later = records.filter(**{f"{recorded_at}__gt": asked.as_at, f"{source.said_on}__lte": asked.today})
    # What was recorded on the very day that it speaks of was not said by then, only later that day.
    later = later.alias(recorded_on=TruncDate(recorded_at, tzinfo=LONDON)).filter(recorded_on__gt=F(source.said_on))
    action = F(source.model.to_action) if hasattr(source.model, "to_action") else Value(None)
    if source.model is FollowUpCheck:
        action = F("action_id")
    words = text(source.what), text(source.part), Cast(action, BigIntegerField())
    return later.order_by().values_list(Value(DATED.index(source)), F(recorded_at), F(source.said_on), *words)


def _read(index, recorded_at, on, what, part, action, to):
    source = DATED[index]
    was, url = "done" if source.changes else "said", to.action(action) if action else ""
    return RecordedLater(source.titled(what), part or "", was, on, recorded_at, action, url)
