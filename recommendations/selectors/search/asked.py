"""The words typed into the search, and the number or the reference that it may be."""

import re
from dataclasses import dataclass

from safeguarding.lib.folding import fold

LONGEST = 200  # characters that are read of it
MOST_WORDS = 8  # that are looked for; each adds some twenty parameters to a statement, of which none has over 200

_WORD = re.compile(r'"([^"]+)"|(\S+)')
_ACTION = re.compile(r"(?:actions?|#)?\s*#?(\d{1,18})")
_REFERENCE = re.compile(r"(?:recommendations?|recs?\.?|area for improvement|cause of concern)\s+(.+)")
_BARE_REFERENCE = re.compile(r"\S*\d\S*|next step .+")


@dataclass(frozen=True)
class Asked:
    """Words as they were typed, and what they ask for; all but `typed` is folded.

    words: those that must be there, each once. left_out: how many more there were. action: the number that it is.
    references: those that it may be.
    """

    typed: str
    words: tuple[str, ...] = ()
    left_out: int = 0
    action: int | None = None
    references: tuple[str, ...] = ()


def read(typed: str) -> Asked:
    """The Asked of what a person typed; words in quotation marks are one."""
    typed = " ".join(typed.replace("\0", " ")[:LONGEST].split())
    folded = fold(typed)
    words = list(dict.fromkeys(filter(None, map(_word, _WORD.finditer(folded)))))
    number, reference = _ACTION.fullmatch(folded), _REFERENCE.fullmatch(folded)
    references = [reference[1]] if reference else []
    if _BARE_REFERENCE.fullmatch(folded) and not number:
        references.append(folded)
    return Asked(
        typed=typed,
        words=tuple(words[:MOST_WORDS]),
        left_out=max(0, len(words) - MOST_WORDS),
        action=int(number[1]) if number else None,
        references=tuple(references),
    )


def _word(found: re.Match) -> str:
    quoted, bare = found.groups()
    return (quoted or bare.strip('"') or bare).strip()
