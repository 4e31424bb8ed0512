"""A paragraph that counts its recommendations in words, "We make three recommendations. First, ... Second, ...", taken apart, and
one that gives its recommendation behind its finding: "Fights were not looked into. Recommendation: The governor should"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspections.reading.blocks import Block

_ANNOUNCES = re.compile(
    r"\b(?:recommendations?|things|steps|changes)[.:] (?=First(?:ly)?,|\(1\) .{10,}; (?:and )?\(2\) )"
)
_ORDINAL = re.compile(
    r"(?<=[.;:]) (?=(?:(?:First|Second|Third|Fourth|Fifth|Sixth)(?:ly)?|Last(?:ly)?|Final(?:ly)?), )|(?<=;) (?:and )?(?=\([0-9]{1,2}\) )"
)


_BEHIND_A_FINDING = re.compile(r"(?<=[.!?] )(?=Recommendation(?: [0-9]{1,3})?: [A-Z])")


def apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, such a paragraph as the sentence that announces, ending in a colon, and a block for each that follows."""
    for block in blocks:
        announced = _ANNOUNCES.search(block.text)
        if not announced:
            yield from (replace(block, text=words.strip()) for words in _BEHIND_A_FINDING.split(block.text))
            continue
        first, *others = _ORDINAL.split(block.text[announced.end() :])
        yield replace(block, text=f"{block.text[: announced.end()].rstrip(' .:')}:")
        yield from (replace(block, text=words) for words in (first, *others))
