"""The entries of a timeline, of every kind that timeline_sources names, by one query."""

from operator import itemgetter

from django.db.models import BigIntegerField, BooleanField, DateField, Exists, Expression, F, OuterRef, TextField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext

from safeguarding.as_at import recorded, states
from safeguarding.lib.dates import london_date

from ...models import Action, Coverage, Question
from ...models.correctable import Correctable
from ...models.visibility import of_recommendations
from ...workflow import OPEN
from ..no_answer import CLOSED_WITHOUT, NO_ANSWER, no_answer
from ..prepared import prepared
from ..standings import Standings
from .entries import Entry, apart, not_released, paragraphs
from .timeline_sources import SOURCES

# What leads from each model to the action.
PATHS = {source.model: source.to_action or getattr(source.model, "to_action", "action") for source in SOURCES}
MODELS = tuple(PATHS)


def recorded_on(action: Action, asked: Standings) -> list[Entry]:
    """The Entries of every Source on `action` that may be seen and had been recorded by the moment of `asked`. Two queries."""
    (there,) = _has_rows(asked, action=action.number)
    if not any(there):
        return []
    models = frozenset(model for model, any_row in zip(MODELS, there, strict=True) if any_row)
    found = _rows(asked, action=action.number, own=asked.owns(action), models=models)
    return [_entry(SOURCES[index], action, *columns) for index, *columns in sorted(found, key=itemgetter(0, 1))]


@prepared
def _has_rows(asked, *, action):
    """Of each of MODELS, whether it has any row on this action: the rows of one cost more than to ask so."""
    rows = [model.objects.filter(**{path: OuterRef("pk")}) for model, path in PATHS.items()]
    return Action.objects.filter(pk=action).order_by().values_list(*map(Exists, rows))


@prepared
def _rows(asked, *, action, own, models):
    first, *rest = (
        _columns(index, source, action, own, asked) for index, source in enumerate(SOURCES) if source.model in models
    )
    return first.union(*rest, all=True)


def _columns(index, source, action, own, asked):
    """The rows of a Source on this action, under columns that are the same for all, so that one query asks for all."""
    if source.changes is None:
        rows = recorded(source.model, asked.as_at).visible_on(action, asked.user, asked.now, asked.as_at, own=own)
        who = F("recorded_at"), F("recorded_by"), F("withheld"), text("marking"), text("audience")
    else:
        rows = states(source.model, asked.as_at).filter(source.changes, action=action)
        # Withheld and marked as the action is, which a parameter each need not say again.
        who = F("history_date"), F("history_user"), Cast(Value(None), BooleanField()), text(""), text("")
        if source.model is Coverage:
            rows = rows.filter(of_recommendations(Coverage, asked.user, asked.now, asked.as_at))
    what = no_answer(asked.as_at) if source.model is Question else source.what
    words = map(text, (what, source.words, source.note, source.part))
    numbers = map(_number, ("pk", "corrects") if issubclass(source.model, Correctable) else ("", ""))
    return rows.order_by().values_list(Value(index), *who, *words, _day(source.on), _day(source.said_on), *numbers)


def text(column: str | Expression) -> Cast:
    """A column as text, so that one union holds it; for none an empty one, which takes no parameter."""
    return Cast(column or Value(None), TextField())


def _day(column):
    return Cast(column or Value(None), DateField())


def _number(column):
    return Cast(column or Value(None), BigIntegerField())


def _entry(source, action, at, by, withheld, marking, audience, what, words, note, part, on, said_on, key, corrects):
    title = source.titled(what, on) + (gettext(", corrected") if corrects else "")
    hidden = words and (action.withheld if source.changes else withheld)
    return Entry(
        at=at,
        by=by,
        kind=source.kind or what,
        title=title,
        tag=(NO_ANSWER if action.status in OPEN else CLOSED_WITHOUT) if source.model is Question and what else "",
        body=not_released() if hidden else paragraphs(words, (note or "").strip()),
        part=part or "",
        said_on=None if said_on == london_date(at) else said_on,
        marking=action.marking if source.changes else marking,
        apart=apart(audience, action),
        aside=(f"{title}: {words}" if words and not hidden else title,) if source.aside else (),
        record=(source.kind, key) if key else None,
        first=(source.kind, corrects or key) if key else None,
    )
