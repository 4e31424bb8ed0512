"""One row of a plan as it was read: its words, what is certain in them, and what has to be asked about."""

import datetime
from dataclasses import asdict, dataclass, field
from typing import Any

from safeguarding.lib.dates import Precision


@dataclass(frozen=True)
class Problem:
    """Something a person has to look at: the field's name in the preview, and one plain sentence.

    `must` says that the row may not go in until a person has answered; the others are notes. `choices` are the answers that may
    be given, as (words put in the field's place, sentence); without any the words of the field are to be put right.
    """

    field: str
    message: str
    must: bool = False
    choices: tuple[tuple[str, str], ...] = ()


def note(
    field: str, message: str, *, must: bool = False, choices: tuple[tuple[str, str], ...] = (), **named: object
) -> Problem:
    """A Problem whose sentence has these words in their places: "%(row)s"."""
    return Problem(field, message % named, must, choices)


@dataclass(frozen=True)
class Source:
    """Where the words stand: a sheet's name or a table's number, and the row, both counted as a person sees them."""

    sheet: str | None
    table: int | None
    row: int

    def to_json(self) -> dict[str, Any]:
        """The place without the half that does not apply."""
        return {key: value for key, value in asdict(self).items() if value is not None}


@dataclass(frozen=True)
class Stated:
    """A date column: the words, and the date where they are certain. `as_text` if the file held words, not a date.

    `doubt` says why no date is read from words that seem to hold one; `ask` that the row has to wait for a person's answer.
    """

    raw: str | None = None
    date: datetime.date | None = None
    precision: Precision = Precision.DAY
    as_text: bool = False
    doubt: str = ""
    ask: bool = False

    def to_json(self) -> dict[str, Any]:
        """The words, the ISO date or null, and how much of a date the words gave."""
        iso = self.date and self.date.isoformat()
        return {"raw": self.raw, "date": iso, "precision": str(self.precision) if iso else None}


@dataclass(frozen=True)
class Status:
    """The status column: its words, and `recommended_complete`, `complete`, `no_action_required` or None.

    `means` is what the words say, those three included (status_words.Meaning), None where that is not known; `said_on` the day
    that stands beside them.
    """

    raw: str | None = None
    value: str | None = None
    means: str | None = None
    said_on: datetime.date | None = None


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

    Rows with one `recommendation_place` are actions of one recommendation, rows with one `action_place` share one action, and
    `action_number` is the action's number in this tracker where the label prints it ("Action 12:"). `item` counts from 1 the
    recommendations of one cell, `joined` are the numbers of the lines read into this row, `cells` the words by field as they
    stand, `unknown_words` the folded status words that a person has to explain, and `corrected` the fields that one put right.
    `shares` are the numbers as they stand where the row names several recommendations, `part_letters` the parts that it names.
    `lines` are those that it was read from: number, and the words of each cell. `actions` counts those that its cell lists.
    `revised` is a target that came after the first, which is `target`.
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
    theme: str | None = None
    report: str | None = None
    outcome: str | None = None
    evidence: str | None = None
    rag: str | None = None
    completed: Stated = Stated()
    revised: Stated = Stated()
    action_number: int | None = None
    action_place: str = ""
    recommendation_place: str = ""
    item: int = 1
    joined: tuple[int, ...] = ()
    cells: dict[str, str] = field(default_factory=dict)
    unknown_words: tuple[str, ...] = ()
    corrected: frozenset[str] = frozenset()
    shares: str = ""
    part_letters: tuple[str, ...] = ()
    lines: tuple[tuple[int, tuple[str, ...]], ...] = ()
    actions: int = 0

    @property
    def moves_target(self) -> bool:
        """Return whether it gives another target beside the first."""
        return self.revised.date is not None and self.revised.date != self.target.date

    def to_json(self) -> dict[str, Any]:
        """The row as the preview prints it: plain words, lists and ISO dates."""
        printed = asdict(self)
        for name in ("columns", "cells", "corrected", "lines", "actions"):
            del printed[name]
        said_on = self.status.said_on
        printed["status"] = {"raw": self.status.raw, "value": self.status.value}
        printed["status_means"] = self.status.means
        printed["status_said_on"] = said_on and said_on.isoformat()
        for note in printed["scrutiny"]:
            note["date"] = note["date"] and note["date"].isoformat()
        places = ("source", "target", "revised", "expected", "completed")
        return printed | {name: getattr(self, name).to_json() for name in places}
