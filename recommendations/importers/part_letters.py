"""The lettered parts of a recommendation that a row names: "9b" for its number, "b) ..." for its words, either in its action."""

import re

from .parse_text import NUMBER, mark_parts

PARTS = "parts"  # the field of a row by which a person says which parts its action covers
_ALPHABET = tuple("abcdefghijklmnopqrstuvwxyz")
_LETTER = r"(?:[ivx]{2,5}|[a-z])"
_ALONE = re.compile(rf"(?<![a-z]){_LETTER}(?![a-z])")
_NAMED = re.compile(rf"\bparts? (?P<letters>\(?{_LETTER}\)?(?:(?:, ?| and | & |, and )\(?{_LETTER}\)?)*)(?![\w’'])")
_LISTED = re.compile(rf"(?:parts? )?\(?{_LETTER}[).]?(?:\s*(?:,|;|/|&|and)\s*\(?{_LETTER}[).]?)*")
# "b) Audit forty files.", "a) and c) Hold a day."
_OPENING = re.compile(rf"\s*\(?(?P<letters>{_LETTER}\)(?:\s*(?:,|and|&)\s*\(?{_LETTER}\))*)\s+(?=\S)")
_AFTER_NUMBER = re.compile(
    rf"(?P<number>{NUMBER})\s*\(?(?P<letters>{_LETTER}\)?(?:(?:\s*(?:,|and|&|/)\s*)(?:{NUMBER}\s*)?\(?{_LETTER}\)?)*)",
    re.IGNORECASE,
)


def letters_in(words: str) -> tuple[str, ...]:
    """Every letter or small Roman figure that stands alone: "b and c" gives b and c; none for "all", which means all parts."""
    return tuple(dict.fromkeys(_ALONE.findall(words.lower())))


def letters_listed(words: str) -> tuple[str, ...]:
    """The letters of a cell that holds nothing else: "b", "(a)", "a and c"; none for "all" and for any other words."""
    plain = " ".join(words.lower().split())
    return letters_in(plain) if _LISTED.fullmatch(plain) else ()


def letters_named(recommendation: str, action: str) -> tuple[str, ...]:
    """The parts that the words of a row name, without its number: those that begin with their letters, and "part b".

    An action that begins "a) ... b) ..." is a list of its own.
    """
    begun = [letter for letter, _, _ in mark_parts(recommendation, _ALPHABET) if letter]
    named = [letter for found in _NAMED.finditer(action) for letter in letters_in(found["letters"])]
    opening = _OPENING.match(action)
    if opening and sum(letter is not None for letter, _, _ in mark_parts(action[opening.end() :], _ALPHABET)) == 0:
        named += letters_in(opening["letters"])
    return tuple(dict.fromkeys([*begun, *named]))


def number_with_letters(reference: str) -> tuple[str, tuple[str, ...]]:
    """A reference that names parts, taken apart: "9b", "9 a) and b)" are 9 with its letters; (reference, ()) for any other."""
    found = _AFTER_NUMBER.fullmatch(" ".join(reference.split()))
    return (found["number"], letters_in(found["letters"])) if found else (reference, ())
