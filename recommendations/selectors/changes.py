"""Something as it was and is: its fields in words, how two rows of it differ, and what was changed from each to the next."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.translation import gettext

from safeguarding.lib.languages import translated
from safeguarding.models import HistoryModel

from .actions.entries import Entry, paragraphs
from .moves import Move


class Field(NamedTuple):
    """One field in words: `say` takes a row of today or of the past. note: a text that is not for everybody."""

    label: str
    say: Callable[[HistoryModel], str]
    note: bool = False


def differing(fields: Iterable[Field], before: HistoryModel, after: HistoryModel, *, notes: bool = True) -> list[Move]:
    """The differences between two rows of one thing, each before and after. notes: texts that are not for everybody too."""
    values = (
        (translated(field.label), field.say(before), field.say(after)) for field in fields if notes or not field.note
    )
    none = gettext("none")
    return [Move(label, old or none, new or none) for label, old, new in values if old != new]


def changed(row: HistoryModel, moves: list[Move], why: str, title: str = "Changed") -> Entry:
    """The Entry of a change, from the row of history that it made. why: "" for those whom the reason is not for."""
    lines = "\n".join(f"{move.label}: {move.before} → {move.after}" for move in moves)
    return entry(row, title, paragraphs(why, lines))


def entry(row: HistoryModel, title: str, body: str) -> Entry:
    """An Entry of the moment and the person of a row of history, which carries its `history_user`."""
    who = row.history_user.called(row.history_date) if row.history_user else ""
    return Entry(row.history_date, row.history_user_id, "edit", title, body, who=who)
