"""From the cells of one entry to one row: the words of each column, what is certain in them, and what is odd about them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from safeguarding.lib.dates import Precision

from .date_cells import DATES, DoubtfulDates, read_date
from .entries import Entry
from .owners import is_nobody, read_owner
from .parse_text import Opening, is_labelled, links_named, read_opening, read_reference, split_parts
from .part_letters import PARTS, letters_in, letters_listed, letters_named
from .row_checks import check_row
from .rows import Part, Problem, Row, Stated, Status, note
from .scrutiny import read_update
from .status_words import ASSESSMENTS, STATEMENTS, Meaning, ReadStatus, read_status, says_complete

# The column's own name typed again in its cells, with the action's number where our own export printed it: "Action 12:".
ACTION_LABEL = re.compile(r"^\s*action\s*(?P<number>[0-9]{1,6})?\s*(?::|\n)\s*", re.IGNORECASE)
# The columns of which a row keeps the words as they stand.
AS_STATED = (
    *("issue_owner", "action_owner", "corporate_or_local", "cost"),
    *("theme", "report", "outcome", "evidence", "rag"),
)
OF_THE_ENTRY = ("source", "other", "columns", "item", "joined", "corrected", "shares", "lines")
# Characters. A cell longer than any in the papers we know has usually swallowed its neighbour: it is kept whole, and asked about.
LONGEST = {
    "reference": 50,
    **dict.fromkeys(("recommendation", "action", "update", "outcome", "evidence"), 4_000),
    **dict.fromkeys(("issue_owner", "action_owner", "corporate_or_local"), 200),
    "cost": 4_000,
    **dict.fromkeys((*DATES, "status", "rag", "theme", "report"), 200),
}


def read_row(
    entry: Entry, *, heading: str, inspection: str | None, house_words: Mapping[str, Meaning], doubtful: DoubtfulDates
) -> Row:
    """Read one entry, with the heading and the inspection's slug of its sheet or table.

    `doubtful` are the date columns in which a day and its month may have changed places.
    """
    words = {name: cell.words for name, cell in entry.cells.items() if cell.words}
    number = words.get("reference")
    opening = read_opening(words.get("recommendation", ""), None if is_nobody(number) else read_reference(number))
    parts = split_parts(opening.body)
    update = read_update(words.get("update", ""), [part.letter for part in parts])
    dates = {name: read_date(entry.cells.get(name), name, doubtful) for name in DATES}
    row = Row(
        heading=heading,
        inspection=inspection,
        kind="next_step" if _is_next_step(opening) else "recommendation",
        reference=opening.reference,
        timescale=words.get("timescale") or opening.timescale,
        page_reference=words.get("page") or opening.page_reference,
        recommendation=words.get("recommendation"),
        wording=opening.body or None,
        parts=parts,
        issue_owner_post=read_owner(words.get("issue_owner", "")).post,
        action_owner_post=read_owner(words.get("action_owner", "")).post,
        update=update.update,
        updates=update.updates,
        scrutiny=update.scrutiny,
        action_place=entry.place("action") + (f", {entry.act}" if entry.act else ""),
        actions=entry.listed,
        recommendation_place=entry.place("recommendation") or entry.place("reference"),
        cells=words,
        part_letters=_part_letters(entry, opening.body, parts),
        **{name: words.get(name) for name in AS_STATED},
        **{name: getattr(entry, name) for name in OF_THE_ENTRY},
        **dates,
        **_action(words.get("action", "")),
        **_states(words, house_words, dates["completed"], has_status="status" in entry.columns),
    )
    problems = (*entry.problems, *_lengths(words, entry), *update.problems, *check_row(row), *_unknown_columns(entry))
    return replace(row, problems=problems)


def _is_next_step(opening: Opening) -> bool:
    """A time limit with nothing before it that could be a recommendation's number."""
    return bool(opening.timescale and not opening.reference and not is_labelled(opening.body))


def _part_letters(entry: Entry, body: str, parts: tuple[Part, ...]) -> tuple[str, ...]:
    """The letters of the parts that a row names, as a person put them right or as they stand."""
    if PARTS in entry.corrected:
        return letters_in(entry.words(PARTS))
    if listed := letters_listed(entry.words(PARTS)):
        return listed
    return letters_named("" if parts else body, entry.words("action"))


def _action(words: str) -> dict[str, object]:
    """The fields of a row that follow from the cell of its action."""
    label = ACTION_LABEL.match(words)
    return {
        "action": words or None,
        "task": (words[label.end() :] if label else words) or None,
        "links": links_named(words),
        "action_number": int(label["number"]) if label and label["number"] else None,
    }


def _states(
    words: dict[str, str], house_words: Mapping[str, Meaning], completed: Stated, *, has_status: bool
) -> dict[str, object]:
    """The fields of a row that follow from its status, or from its colour where it has no status. has_status: there is a column for it."""
    status = read_status(words.get("status"), house_words)
    rag = read_status(None if is_nobody(words.get("rag")) else words["rag"], house_words)  # n/a: it has no colour
    stated = _status(words.get("status"), status) if "status" in words else _status(words.get("rag"), rag)
    ended = next((words[name] for name in DATES if says_complete(words.get(name))), None)  # "Completed 01/08/2015"
    if ended and (stated.raw is None or stated.value == Meaning.COMPLETE):
        read = _status(ended, read_status(ended))
        stated = replace(stated, said_on=stated.said_on or read.said_on) if stated.value else read
    if not has_status:
        read = _status(words.get("update"), read_status(words.get("update"), house_words))
        stated = read if read.value else stated  # under "Progress" stands "Completed" and nothing more
    if stated.value and stated.said_on is None and completed.precision == Precision.DAY:
        stated = replace(stated, said_on=completed.date)
    return {
        "assessment": next((str(column.means) for column in (status, rag) if column.means in ASSESSMENTS), None),
        "status": stated,
        "unknown_words": tuple(dict.fromkeys(column.words for column in (status, rag) if column.unknown)),
    }


def _status(words: str | None, read: ReadStatus) -> Status:
    means = read.means if read.means != Meaning.ASK else None
    day = read.said_on if read.precision == Precision.DAY else None
    return Status(words, str(means) if means in STATEMENTS else None, means and str(means), day)


def _lengths(words: dict[str, str], entry: Entry) -> Iterator[Problem]:
    """A problem for a recommendation that is not there, and for each cell that is longer than its column's should be.

    A document that has numbers and no column of recommendations needs no words for them.
    """
    numbered = entry.shares or ("recommendation" not in entry.columns and entry.words("reference"))
    for name, longest in LONGEST.items():
        cell = words.get(name, "")
        if name == "recommendation" and not cell and not numbered:
            known = bool(entry.words("reference")) and len(words) > 1
            alone = _("No recommendation stands in this row: it is known by its number alone.")
            yield note(name, alone if known else _("No recommendation stands in this row."), must=not known)
        if len(cell) > longest:
            sentence = _(
                "This cell runs to %(count)s characters. It is kept whole; check that it is not several cells in one."
            )
            yield note(name, sentence, count=len(cell))


def _unknown_columns(entry: Entry) -> Iterable[Problem]:
    for column, words in entry.other.items():
        if column in entry.asked:
            sentence = _("%(column)s is not a column that is known here; its words are kept: “%(words)s”.")
            yield note("other", sentence, column=column, words=words[:80])
