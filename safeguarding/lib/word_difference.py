"""How a text differs from what it said before, word by word, and which words that qualified it were left out."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words by which a text says less than it would without them. A board was told the same without one, and took it for more
# (domain.md, failures that boards and inspectors found).
CAVEATS = (
    *("although", "apart from", "awaiting", "but", "cannot", "except", "expected", "however", "in part", "limited"),
    *("may", "might", "most", "never", "no", "nobody", "none", "not", "only", "partial", "partially", "partly"),
    *("pending", "provided that", "so far", "some", "still", "subject to", "until", "unless", "without", "yet"),
)
_CAVEAT = re.compile(rf"\b(?:{'|'.join(CAVEATS)})\b", re.IGNORECASE)
_WORDS = re.compile(r"\S+\s*")
LONGEST = 4_000  # words of both; more would keep a page waiting, and stand as left out and put in


@dataclass(frozen=True)
class Piece:
    """A run of words that is "kept", "left-out" or "put-in"."""

    kind: str
    words: str


def word_difference(before: str, after: str) -> list[Piece]:
    """The Pieces that `after` has and that `before` had, in their order: what was left out stands before what was put in."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > LONGEST:
        return _pieces(("left-out", before), ("put-in", after))
    found = []
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    for change, a, b, c, d in matcher.get_opcodes():
        if change == "equal":
            found.append(("kept", "".join(new[c:d])))
        else:
            found += [("left-out", "".join(old[a:b])), ("put-in", "".join(new[c:d]))]
    return _pieces(*found)


def dropped_caveats(pieces: list[Piece]) -> list[str]:
    """The CAVEATS among what was left out that nothing put in has, in lower case, each once."""
    left_out, put_in = (_caveats(pieces, kind) for kind in ("left-out", "put-in"))
    return [word for word in left_out if word not in put_in]


def _caveats(pieces, kind):
    found = (word.lower() for piece in pieces if piece.kind == kind for word in _CAVEAT.findall(piece.words))
    return list(dict.fromkeys(found))


def _pieces(*found):
    return [Piece(kind, words.strip()) for kind, words in found if words.strip()]
