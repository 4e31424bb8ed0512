"""The changes that records tell of: decided, asked, answered, said by the inspectorate, and recorded after it was said."""

from collections.abc import Callable
from functools import cache

from django.db.models import F, Model, Q
from django.db.models.functions import TruncDate
from django.db.models.lookups import GreaterThan

from safeguarding.lib.dates import LONDON

from ...models import Answer, Assurance, Contact, Decision, MeetingNote, Question, Settlement, Verdict
from ...models.visibility import withheld
from ...workflow import Outcome, VerdictOutcome
from ..actions.timeline_sources import Source as DatedSource
from ..recorded_later import CHECK, CONTACT, DATED_SOURCES, MILESTONE, first_states
from .period import Period, is_on_inspection
from .sources import Among, Change, Column, Source

_ALL, _FIRST = Q(), Q(corrects=None)


@cache
def recorded(model: type[Model]) -> Among:
    """The function that gives the records of this kind made in a Period, on what may be seen."""
    return lambda period: model.objects.filter(period.holds("recorded_at"), period.tells(model))


def where(model: type[Model]) -> dict[str, Column | Callable[[Period], Column]]:
    """The columns of a record that say what it is on, who recorded it, how it is marked, and whether its words are withheld."""
    on_inspection = is_on_inspection(model)
    columns = {
        "by": "recorded_by",
        "on_action": getattr(model, "to_action", ""),
        "on_recommendation": "" if on_inspection else getattr(model, "to_inspection", "").removesuffix("__inspection"),
        "on_inspection": "inspection" if on_inspection else "",
        "letter": f"{model.to_part}__letter" if hasattr(model, "to_part") else "",
        "marking": "marking",
        "hidden": lambda period: withheld(model, period.asked.user, period.asked.now),
    }
    return {name: column for name, column in columns.items() if column}


def _source_of_records(kind, model, title, column, condition=_ALL, what="", labels=None):
    columns = where(model) | {"said": column, "what": what}
    return Source(kind, recorded(model), lambda period: condition, "recorded_at", columns, title, labels=labels)


def _later(dated: DatedSource) -> Source:
    """Records of this kind that bear a day before the period, and that nobody could have read here by then."""
    # What was recorded on the very day that it speaks of was recorded in time.
    after = Q(GreaterThan(TruncDate("recorded_at", tzinfo=LONDON), F(dated.said_on)))
    first = _FIRST if hasattr(dated.model, "corrects") else Q()

    def condition(period):
        return first & after & Q(**{f"{dated.said_on}__lte": period.first_day})

    columns = where(dated.model) | {"what": dated.what, "new": dated.said_on}
    among = recorded(dated.model)
    return Source(Change.LATER, among, condition, "recorded_at", columns, dated.title, "day", dated.labels)


def _done_later(dated: DatedSource, visible: Callable[[Period], Q], **columns: str) -> Source:
    """Things done before the period, of which its state alone tells."""

    def among(period):
        return first_states(dated).filter(period.holds("history_date"), visible(period))

    def condition(period):
        return Q(**{f"{dated.said_on}__lte": period.first_day})

    columns |= {"by": "history_user", "what": dated.what, "new": dated.said_on}
    return Source(Change.LATER, among, condition, "history_date", columns, dated.title, "day")


OF_RECORDS = (
    _source_of_records(Change.NOT_SUPPORTED, Decision, "", "reason", Q(outcome=Outcome.SENDS_BACK)),
    _source_of_records(Change.ASKED, Question, "", "text", _FIRST),
    _source_of_records(Change.ANSWERED, Answer, "", "text", _FIRST),
    _source_of_records(Change.ANSWERED, Settlement, "{what}", "reason", what="outcome", labels=Settlement.Outcome),
    _source_of_records(Change.ASSURED, Assurance, "{what}", "reason", what="level", labels=Assurance.Level),
    _source_of_records(
        Change.MEETING, MeetingNote, "{what}", "text", _FIRST, what="outcome", labels=MeetingNote.Outcome
    ),
    _source_of_records(Change.VERDICT, Verdict, "{what}", "difference", _FIRST, what="outcome", labels=VerdictOutcome),
    _source_of_records(Change.CONTACT, Contact, "{what}", "text", _FIRST, what="kind", labels=Contact.Kind),
)
RECORDED_LATER = (
    *(_later(dated) for dated in (*DATED_SOURCES, CONTACT)),
    _done_later(CHECK, lambda period: period.on_actions("action"), on_action="action"),
    _done_later(
        MILESTONE,
        lambda period: Q(inspection__in=period.inspections.order_by().values("pk")),
        on_inspection="inspection",
    ),
)
