"""The entries of a timeline, of every kind that timeline_sources names, by one query."""

from operator import itemgetter

from django.db.models import BigIntegerField, BooleanField, DateField, Exists, Expression, F, OuterRef, TextField, Value
from django.db.models.functions import Cast

from safeguarding.as_at import recorded, states
from safeguarding.lib.dates import london_date

from ...models import Action, Coverage
from ...models.correctable import Correctable
from ...models.visibility import of_recommendations
from ..standings import Standings
from .entries import NOT_RELEASED, Entry, paragraphs
from .timeline_sources import SOURCES


def recorded_on(action: Action, asked: Standings) -> list[Entry]:
    """The Entries of every Source on `action` that may be seen and had been recorded by the moment of `asked`. Two queries."""
    there = _models_on(action)
    sources = [(index, source) for index, source in enumerate(SOURCES) if source.model in there]
    if not sources:
        return []
    first, *rest = (_columns(index, source, action, asked) for index, source in sources)
    return [
        _entry(SOURCES[index], action, *columns)
        for index, *columns in sorted(first.union(*rest, all=True), key=itemgetter(0, 1))
    ]


def _models_on(action):
    """The models of SOURCES that have any row on this action: each costs more than asking whether there is one."""
    models = list(dict.fromkeys(source.model for source in SOURCES))
    rows = [model.objects.filter(**{getattr(model, "to_action", "action"): OuterRef("pk")}) for model in models]
    found = Action.objects.filter(pk=action.number).values_list(*map(Exists, rows)).get()
    return {model for model, there in zip(models, found, strict=True) if there}


def _columns(index, source, action, asked):
    """The rows of a Source on this action, under columns that are the same for all, so that one query asks for all."""
    if source.changes is None:
        rows = recorded(source.model, asked.as_at).seen_on(action, asked.user, asked.now, asked.as_at)
        who = F("recorded_at"), F("recorded_by"), F("withheld"), text("marking")
    else:
        rows = states(source.model, asked.as_at).filter(source.changes, action=action.number)
        # Withheld and marked as the action is, which a parameter each need not say again.
        who = F("history_date"), F("history_user"), Cast(Value(None), BooleanField()), text("")
        if source.model is Coverage:
            rows = rows.filter(of_recommendations(Coverage, asked.user, asked.now, asked.as_at))
    words = map(text, (source.what, source.words, source.note, source.part))
    said = map(_number, ("pk", "corrects") if issubclass(source.model, Correctable) else ("", ""))
    return rows.order_by().values_list(Value(index), *who, *words, _day(source.on), _day(source.said_on), *said)


def text(column: str | Expression) -> Cast:
    """A column as text, so that one union holds it; for none an empty one, which takes no parameter."""
    return Cast(column or Value(None), TextField())


def _day(column):
    return Cast(column or Value(None), DateField())


def _number(column):
    return Cast(column or Value(None), BigIntegerField())


def _entry(source, action, at, by, withheld, marking, what, words, note, part, on, said_on, key, corrects):
    title = source.titled(what, on) + (", corrected" if corrects else "")
    hidden = words and (action.withheld if source.changes else withheld)
    return Entry(
        at=at,
        by=by,
        kind=source.kind or what,
        title=title,
        body=NOT_RELEASED if hidden else paragraphs(words, (note or "").strip()),
        part=part or "",
        said_on=None if said_on == london_date(at) else said_on,
        marking=action.marking if source.changes else marking,
        aside=(f"{title}: {words}" if words and not hidden else title,) if source.aside else (),
        record=(source.kind, key) if key else None,
        first=(source.kind, corrects or key) if key else None,
    )
