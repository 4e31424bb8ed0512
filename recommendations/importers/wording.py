"""Reading the printed words of a recommendation: its number, time limit, pages, lettered parts and pointers."""

import re
import unicodedata
from dataclasses import dataclass

from inspections import timescales

from .rows import Part

# Letters of other alphabets that a reader takes for Latin ones. Used to compare words, never to change them.
LOOK_ALIKES = str.maketrans("авеѕіјкмнорстухԁɡ" + "αβεηικμνορτυχ", "abesijkmhopctyxdg" + "abehikmvoptux")

NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})*"
_REFERENCE = re.compile(
    rf"\s*(?:recommendation\s+(?P<named>{NUMBER})\b[.:)]?|(?P<dotted>[0-9]{{1,3}}(?:\.[0-9]{{1,3}})+)\b|(?P<plain>[0-9]{{1,3}})[.:)])\s*",
    re.IGNORECASE,
)
_FIRST_CLAUSE = re.compile(r"[^:,(\n]{1,60}?(?=\s*(?:[:,(\n]|\bwe recommend|$))", re.IGNORECASE)
_PAGES = re.compile(
    r"[\s:,]*\(?\s*(?:pages?|pp?|pgs?)\.?\s*(?P<pages>[0-9]+(?:\s*[-–,]\s*[0-9]+)*)\s*\)?", re.IGNORECASE
)
_LIMIT_WITHIN = re.compile(
    r"\bwithin \w+ (?:day|week|month)s?\b(?: (?:of|from|after) (?:the )?publication(?: of (?:this|the) report)?)?",
    re.IGNORECASE,
)
_LIMIT_BY = re.compile(r"\bby (?:[0-9]{1,2} )?[A-Z][a-z]+ [0-9]{4}\b", re.IGNORECASE)
_LINK = re.compile(
    rf"\b(?:links?(?:ed)? (?:to|with)|see|answered (?:under|by)|covered (?:under|by)) rec(?:ommendation)?s?\.?\s+"
    rf"(?P<numbers>{NUMBER}(?:\s*(?:,|and|&)\s*{NUMBER})*)",
    re.IGNORECASE,
)


def fold(words: str) -> str:
    """Words made comparable: compatibility forms, case, look-alike letters and runs of space levelled."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().translate(LOOK_ALIKES).split())


def is_disguised(words: str) -> bool:
    """Whether words that read as plain Latin hold letters of another alphabet ("нміс" for HMIC)."""
    return not words.isascii() and fold(words).isascii() and not _latin(words)


def _latin(words: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in words if letter.isalpha())


@dataclass(frozen=True)
class Opening:
    """How a recommendation begins: `body` is what remains after number, time limit and pages are read off."""

    reference: str | None
    timescale: str | None
    page_reference: str | None
    body: str


def read_opening(words: str) -> Opening:
    """Read "4. Within three months: (pg12-14) We recommend ..." or "Recommendation 4 By November 2015, ..."."""
    number = _REFERENCE.match(words)
    if number is None:
        limits = limits_named(words)
        return Opening(None, limits[0] if limits else None, None, words)
    rest = words[number.end() :]
    clause = _FIRST_CLAUSE.match(rest)
    timescale = clause.group().strip() if clause and _is_limit(clause.group()) else None
    if timescale:
        rest = rest[clause.end() :]
    pages = _PAGES.match(rest)
    if pages:
        rest = rest[pages.end() :]
    return Opening(
        number["named"] or number["dotted"] or number["plain"],
        timescale,
        pages and pages["pages"],
        rest.lstrip(" :,\n"),
    )


def limits_named(words: str) -> list[str]:
    """Every time limit that can be found inside running words, in order, each in its own words."""
    found = sorted((*_LIMIT_WITHIN.finditer(words), *_LIMIT_BY.finditer(words)), key=re.Match.start)
    return [limit.group() for limit in found if _is_limit(limit.group())]


def _is_limit(words: str) -> bool:
    return timescales.read(words, published=None).kind != timescales.Kind.NONE


def links_named(words: str) -> tuple[str, ...]:
    """The numbers of the recommendations that an action points at: "Link to recommendation 1 and 3." gives 1, 3."""
    return tuple(number for link in _LINK.finditer(words) for number in re.findall(NUMBER, link["numbers"]))


def only_links(words: str) -> bool:
    """Whether pointers are all that the words hold."""
    return bool(_LINK.search(words)) and not _LINK.sub("", words).strip(" .;\n")


def split_parts(words: str) -> tuple[Part, ...]:
    """The lettered parts of a recommendation, without the words before the first; none where fewer than two stand there."""
    parts = tuple(Part(letter, text) for letter, _, text in mark_parts(words) if letter)
    return parts if len(parts) > 1 else ()


def mark_parts(words: str, letters: str | None = None) -> list[tuple[str | None, str, str]]:
    """Take words apart at "a)", "(b)" ...: letter, mark as printed, text. The words before the first have letter None.

    Letters must rise. Without `letters` they begin at a and leave no gap; with them (those of the recommendation) any may be
    missing. A list inside a part starts again at a, so it stays inside its part.
    """
    pieces, expected, begun = [], "a", (None, "", 0)
    for mark in re.finditer(r"(?:(?<=\s)|^)\(?([a-z])\)\s*", words):
        letter = mark.group(1)
        if letter == expected if letters is None else letter in letters and letter >= expected:
            pieces.append((*begun[:2], words[begun[2] : mark.start()].strip()))
            begun, expected = (letter, mark.group().strip(), mark.end()), chr(ord(letter) + 1)
    pieces.append((*begun[:2], words[begun[2] :].strip()))
    return [piece for piece in pieces if piece[0] or piece[2]]
