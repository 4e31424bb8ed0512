"""A paragraph that a person says is one too, read as the reader reads those that it finds itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from inspections.reading.blocks import Block, Shape
from inspections.reading.candidate import Candidate, begun, gathered
from inspections.reading.drafts import Draft, Paragraph
from inspections.reading.finishing import Clock, draft_of
from inspections.reading.lines import Line
from inspections.reading.openings import RECOMMENDATION, label_of, paragraph_label, without_paragraph_number
from inspections.reading.scoring import Sign
from inspections.reading.sections import Section
from inspections.reading.wording import from_the_phrase
from safeguarding.lib.readers.reports import Page

APART = "\n\n"


def _candidate_at(blocks: Sequence[Block], place: int) -> Candidate:
    """The candidate that a person says this block is, with what follows it; nothing is refused."""
    label = label_of(blocks[place].text) or paragraph_label(blocks[place].text)
    words, taken = label.words if label else without_paragraph_number(blocks[place].text), 1
    if not words and place + 1 < len(blocks):
        words, taken = blocks[place + 1].text, 2
    words, _ = from_the_phrase(words, is_item=bool(label))
    kind = label.kind if label and label.kind else RECOMMENDATION
    return gathered(blocks, place, taken, begun(kind, label, words, Section(), {Sign.DEMANDS}))[0]


def draft_at(
    paragraphs: Sequence[Paragraph], place: int, *, before: int, published: date | None, published_precision: str
) -> Draft:
    """The draft of the paragraph in this place, with the list and the paragraphs that go on with it.

    paragraphs: some of a report in their order; before: how many of it stand before them.
    """
    blocks, start = [], 0
    for one in paragraphs:
        line = Line(0, start, start + len(one.text), one.text, one.bullet, gap=True)
        blocks.append(Block(Shape(one.shape), one.text, one.bullet, (line,)))
        start += len(one.text) + len(APART)
    pages = [Page(paragraphs[place].page, APART.join(one.text for one in paragraphs))]
    candidate = _candidate_at(blocks, place)
    numbered = replace(candidate, first=candidate.first + before)
    return draft_of(numbered, pages, Clock(published, published_precision))
