"""Reading the printed words of a recommendation: its number, time limit, pages, lettered parts and pointers."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from inspections import timescales

from .rows import Part

# Letters of other alphabets that a reader takes for Latin ones. Used to compare words, never to change them.
LOOK_ALIKES = str.maketrans("авеѕіјкмнорстухԁɡ" + "αβεηικμνορτυχ", "abesijkmhopctyxdg" + "abehikmvoptux")
# Soft hyphens, spaces of no width and marks of direction or byte order, which a copied cell may hold and nobody sees.
LOOK_ALIKES |= dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), "")

NUMBER = r"[0-9]{1,5}(?:\.[0-9]{1,3})*"
_YEAR = r"(?:19|20)[0-9]{2}(?![0-9.]*[0-9])"  # "2015. Since then" is no number of a recommendation's: it is asked about
_CODED = rf"(?P<coded>(?:OFI|AFI|CoC|R) ?-?{NUMBER})(?:[.:)]|(?=\s+[-–—]\s))"  # "AFI 2: ", "R3 - "
_REFERENCE = re.compile(
    rf"\s*(?:{_CODED}|rec(?:ommendation)?\.?\s+(?:no\.?\s*)?(?P<named>{NUMBER})\b[.:)]?|(?P<dotted>[0-9]{{1,5}}(?:\.[0-9]{{1,3}})+)\b|(?P<plain>(?!{_YEAR})[0-9]{{1,5}})[.:)])\s*",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\s*(?:rec(?:ommendation)?\.?\s+(?:[0-9]|[a-z]\b)|[0-9]+[a-z]?[.:)])", re.IGNORECASE)
_DASH = re.compile(r"^\s*[-–—]\s+")  # "Recommendation 1 - Keep the log."
_OWN_NUMBER = re.compile(
    rf"(?:(?:rec(?:ommendation)?|ref(?:erence)?|no|number)(?![a-z])\.?\s*)*[:(#]?\s*(?P<number>{NUMBER})\s*[.:)]?",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"(?<=\w)[ ,–-]*\(?(?:cont(?:inue)?(?:['’]?d)?|ctd)\.?\)?$", re.IGNORECASE)  # "2 (cont.)"
FOOTNOTE_MARKS = "*†‡§¹²³"
_FIRST_CLAUSE = re.compile(r"[^:,(\n]{1,60}?(?=\s*(?:[:,(\n]|\bwe recommend|$))", re.IGNORECASE)
_PAGES = re.compile(
    r"[\s:,]*\(?\s*(?:pages?|pp?|pgs?)\.?\s*(?P<pages>[0-9]+(?:\s*[-–,]\s*[0-9]+)*)\s*\)?", re.IGNORECASE
)
_LIMIT_WITHIN = re.compile(
    r"\bwithin \w+ (?:day|week|month)s?\b(?: (?:of|from|after) (?:the )?publication(?: of (?:this|the) report)?)?",
    re.IGNORECASE,
)
_LIMIT_BY = re.compile(r"\bby (?:[0-9]{1,2} )?[A-Z][a-z]+ [0-9]{4}\b", re.IGNORECASE)
_CODE = r"(?:OFI|AFI|CoC|R) ?-?(?=[0-9])"
_LINK = re.compile(
    r"\b(?:links?(?:ed)? (?:to|with)|see|same as|as (?:for|per|in|with)|refer to|answered (?:under|by)|covered (?:under|by)) "
    rf"(?:rec(?:ommendation)?s?\.?\s+|(?={_CODE}))"
    rf"(?P<numbers>(?:{_CODE})?{NUMBER}(?:\s*(?:,|and|&)\s*(?:{_CODE})?{NUMBER})*)",
    re.IGNORECASE,
)


def fold(words: str) -> str:
    """Words made comparable: compatibility forms, case, look-alike letters and runs of space levelled, what never shows taken out."""
    return " ".join(unicodedata.normalize("NFKC", words).casefold().translate(LOOK_ALIKES).split())


def is_disguised(words: str) -> bool:
    """Return whether words that read as plain Latin hold letters of another alphabet ("нміс" for HMIC)."""
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


def read_opening(words: str, reference: str | None = None) -> Opening:
    """Read "4. Within three months: (pg12-14) We recommend ..." or "Recommendation 4 By November 2015, ...".

    `reference` is the number where it stands in a column of its own; the words may begin with it too.
    """
    number = _REFERENCE.match(words)
    printed = number and (number["coded"] or number["named"] or number["dotted"] or number["plain"])
    if reference is None and number is None:
        limits = limits_named(words)
        return Opening(None, limits[0] if limits else None, None, words)
    rest = words[number.end() :] if number and reference in (None, printed) else words
    clause = _FIRST_CLAUSE.match(rest)
    timescale = clause.group().strip() if clause and _is_limit(clause.group()) else None
    if timescale:
        rest = rest[clause.end() :]
    pages = _PAGES.match(rest)
    if pages:
        rest = rest[pages.end() :]
    return Opening(
        reference or printed,
        timescale,
        pages and pages["pages"],
        (_DASH.sub("", rest, count=1) if number else rest).lstrip(" :,\n"),
    )


def read_reference(words: str) -> str | None:
    """The number in a cell of its own, as printed but for the words and stops around it: "Rec 3." is 3; None where blank."""
    plain = _CONTINUED.sub("", " ".join(words.split())).rstrip(FOOTNOTE_MARKS)
    number = _OWN_NUMBER.fullmatch(plain)
    return number["number"] if number else plain.rstrip(" .:") or None


def is_labelled(words: str) -> bool:
    """Return whether words open as a recommendation does, whatever its number: "Recommendation A", "2015." """
    return bool(_LABELLED.match(words))


def limits_named(words: str) -> list[str]:
    """Every time limit that can be found inside running words, in order, each in its own words."""
    found = sorted((*_LIMIT_WITHIN.finditer(words), *_LIMIT_BY.finditer(words)), key=re.Match.start)
    return [limit.group() for limit in found if _is_limit(limit.group())]


def _is_limit(words: str) -> bool:
    return timescales.read(words, published=None).kind != timescales.Kind.NONE


def links_named(words: str) -> tuple[str, ...]:
    """The numbers of the recommendations that an action points at: "Link to recommendation 1 and 3." gives 1, 3."""
    return tuple(
        number
        for link in _LINK.finditer(words)
        for number in re.findall(rf"(?:{_CODE})?{NUMBER}", link["numbers"], re.IGNORECASE)
    )


def only_links(words: str) -> bool:
    """Return whether pointers are all that the words hold."""
    return bool(_LINK.search(words)) and not _LINK.sub("", words).strip(" .;\n")


_ALPHABET = tuple("abcdefghijklmnopqrstuvwxyz")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi")
# How parts are marked. Only letters in brackets are told apart inside a line; every other mark has to begin one.
_LETTERS = re.compile(r"(?:(?<=\s)|^)\(?(?P<letter>[a-z])\)\s*")
_ROMAN_MARKS = re.compile(r"^[ \t]*\(?(?P<letter>[xvi]{1,5})[.)]\s*", re.MULTILINE)
_OTHER_MARKS = (
    (re.compile(r"^[ \t]*(?P<letter>[a-z])[.:]\s+", re.MULTILINE), _ALPHABET),
    (re.compile(rf"^[ \t]*{NUMBER} ?\(?(?P<letter>[a-z])(?:[.:)]+\s*|\s+)", re.MULTILINE), _ALPHABET),
    (_ROMAN_MARKS, _ROMAN),
)
_BULLET = re.compile(r"^[ \t]*[•●▪◦‣·][ \t]*", re.MULTILINE)
Piece = tuple[str | None, str, str]


def split_parts(words: str) -> tuple[Part, ...]:
    """The lettered parts of a recommendation, without the words before the first; none where fewer than two stand there.

    Parts with bullets instead of letters are lettered in their order (our convention).
    """
    parts = tuple(Part(letter, text) for letter, _, text in mark_parts(words) if letter)
    if not parts and (bullets := list(_BULLET.finditer(words))):
        ends = [*(bullet.start() for bullet in bullets[1:]), len(words)]
        spans = zip(_ALPHABET, bullets, ends, strict=False)
        parts = tuple(Part(letter, words[bullet.end() : end].strip()) for letter, bullet, end in spans)
    return parts if len(parts) > 1 else ()


def mark_parts(words: str, letters: Sequence[str] | None = None) -> list[Piece]:
    """Take words apart at "a)", "(b)" ..., or at "a.", "8a" or "(i)" at the beginning of lines: letter, mark as printed, text.

    The words before the first have letter None. Letters must rise. Without `letters` they begin at a (or i) and leave no gap;
    with them (those of the recommendation) any may be missing. A list inside a part starts again at a, so it stays inside its
    part.
    """
    if letters is not None and "ii" in letters:
        return _cut(words, _ROMAN_MARKS, letters, gaps=True)
    pieces = _cut(words, _LETTERS, _ALPHABET if letters is None else letters, gaps=letters is not None)
    if _lettered(pieces) > (letters is None):
        return pieces
    for marks, order in _OTHER_MARKS:
        other = _cut(words, marks, order if letters is None else letters, gaps=letters is not None)
        if _lettered(other) > 1:
            return other
    return pieces


def _cut(words: str, marks: re.Pattern, order: Sequence[str], *, gaps: bool) -> list[Piece]:
    """Words cut at the marks whose letters come in this order; with `gaps` letters may be missing."""
    pieces: list[Piece] = []
    begun: tuple[str | None, str, int] = (None, "", 0)
    following = 0  # the place in the order that the next letter may have
    for mark in marks.finditer(words):
        due = order[following:] if gaps else order[following : following + 1]
        if mark["letter"] in due:
            pieces.append((*begun[:2], words[begun[2] : mark.start()].strip()))
            begun = (mark["letter"], mark.group().strip(), mark.end())
            following = order.index(mark["letter"]) + 1
    pieces.append((*begun[:2], words[begun[2] :].strip()))
    return [piece for piece in pieces if piece[0] or piece[2]]


def _lettered(pieces: list[Piece]) -> int:
    return sum(letter is not None for letter, _, _ in pieces)
