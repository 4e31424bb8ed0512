"""Sub-parts: lettered or dashed inside a paragraph, as list items after it, or as clauses with their own date and body."""

import re
from collections.abc import Sequence
from datetime import date

from inspections.reading import limits
from inspections.reading.addressees import addressees_of
from inspections.reading.drafts import DraftPart
from inspections.reading.phrases import SHOULD

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
MOST_PARTS = len(LETTERS)

_MARK = re.compile(r"(?P<open>\(?)(?P<letter>[a-z]|[ivx]{1,4}|[0-9]{1,2})(?P<close>[).])\s+", re.IGNORECASE)
DECIMAL = re.compile(r"[A-Z]{0,2}[0-9]{1,2}\.[0-9]{1,2} (?=[a-z])")  # "1.1 publishes what it spends"
_INLINE = re.compile(r"(?:(?<=\s)|^)(?:(?:and|or) )?(?:\((?P<both>[a-z]|[ivx]{1,4})\)|(?P<one>[a-z]|[ivx]{1,4})\))\s+")
_TAIL = re.compile(r"[;,]?\s*(?:\b(?:and|or)\b)?[;,]?\s*$")
_CLAUSES = re.compile(r"[,;]\s+and\s+(?=(?:by|within|no later than|not later than)\s)", re.IGNORECASE)


def lettered(text: str) -> tuple[str, str] | None:
    """A list item's own letter or number and the words after it: "a) review" is ("a", "review"). None for none."""
    found = _MARK.match(text)
    if not found or not (
        found["open"] or found["close"] == ")" or len(found["letter"]) == 1 or found["letter"].isdigit()
    ):
        return None
    return found["letter"].lower(), text[found.end() :]


def without_tail(text: str) -> str:
    """A sub-part without the "; and" that joins it to the next."""
    return _TAIL.sub("", text).strip() if not text.endswith((".", "?", "!")) else text.strip()


def parts_from_items(items: Sequence[str]) -> tuple[DraftPart, ...]:
    """Sub-parts out of list items: letters as printed, else in order."""
    items = _without_bare_letters(items)
    read = []
    for place, text in enumerate(items[:MOST_PARTS]):
        letter, words = lettered(text) or (LETTERS[place], DECIMAL.sub("", text))
        read.append(DraftPart(letter, without_tail(words)))
    return tuple(read)


def _without_bare_letters(items: Sequence[str]) -> Sequence[str]:
    """The items without letters that stand bare before each, in order: "a publish the number", "b write to every council"."""
    bare = [item[2:] for letter, item in zip(LETTERS, items, strict=False) if item[:2] == f"{letter} "]
    return bare if len(bare) == len(items) > 1 else items


def parts_inside(text: str) -> tuple[str, tuple[DraftPart, ...]]:
    """The lead and the sub-parts of a paragraph that has them inside: "should a) review ...; and b) record ...".

    Without letters, they are what stands between semicolons behind a colon, the last behind "; and".
    """
    marks = _in_order(list(_INLINE.finditer(text)))
    if len(marks) < 2:
        lead, colon, rest = text.partition(": ")
        pieces = re.split(r";\s+(?:and\s+)?", rest)
        if re.search(r";\s+and\s", rest) and len(pieces) <= MOST_PARTS:
            return lead + colon.strip(), parts_from_items(pieces)
        return text, ()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [
        DraftPart((mark["both"] or mark["one"]).lower(), without_tail(text[mark.end() : end]))
        for mark, end in zip(marks, ends, strict=True)
    ]
    return text[: marks[0].start()].strip(), tuple(parts)


def _in_order(marks: list[re.Match]) -> list[re.Match]:
    """The marks that run a, b, c or i, ii, iii, from the first of them on."""
    for order in (list(LETTERS), ROMANS):
        kept: list[re.Match] = []
        for mark in marks:
            if len(kept) < len(order) and (mark["both"] or mark["one"]) == order[len(kept)]:
                kept.append(mark)
        if len(kept) > 1:
            return kept
    return []


def clauses(text: str, published: date | None, precision: str) -> tuple[DraftPart, ...]:
    """The clauses of a recommendation that sets two dates, each with its date and addressees; () for one date."""
    pieces = _CLAUSES.split(text)
    if len(pieces) < 2:
        return ()
    read = []
    for place, piece in enumerate(pieces[:MOST_PARTS]):
        found = [limit for limit in limits.limits_in(piece) if limit.certain]
        if not found or not SHOULD.search(piece):
            return ()
        addressees = addressees_of(limits.without_limits(piece))
        read.append(
            DraftPart(LETTERS[place], piece.strip(), limits.read(found[0].words, published, precision), addressees)
        )
    return tuple(read)
