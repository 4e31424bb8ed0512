"""Rows as they stood at a past moment, by recorded time: history rows, never today's.

simple-history's as_of() shows a thing twice when two of its rows bear the same moment, so this is ours.
"""

from datetime import datetime
from functools import cache

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery


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
