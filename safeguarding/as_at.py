"""Rows as they stood at a past moment, by recorded time: history rows, never today's.

simple-history's as_of() shows a thing twice when two of its rows bear the same moment, so this is ours.
"""

from datetime import datetime
from functools import cache

from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery


def rows(model: type[Model], at: datetime | None = None) -> QuerySet:
    """Every row of a model with history as it stood at `at` (aware datetime), or as it stands now with None.

    Past rows are history rows: same field names, and `pk_of` gives the model's own key. Follow them by id to other
    history rows; their foreign keys lead to today's.
    """
    if at is None:
        return model.objects.all()
    history = history_of(model)
    key = model._meta.pk.attname
    latest = (
        history.objects.filter(**{key: OuterRef(key)}, history_date__lte=at)
        .order_by("-history_date", "-history_id")
        .values("history_id")[:1]
    )
    return history.objects.filter(history_id=Subquery(latest))  # nothing is ever deleted


def states(model: type[Model], at: datetime | None = None) -> QuerySet:
    """The history rows of a model that had been recorded by `at`: each state of each row; all of them with None."""
    history = history_of(model).objects
    return history.all() if at is None else history.filter(history_date__lte=at)


def joined(found: QuerySet, *paths: str, at: datetime | None = None) -> list[Model]:
    """The rows of `found`, which rows() gave, with what `paths` of foreign keys lead to: as at `at` too, and not today's.

    Without `at` by one query, else by one more for each step; models without history are as they are today.
    """
    return list(found.select_related(*paths)) if at is None else followed(list(found), *paths, at=at)


def followed(kept: list[Model], *paths: str, at: datetime) -> list[Model]:
    """The same rows of a past moment, as joined() gives them."""
    for path in paths:
        _follow(kept, path.split("__"), at)
    return kept


def _follow(kept, steps, at):
    if not kept or not steps:
        return
    field = kept[0]._meta.get_field(steps[0])
    alone = [row for row in kept if not field.is_cached(row)]
    if alone:
        key, keys = field.related_model._meta.pk.attname, {getattr(row, field.attname) for row in alone} - {None}
        then = {getattr(row, key): row for row in _of_then(field.related_model, at).filter(**{f"{key}__among": keys})}
        for row in alone:
            field.set_cached_value(row, then.get(getattr(row, field.attname)))
    reached = [field.get_cached_value(row) for row in kept]
    _follow([row for row in reached if row is not None], steps[1:], at)


def _of_then(model, at):
    return rows(model, at) if hasattr(model, "history") else model._default_manager.all()


def field_of(model: type[Model], name: str, path: str, at: datetime | None = None) -> F | Subquery:
    """An expression: the field `name` of the row of `model` that the foreign keys of `path` lead to, as at `at`."""
    if at is None:
        return F(f"{path}__{name}")
    return Subquery(rows(model, at).filter(**{model._meta.pk.attname: OuterRef(path)}).values(name)[:1])


@cache
def history_of(model: type[Model]) -> type[Model]:
    """The model of its history rows. Kept, since simple-history builds a manager each time it is asked."""
    return model.history.model


def pk_of(model: type[Model], row: Model) -> int:
    """The model's own key, of a row of today or of the past."""
    return getattr(row, model._meta.pk.attname)


def recorded(model: type[Model], at: datetime | None = None) -> QuerySet:
    """Every record that had been made by `at`; all of them with None."""
    return model.objects.all() if at is None else model.objects.filter(recorded_at__lte=at)


def not_yet(path: str, at: datetime | None = None) -> Q:
    """A Q: the record that `path` leads to had not been made by `at` (None: by now)."""
    missing = Q(**{path: None})
    return missing if at is None else missing | Q(**{f"{path}__recorded_at__gt": at})


def decided(record: Model, at: datetime | None = None) -> Model | None:
    """The decision on a record that had been made by `at`; None while it waited. It reads `record.decision`."""
    decision = getattr(record, "decision", None)
    return decision if decision and (at is None or decision.recorded_at <= at) else None


def withdrawn(document: Model, at: datetime | None = None) -> bool:
    """Return whether a plan (PlanDocument) had been withdrawn by `at`. It reads `document.withdrawal`."""
    withdrawal = getattr(document, "withdrawal", None)
    return withdrawal is not None and (at is None or withdrawal.recorded_at <= at)
