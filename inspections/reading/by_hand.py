"""A paragraph that a person says is one too, read as the reader reads those that it finds itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from inspections.reading.blocks import Block, Shape
from inspections.reading.candidates import candidate_at
from inspections.reading.cleaning import Line
from inspections.reading.drafts import Draft, Paragraph
from inspections.reading.finishing import Clock, draft_of
from safeguarding.lib.read_reports import Page

APART = "\n\n"


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
    candidate = candidate_at(blocks, place)
    numbered = replace(candidate, first=candidate.first + before)
    return draft_of(numbered, pages, Clock(published, published_precision))
