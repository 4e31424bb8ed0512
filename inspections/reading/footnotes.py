"""Footnotes at the foot of a page, found by their marks, which OCR turns into signs, and left out."""

import re
from collections.abc import Sequence

from inspections.reading.lines import Line

LONGEST_NOTE = 12  # lines

_SIGN = re.compile(r"(?:[!\"'%®°”†‡§]{1,3}[>0-9]?|'?[0-9]{1,3}|\*{1,2})\s+(?=[\"“‘'A-Z]|www|http)")
_NUMBER = re.compile(r"[0-9]{1,3}\s")
_CITES = re.compile(r"[0-9]{1,3}\s+(?:[\"“]|See\b|Ibid|Section [0-9]|Available)|.*(?:https?://|www\.)")
_REFERRED_TO = re.compile(r"[a-z][.,;:)’']*(?:[®™°¹²³⁴⁵⁶⁷⁸⁹⁰*]|[%?][%?®°0-9]|[0-9]{1,2})(?=[\s.,;?]|$)")
_DEMANDS = re.compile(r"[^“\"]{0,160}\b(?:should|must|recommends?)\b", re.IGNORECASE)
_STOPPED = re.compile(r"[.!?:;]['’”\")]*$")


def without_footnotes(pages: Sequence[list[Line]], texts: Sequence[str]) -> list[list[Line]]:
    """The lines of each page up to its footnotes, without the end of a note that runs on from the page before.

    `texts` are the pages' own words, in which the references to the notes still stand.
    """
    kept, running_on = [], False
    for lines, text in zip(pages, texts, strict=True):
        begins = _beginning(lines, bool(_REFERRED_TO.search(text)))
        notes, body = lines[begins:], lines[:begins]
        kept.append(_without_the_end_of_a_note(body) if running_on else body)
        running_on = bool(notes) and not _STOPPED.search(notes[-1].text)
    return kept


def _beginning(lines: Sequence[Line], referred_to: bool) -> int:
    """Where the footnotes of a page begin; its length where it has none."""
    gaps = any(line.gap for line in lines[1:])
    found = len(lines)
    for place in range(len(lines) - 1, 0, -1):
        if lines[place].gap or not gaps:
            if _is_note(lines[place], referred_to):
                found = place
            elif gaps and (found < len(lines) or place < len(lines) - LONGEST_NOTE):
                break
        if not gaps and found - place > LONGEST_NOTE:
            break
    return found


def _is_note(line: Line, referred_to: bool) -> bool:
    words = f"{line.bullet} {line.text}".strip()
    if not _SIGN.match(words) or _DEMANDS.match(words):
        return False
    if line.bullet:
        return referred_to
    return not _NUMBER.match(words) or referred_to or bool(_CITES.match(words))


def _without_the_end_of_a_note(lines: list[Line]) -> list[Line]:
    """Drops the last words of the page that begin in the middle of a sentence, if they stand apart."""
    for place in range(len(lines) - 1, 0, -1):
        if lines[place].gap:
            begins_inside = lines[place].text[:1].islower() and not lines[place].bullet
            return lines[:place] if begins_inside else lines
    return lines
