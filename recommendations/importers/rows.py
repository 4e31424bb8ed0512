"""One row of a plan as it was read: its words, what is certain in them, and what has to be asked about."""

import datetime
from dataclasses import asdict, dataclass

from django import forms

from safeguarding.lib.dates import Precision

# A cell longer than any in the papers we know has usually swallowed its neighbour: it is kept whole, and asked about.
LONG_CELL = 4_000
LONG_OWNER = 200


@dataclass(frozen=True)
class Problem:
    """Something a person has to look at: the field's name in the preview, and one plain sentence."""

    field: str
    message: str


@dataclass(frozen=True)
class Source:
    """Where the words stand: a sheet's name or a table's number, and the row, both counted as a person sees them."""

    sheet: str | None
    table: int | None
    row: int

    def to_json(self) -> dict:
        """The place without the half that does not apply."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Stated:
    """A date column: the words, and the date where they are certain. `as_text` if the file held words, not a date."""

    raw: str | None = None
    date: datetime.date | None = None
    precision: Precision = Precision.DAY
    as_text: bool = False
    doubt: str = ""

    def to_json(self) -> dict:
        """The words, the ISO date or null, and how much of a date the words gave."""
        iso = self.date and self.date.isoformat()
        return {"raw": self.raw, "date": iso, "precision": str(self.precision) if iso else None}


@dataclass(frozen=True)
class Status:
    """The status column: its words, and `recommended_complete`, `complete`, `no_action_required` or None."""

    raw: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Part:
    """Words that belong to one lettered part; `letter` is None for words that belong to the whole."""

    letter: str | None
    text: str


@dataclass(frozen=True)
class Note:
    """A dated remark of a chief officer found inside an update: a statement to be confirmed, never a decision.

    `outcome` is `supports_completion`, `recommend_complete`, `question` or `other`; `by` is "not stated" where no one is named.
    """

    date: datetime.date | None
    by: str
    outcome: str
    text: str
    part: str | None


@dataclass(frozen=True)
class Row:
    """One recommendation or next step with its action. Blank is None; "n/a" and every other word is kept as typed.

    `recommendation` and `action` are the whole cells; `wording` and `task` are the same without number, time limit and pages,
    and without the label "Action:". `kind` is `recommendation` or `next_step`.
    """

    source: Source
    heading: str
    inspection: str | None
    kind: str
    reference: str | None
    timescale: str | None
    page_reference: str | None
    recommendation: str | None
    wording: str | None
    parts: tuple[Part, ...]
    action: str | None
    task: str | None
    links: tuple[str, ...]
    issue_owner: str | None
    issue_owner_post: str | None
    action_owner: str | None
    action_owner_post: str | None
    corporate_or_local: str | None
    cost: str | None
    target: Stated
    expected: Stated
    assessment: str | None
    status: Status
    update: str | None
    updates: tuple[Part, ...]
    scrutiny: tuple[Note, ...]
    other: dict[str, str]
    columns: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict:
        """The row as the preview prints it: plain words, lists and ISO dates."""
        told = asdict(self)
        del told["columns"]
        for note in told["scrutiny"]:
            note["date"] = note["date"] and note["date"].isoformat()
        places = {"source": self.source, "target": self.target, "expected": self.expected}
        return told | {name: place.to_json() for name, place in places.items()}


def _words(limit: int = LONG_CELL, blank: str = "") -> forms.CharField:
    long = "This cell runs to %(show_value)d characters. It is kept whole; check that it is not several cells in one."
    messages = {"max_length": long, "required": blank}
    return forms.CharField(max_length=limit, required=bool(blank), error_messages=messages, strip=False)


class RowForm(forms.Form):
    """What may stand in each cell. Its errors are told as problems and never keep a row out of the preview."""

    recommendation = _words(blank="No recommendation stands in this row.")
    action = _words()
    update = _words()
    issue_owner = _words(LONG_OWNER)
    action_owner = _words(LONG_OWNER)
    corporate_or_local = _words(LONG_OWNER)
    cost = _words()
    target = _words(LONG_OWNER)
    expected = _words(LONG_OWNER)
    status = _words(LONG_OWNER)

    def problems(self) -> tuple[Problem, ...]:
        """The form's errors, one problem each."""
        return tuple(Problem(name, message) for name, messages in self.errors.items() for message in messages)
