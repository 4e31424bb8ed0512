"""Blocks taken apart or made paragraphs, where the page means several demands.

A paragraph that counts them, "We make three recommendations. First, ... Second, ..."; one that gives a recommendation behind its
finding, "Fights were not looked into. Recommendation: The governor should"; and lines without a stop below "Areas for improvement".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from inspections.reading.blocks import Block, Shape
from inspections.reading.lists import kind_of_list
from inspections.reading.openings import CONCERN, IMPROVEMENT
from inspections.reading.wording import TELLS

_ANNOUNCES = re.compile(
    r"\b(?:recommendations?|things|steps|changes|asks|requests)(?: (?:of|for|to) [^.:]{3,60})?[.:] "
    r"(?=First(?:ly)?,|The first is (?:that|to)\b|\(1\) .{10,}; (?:and )?\(2\) )"
)
# "Issue 1: Nobody checks the log. Action: A sergeant to check it", and in a line below.
_ISSUE = re.compile(r"(?:Issue|Finding|Risk|Weakness|Gap|Lesson|Learning(?: point)?|Problem)(?: [0-9]{1,3})?[:.] ")
_ACTION = re.compile(r"(?:^|(?<=[.] ))(?:Action|What (?:should|needs to|must) happen)(?::| [→–—]) (?=\w)")
# "Owner: Head of IT    Due: 30 May 2015"
_NAME = r"(?:Owner|Lead|By whom|Responsible(?: \w+)?|Priority|Status|Due(?: date)?|By when|Deadline|Target date): "
_NEXT_FIELD = re.compile(rf"(?<=\w)\W+(?={_NAME})")
_ORDINAL = re.compile(
    r"(?<=[.;:]) (?=(?:(?:First|Second|Third|Fourth|Fifth|Sixth)(?:ly)?|Last(?:ly)?|Final(?:ly)?), |"
    r"The (?:second|third|fourth|fifth|sixth|last) is (?:that|to)\b)|(?<=;) (?:and )?(?=\([0-9]{1,2}\) )"
)
_LABEL = r"(?:Recommendation(?: [0-9]{1,3})?|(?:Immediate|Required|Recommended) action): \w"
_LABELLED_WITHIN = re.compile(rf"(?<=[.!?] )(?=\[?{_LABEL})")
_BRACKETED = re.compile(rf"\[{_LABEL}")
# "The force doesn't always record"
_LACKS = re.compile(r"\b(?:do|does|is|are|has|have|can)(?: ?not|n[’']t)\b|\bneeds? to\b")
FEWEST_WORDS = 4  # of a line that is an item and no heading
FEWEST_OF_A_CONCERN = 6  # that is told in a line without a stop


def _unheaded(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, lines without a stop that stand one below the other under the heading of a list as the paragraphs that they are."""
    stacked = False
    for place, block in enumerate(blocks):
        above = blocks[place - 1] if place else None
        is_line = block.shape is Shape.HEADING and len(block.text.split()) >= FEWEST_WORDS
        kind = kind_of_list(above.text) if above else ""
        below = [one.shape for one in blocks[place + 1 : place + 2]]
        starts = (
            below == [Shape.HEADING] or bool(_LACKS.search(block.text))
            if kind == IMPROVEMENT
            else kind == CONCERN and len(block.text.split()) >= FEWEST_OF_A_CONCERN and bool(TELLS.search(block.text))
        )
        stacked = is_line and (stacked or starts)
        yield replace(block, shape=Shape.PARAGRAPH) if stacked else block


def _with_its_action(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, the action that stands behind an issue labelled as what is recommended about it."""
    for above, block in pairwise([None, *blocks]):
        issue = any(one and _ISSUE.match(one.text) for one in (above, block))
        yield replace(block, text=_ACTION.sub("Recommended action: ", block.text)) if issue else block


def apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, a paragraph that counts its demands as the sentence that announces them, ending in a colon, and one for each.

    One that labels a demand within it is what stands before and, without brackets around it, that demand.
    """
    for block in _with_its_action(list(_unheaded(blocks))):
        announced = _ANNOUNCES.search(block.text)
        if not announced:
            split = _NEXT_FIELD if re.match(_NAME, block.text) else _LABELLED_WITHIN
            pieces = map(str.strip, split.split(block.text))
            yield from (
                replace(block, text=words.strip("[]") if _BRACKETED.match(words) else words) for words in pieces
            )
            continue
        first, *others = _ORDINAL.split(block.text[announced.end() :])
        yield replace(block, text=f"{block.text[: announced.end()].rstrip(' .:')}:")
        yield from (replace(block, text=words) for words in (first, *others))
