"""A list of actions as a table to work on: one line an action, every date as 2015-04-30, so that it sorts."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.text import get_text_list

from safeguarding.lib.words import WITHHELD

from ..selectors.actions.list import ActionRow
from ..selectors.how_it_stands import HowItStands
from ..selectors.lateness import LATE
from ..selectors.places import LABELS
from .heading import stood_at

COLUMNS = (
    *("Action", "Text", "Answers", "Inspection", "Owner", "Held by", "State"),
    *("Current target", "Target as stated", "First target", "Inspectorate’s date", "Asked for, not agreed yet"),
    *("Days late", "Days past the first target", "Days past the inspectorate’s date", "Days of these with the DCC"),
    *("Days open since asked for immediately", "Changes of date", "Slipped"),
    *("Waiting on", "What protects children meanwhile", "Checks to come", "Evidence", *LABELS.values()),
)


def action_list(
    rows: Iterable[tuple[ActionRow, HowItStands]], *, marking: str, embargoes: Iterable[str], at: datetime
) -> Iterator[tuple[str, ...]]:
    """The protective marking, the moment (aware datetime) that `rows` are of, the header, then a line for each of them.

    rows: each with how it stands. embargoes: what the reader is told of those.
    """
    for words in (marking, "Actions", stood_at(at, embargoes)):
        yield (words, *[""] * (len(COLUMNS) - 1))
    yield COLUMNS
    for row, stands in rows:
        yield _line(row, stands)


def _line(row, stands):
    late, number, hidden = row.late, row.number, not row.text
    return (
        str(row.number),
        row.text or WITHHELD,
        "; ".join(_named(parts) for _, parts in row.covers),
        "; ".join(inspection for inspection, _ in row.covers),
        row.owner,
        row.holder,
        row.status.label,
        _day(row.target_on),
        row.target_words,
        _day(row.original_on),
        _day(row.due_on),
        _day(stands.asked_for(number)),
        *(str(row.past.get(way, "")) for way in LATE),
        str(stands.in_queue(number, late)) if late else "",
        row.immediate.removeprefix("open ").removesuffix(" days").removesuffix(" day"),
        "\n".join(stands.changes(number)),
        stands.slipped(number),
        "\n".join(stands.waiting(number, hidden=hidden)),
        "\n".join(stands.meanwhile(number, hidden=hidden)),
        "\n".join(stands.to_check(number, hidden=hidden)),
        "\n".join(stands.proofs(number)),
        *("; ".join(row.places[label]) for label in LABELS.values()),
    )


def _named(parts):
    words = [part.words for part in parts]
    return get_text_list(words, "and") if len(words) > 1 else words[0]


def _day(on):
    return on.isoformat() if on else ""
