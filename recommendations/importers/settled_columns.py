"""Columns whose headers leave open what they hold, settled by what stands below them."""

import re
from dataclasses import replace

from safeguarding.lib.dates import parse_british
from safeguarding.lib.grids import Line

from .columns import Header, continues_left, field_of, is_share
from .header_words import PARENTS, WORDING
from .headers import is_bare_number, is_named
from .parse_text import fold, read_opening
from .status_words import Meaning, read_status

_ANSWER = re.compile(
    r"(?:(?:fully|partially|partly|not) )?(?:accept|agree|reject|decline|support)(?:ed|d)?(?:,? in (?:part|full|principle))?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[0-9]|^(?:tbc|tba|n/?a|asap|ongoing)$", re.IGNORECASE)  # of a date, or of none
_BARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?")
SAID = (
    "update",
    "status",
    "evidence",
    "outcome",
)  # a bare “Date” beside one of these is the day on which that was said

Fields = dict[int, str]


def settled(headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> Fields:
    """The fields, some of them by what stands below: a reference, an owner, a deadline.

    A column headed “Recommendation” that holds only numbers is the reference, where another holds the words. “To be done by” is
    by whom where it holds no figure and no other column is the owner's. A bare “Date” is the deadline unless it stands beside
    what was said on it, “Review” is no report where it holds days, and a “Response” that only accepts or rejects is no action.
    Words under several days are the updates of these days. Lists of tasks named “To do” and “Done” say how these stand.
    """
    fields = fields | _done_by(headers, fields, below) | _said_on(headers, fields, below)
    fields = {at: name for at, name in fields.items() if not _is_another_thing(at, name, headers, fields, below)}
    if "reference" in fields.values():
        return fields
    number = next((position for position, name in fields.items() if name == "recommendation"), None)
    tagged = _tagged(headers, fields, below)
    if number is not None and _folded(headers[number]) in PARENTS:
        return (
            {at: name for at, name in fields.items() if at != number} | tagged
            if tagged
            else _with_lists(number, fields, below)
        )
    text = next((position for position, words in headers.items() if _folded(words) in WORDING), None)
    if number is None or text in fields or not _holds_numbers(number, below):
        return fields | tagged
    return fields | {number: "reference"} | ({} if text is None else {text: "recommendation"})


def _tagged(headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> Fields:
    """The reference, where a column with a header of any other name holds nothing but “Rec 1” and its like."""
    for at in headers.keys() - fields.keys():
        cells = _cells(at, below)
        if cells and all(is_named(cell) and is_bare_number(cell) for cell in cells):
            return {at: "reference"}
    return {}


def _with_lists(at: int, fields: Fields, below: tuple[Line, ...]) -> Fields:
    cells = _cells(at, below)
    if not any(map(_stands, cells)) or any(read_opening(cell).reference for cell in cells):
        return fields
    others = {position: name for position, name in fields.items() if position != at}
    return others if "status" in others.values() else others | {at: "status"}


def _stands(words: str) -> bool:
    return read_status(words).means not in (None, Meaning.ASK)


def with_number_and_words(line: Line, header: Header, below: tuple[Line, ...]) -> Header:
    """The header, where “Recommendation” is merged over a column of numbers and one of words: the first is the reference."""
    number = next((at for at, name in header.fields.items() if name == "recommendation"), None)
    if number is None or "reference" in header.fields.values() or not _holds_numbers(number, below):
        return header
    words = number + 1
    if words >= len(line.cells) or not continues_left(line, words) or not _cells(words, below):
        return header
    return replace(
        header,
        words=dict(sorted((header.words | {words: line.cells[words].words}).items())),
        fields=dict(sorted((header.fields | {number: "reference", words: "recommendation"}).items())),
    )


def with_shares(headers: dict[int, str], below: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, the bare numbers under "% complete" as shares; where none is over 1, they are of one and not of a hundred."""
    for at in filter(lambda at: is_share(headers[at]), headers):
        numbers = [float(cell) for cell in _cells(at, below) if _BARE.fullmatch(cell)]
        of_one = bool(numbers) and max(numbers) <= 1
        below = tuple(_with_share(line, at, of_one) for line in below)
    return below


def _with_share(line: Line, at: int, of_one: bool) -> Line:
    words = line.cells[at].words if at < len(line.cells) else ""
    if not _BARE.fullmatch(words):
        return line
    share = int(float(words) * 100 + 0.01) if of_one else words
    return replace(line, cells=(*line.cells[:at], replace(line.cells[at], value=f"{share}%"), *line.cells[at + 1 :]))


def _done_by(headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> Fields:
    if "action_owner" in fields.values():
        return {}
    by = [at for at, words in headers.items() if re.search(r"\bby$", _folded(words)) and field_of(words) == "target"]
    named = [at for at in by if (cells := _cells(at, below)) and not any(map(_FIGURE.search, cells))]
    return dict.fromkeys(named[:1], "action_owner")


def _said_on(headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> Fields:
    dated = [at for at, words in headers.items() if at not in fields and parse_british(words).on]
    told = [cell for at in dated for cell in _cells(at, below)]
    is_told = bool(told) and all(len(cell.split()) > 1 for cell in told)  # a cross says when, a colour how it stood
    return dict.fromkeys(dated, "update") if is_told and len(dated) > 1 and "update" not in fields.values() else {}


def _is_another_thing(at: int, name: str, headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> bool:
    words = _folded(headers.get(at, ""))
    if name == "action" and words.endswith("response"):
        cells = _cells(at, below)
        return bool(cells) and all(_ANSWER.fullmatch(cell.strip(" .")) for cell in cells)
    if (name, words) == ("target", "date"):
        return fields.get(at - 1) in SAID
    return (name, words) == ("report", "review") and all(parse_british(cell).on for cell in _cells(at, below))


def _holds_numbers(at: int, below: tuple[Line, ...]) -> bool:
    cells = _cells(at, below)
    return bool(cells) and all(map(is_bare_number, cells))


def _cells(at: int, below: tuple[Line, ...]) -> list[str]:
    return [line.cells[at].words for line in below if at < len(line.cells) and line.cells[at].words]


def _folded(words: str) -> str:
    return fold(words).strip(" .:")
