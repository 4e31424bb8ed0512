"""A list of actions as a table to work on: one line an action, every date as 2015-04-30, so that it sorts."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.text import get_text_list

from ..selectors.actions.list import ActionRow
from .heading import stood_at

COLUMNS = (
    *("Action", "Text", "Answers", "Inspection", "Owner", "Held by", "State"),
    *("Target", "Target as stated", "Original target", "Inspectorate's date", "Days late", "Late against"),
    "Days open since asked for immediately",
)
WITHHELD = "Words not released to you yet"


def action_list(rows: Iterable[ActionRow], *, marking: str, at: datetime) -> Iterator[tuple[str, ...]]:
    """The protective marking, the moment (aware datetime) that `rows` are of, the header, then a line for each of them."""
    for words in (marking, "Actions", stood_at(at)):
        yield (words, *[""] * (len(COLUMNS) - 1))
    yield COLUMNS
    yield from map(_line, rows)


def _line(row):
    late = row.late
    return (
        str(row.number),
        row.text or WITHHELD,
        "; ".join(get_text_list([str(part) for part in parts], "and") for _, parts in row.covers),
        "; ".join(inspection for inspection, _ in row.covers),
        row.owner,
        row.holder,
        row.status.label,
        _day(row.target_on),
        row.target_words,
        _day(row.original_on),
        _day(row.due_on),
        str(late.days) if late else "",
        (late.against or "the target in force") if late else "",
        row.immediate.removeprefix("open ").removesuffix(" days").removesuffix(" day"),
    )


def _day(on):
    return on.isoformat() if on else ""
