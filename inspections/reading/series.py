"""Rows of items of one form, most of which say what to do: they make the heading over them that of a list, whatever its words."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from inspections.reading.addressees import addressee_of_title, body_first, is_told_to_act
from inspections.reading.blocks import Block, Shape
from inspections.reading.likely_lists import looks_forward, tells_of_other_things
from inspections.reading.openings import label_of
from inspections.reading.phrases import is_act, is_titled_act
from inspections.reading.wording import first_sentence

FEWEST = 2
MOST_LOOKED_AT = 30  # items below a heading
MOST_BETWEEN = 1  # paragraphs between the heading and its first item
EARLY = 8  # words within which an item shows that it tells
_MARKS = {
    "number": re.compile(r"\(?(?:[0-9]{1,3}|[a-z]|[ivx]{1,4}|[A-Z])[.):]+\s+(?=\w)"),
    "bare number": re.compile(r"[0-9]{1,2} (?=[A-Z])"),
    "bracket": re.compile(r"\[[^\[\]]{2,40}\] (?=\w)"),
    "title": re.compile(r"[A-Z][\w’'&/, -]{1,40}?(?::| [–—→-]) (?=\w)"),
}
_ASKS = re.compile(
    r"\b(?:should|needs? to|ought to|(?:is|are) (?:advised|encouraged|asked|to))\b(?! have\b)|^that .*\bbe\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:was|were|had|did|found|said|told|has been|have been|will)\b|^(?:We|Our|I|You|Your)\b")


def heads_over_demands(blocks: Sequence[Block]) -> set[int]:
    """The places of headings over two items or more of one form, more than half of which ask, and none of which tells."""
    found: set[int] = set()
    for place, block in enumerate(blocks):
        labelled = (label := label_of(block.text)) and label.kind
        if block.shape is Shape.HEADING and not (labelled or tells_of_other_things(block.text)):
            forward = bool(found or addressee_of_title(block.text)) or looks_forward(block.text)
            found |= {place} if _asks(list(_below(blocks, place)), forward=forward) else set()
    return found


def _below(blocks: Sequence[Block], place: int) -> Iterator[str]:
    """The words of the items below a heading, without their marks, as far as they have the mark of the first."""
    first = place + 1
    while first <= place + MOST_BETWEEN and first < len(blocks) and not _mark(blocks[first]):
        if blocks[first].shape is Shape.HEADING or blocks[first].text.endswith(":"):
            return
        first += 1
    mark = _mark(blocks[first]) if first < len(blocks) else ""
    for block in takewhile(lambda block: mark and _mark(block) == mark, blocks[first : first + MOST_LOOKED_AT]):
        yield block.text if block.bullet else _MARKS[mark].sub("", block.text, count=1)


def _mark(block: Block) -> str:
    """The form in which an item begins: its bullet, or how it is numbered or titled; "" for a plain paragraph."""
    return block.bullet or next((name for name, form in _MARKS.items() if form.match(block.text)), "")


def _asks(items: Sequence[str], *, forward: bool) -> bool:
    """Return whether items ask; one that only begins with a verb does under a heading that looks forward, or behind such a row."""
    items = [first_sentence(item) for item in items]
    starts = [" ".join(item.split()[:EARLY]) for item in items]
    asking = [
        item
        for item, start in zip(items, starts, strict=True)
        if _ASKS.search(start)
        or (forward and (is_act(item) or is_titled_act(item) or body_first(item) or is_told_to_act(item)))
    ]
    return len(items) >= FEWEST and 2 * len(asking) > len(items) and not any(map(_TELLS.search, starts))
