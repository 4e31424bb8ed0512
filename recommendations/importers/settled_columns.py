"""Columns whose headers leave open what they hold, settled by what stands below them."""

import re
from dataclasses import replace

from safeguarding.lib.dates import parse_british
from safeguarding.lib.readers.grids import Line

from .columns import FEWEST_MONTHS, Header, continues_left, field_of, is_of_done, is_share
from .header_words import PARENTS, WORDING
from .headers import column_words, is_bare_number, is_named
from .parse_text import fold, read_opening
from .status_words import EMPTY_BOXES, Meaning, is_known, read_status

_ANSWER = re.compile(
    r"(?:(?:fully|partially|partly|not) )?(?:accept|agree|reject|decline|support)(?:ed|d)?(?:,? in (?:part|full|principle))?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[0-9]|^(?:tbc|tba|n/?a|asap|ongoing)$", re.IGNORECASE)  # of a date, or of none
_MARK = re.compile(r"[x✓✔☑☒☐□●•*]|yes|true|false", re.IGNORECASE)
_BARE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?")
# a bare “Date” beside one of these is the day on which that was said
DATED_FIELDS = ("update", "status", "evidence", "outcome")

Fields = dict[int, str]


def settled(headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> Fields:
    """The fields, some of them by what stands below: a reference, an owner, a deadline.

    A column headed “Recommendation” that holds only numbers is the reference, where another holds the words. “To be done by” is
    by whom where it holds no figure and no other column is the owner's. A bare “Date” is the deadline unless it stands beside
    what was said on it, “Review” is no report where it holds days, and a “Response” that only accepts or rejects is no action.
    Words under several days are the updates of these days. Lists of tasks named “To do” and “Done” say how these stand.
    """
    ticked = ticked_columns(headers, below)
    fields = {at: name for at, name in fields.items() if at not in ticked} | dict.fromkeys([*ticked][:1], "status")
    fields = fields | _done_by(headers, fields, below) | _said_on(headers, fields, below)
    fields = {at: name for at, name in fields.items() if not _is_another_thing(at, name, headers, fields, below)}
    if "reference" in fields.values():
        return fields
    number = next((position for position, name in fields.items() if name == "recommendation"), None)
    tagged = _tagged(headers, fields, below)
    if number is not None and _folded(headers[number]) in PARENTS:
        others = {at: name for at, name in fields.items() if at != number}
        return others | tagged if tagged else _with_lists(number, fields, below)
    text = next((position for position, words in headers.items() if _folded(words) in WORDING), None)
    if number is None or text in fields or not _holds_numbers(number, below):
        return fields | tagged
    return fields | {number: "reference"} | ({} if text is None else {text: "recommendation"})


def ticked_columns(headers: dict[int, str], below: tuple[Line, ...]) -> dict[int, str]:
    """The columns that are headed by a status each, with a mark under one of them, by position: their headers."""
    known = {at: words for at, words in headers.items() if is_known(words)}
    found = {at: words for at, words in known.items() if all(_MARK.fullmatch(cell) for cell in column_words(at, below))}
    return found if len(found) > 1 and any(is_tick(cell) for at in found for cell in column_words(at, below)) else {}


def is_tick(words: str) -> bool:
    """Return whether words are a mark that chooses: a cross or a tick."""
    return bool(_MARK.fullmatch(words)) and words not in EMPTY_BOXES


def _tagged(headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> Fields:
    """The reference, where a column with a header of any other name holds nothing but “Rec 1” and its like."""
    for at in headers.keys() - fields.keys():
        cells = column_words(at, below)
        if cells and all(is_named(cell) and is_bare_number(cell) for cell in cells):
            return {at: "reference"}
    return {}


def _with_lists(at: int, fields: Fields, below: tuple[Line, ...]) -> Fields:
    cells = column_words(at, below)
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
    if words >= len(line.cells) or not continues_left(line, words) or not column_words(words, below):
        return header
    return replace(
        header,
        words=dict(sorted((header.words | {words: line.cells[words].words}).items())),
        fields=dict(sorted((header.fields | {number: "reference", words: "recommendation"}).items())),
    )


def with_shares(headers: dict[int, str], below: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, the bare numbers under "% complete" as shares; where none is over 1, they are of one and not of a hundred.

    A box under "Done?" that nobody ticked says nothing, as in the rows below a list that hold a box and nothing else.
    """
    for at in filter(lambda at: is_of_done(headers[at]), headers):
        below = tuple(_with_box(line, at) for line in below)
    for at in filter(lambda at: is_share(headers[at]), headers):
        numbers = [float(cell) for cell in column_words(at, below) if _BARE.fullmatch(cell)]
        of_one = bool(numbers) and max(numbers) <= 1
        below = tuple(_with_share(line, at, of_one) for line in below)
    return below


def _with_box(line: Line, at: int) -> Line:
    words = line.cells[at].words if at < len(line.cells) else ""
    if words != "TRUE" and words not in EMPTY_BOXES:
        return line
    return _with(line, at, "✓" if words == "TRUE" else None)


def _with_share(line: Line, at: int, of_one: bool) -> Line:
    words = line.cells[at].words if at < len(line.cells) else ""
    share = words if not of_one or not _BARE.fullmatch(words) else int(float(words) * 100 + 0.01)
    return _with(line, at, f"{share}%") if _BARE.fullmatch(words) else line


def _with(line: Line, at: int, words: str | None) -> Line:
    return replace(line, cells=(*line.cells[:at], replace(line.cells[at], value=words), *line.cells[at + 1 :]))


def _done_by(headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> Fields:
    if "action_owner" in fields.values():
        return {}
    by = [at for at, words in headers.items() if re.search(r"\bby$", _folded(words)) and field_of(words) == "target"]
    named = [at for at in by if (cells := column_words(at, below)) and not any(map(_FIGURE.search, cells))]
    return dict.fromkeys(named[:1], "action_owner")


def _said_on(headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> Fields:
    dated = [at for at, words in headers.items() if at not in fields and parse_british(words).on]
    cells = [cell for at in dated for cell in column_words(at, below)]
    if not cells or len(dated) < 2:
        return {}
    is_told = all(len(cell.split()) > 1 for cell in cells)  # a cross says when, a colour how it stood
    if is_told and "update" not in fields.values():
        return dict.fromkeys(dated, "update")
    days = [parse_british(headers[at]).on for at in dated]
    stands = (
        len(days) >= FEWEST_MONTHS
        and days == sorted(days)
        and all(map(is_known, cells))
        and not {"rag", "status"} & set(fields.values())
    )
    return dict.fromkeys(dated, "rag") if stands else {}


def _is_another_thing(at: int, name: str, headers: dict[int, str], fields: Fields, below: tuple[Line, ...]) -> bool:
    words = _folded(headers.get(at, ""))
    if name == "action" and words.endswith("response"):
        cells = column_words(at, below)
        return bool(cells) and all(_ANSWER.fullmatch(cell.strip(" .")) for cell in cells)
    if (name, words) == ("target", "date"):
        return fields.get(at - 1) in DATED_FIELDS
    return (name, words) == ("report", "review") and all(parse_british(cell).on for cell in column_words(at, below))


def _holds_numbers(at: int, below: tuple[Line, ...]) -> bool:
    cells = column_words(at, below)
    return bool(cells) and all(map(is_bare_number, cells))


def _folded(words: str) -> str:
    return fold(words).strip(" .:")
