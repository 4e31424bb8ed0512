"""The form of a return, to be filled in as a file: one row an action, in Word and in Excel alike."""

from collections.abc import Iterable
from datetime import datetime

from safeguarding.lib.dates import in_words, london_date
from safeguarding.lib.words import WITHHELD
from safeguarding.lib.writers.tables import Table
from safeguarding.models import Marking, Post

from ..importers.returns import HEADINGS
from ..models import UpdateRound
from ..selectors.rounds.form_rows import FormRow
from .heading import stood_at

COLUMNS = (
    ("Action", 42),
    ("Answers", 20),
    ("Due", 14),
    ("Last update", 30),
    (HEADINGS["done"], 42),
    (HEADINGS["no_change_because"], 28),
    (HEADINGS["key"], 12),
)
HOW = "Fill in one of the last two columns of words in each row, save the file, and bring it back on the page of the return."


def return_form(
    round: UpdateRound, post: Post, rows: Iterable[FormRow], *, embargoes: Iterable[str] = (), at: datetime
) -> Table:
    """The form with what is drafted already, as it stood at `at` (aware datetime)."""
    rows = list(rows)
    return Table(
        title=f"Return of the {post}: {round.title}",
        marking=Marking.highest(row.line.action.marking for row in rows).label,
        about=f"{stood_at(at, embargoes)} {HOW}",
        labels=(("Returns by", in_words(round.returns_by)),),
        columns=COLUMNS,
        rows=tuple(map(_row, rows)),
        at=at,
    )


def _row(row):
    line, action = row.line, row.line.action
    return (
        f"Action {line.number}\n{WITHHELD if action.withheld else action.text}",
        line.covers,
        "\n".join([_due(action), *line.late_words]),
        _last(line.last_update),
        row.draft.done,
        row.draft.no_change_because,
        str(row.key),
    )


def _due(action):
    if action.target_on:
        return in_words(action.target_on, action.target_precision)
    return "" if action.withheld else action.target_words


def _last(update):
    if update is None:
        return "None yet"
    words = WITHHELD if update.withheld else update.done or update.no_change_because or update.next
    return f"{in_words(london_date(update.said_at))}: {words}"
