"""The generator's own way in: rows and their history in bulk, which history.write() and the models refuse on purpose."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import Model, QuerySet

from safeguarding.models import HistoryModel, User

BATCH = 2_000  # rows a statement


class State(NamedTuple):
    """How a thing stood from a moment on: by whom, why, and the fields that differ from what it is now."""

    at: datetime
    by: User
    why: str
    differs: dict[str, object] = {}


def add(model: type[Model], rows: Iterable[Model]) -> list[Model]:
    """Insert the rows, and return them with their keys."""
    return QuerySet(model).bulk_create(rows, batch_size=BATCH)


def add_history(model: type[HistoryModel], pasts: Iterable[tuple[HistoryModel, Iterable[State]]]) -> None:
    """Insert a history row for each State of each thing, the first of which made it."""
    history = model.history.model  # asked once, because asking builds a class
    add(history, (row for thing, states in pasts for row in _history_rows(history, thing, states)))


def _history_rows(history, thing, states) -> Iterator[Model]:
    fields = {
        field.attname: getattr(thing, field.attname)
        for field in thing._meta.concrete_fields
        if field.name not in thing.unkept
    }
    for number, state in enumerate(states):
        yield history(
            history_date=state.at,
            history_type="~" if number else "+",
            history_user_id=state.by.pk,
            history_change_reason=state.why,
            **(fields | state.differs),
        )
