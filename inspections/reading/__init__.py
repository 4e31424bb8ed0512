"""Reading a report: from its pages to drafts of its recommendations, for a person to accept, edit or discard. Pure."""

from collections.abc import Sequence
from datetime import date
from itertools import islice

from inspections.reading.apart import apart
from inspections.reading.blocks import Block, Shape, blocks_of
from inspections.reading.by_hand import draft_at
from inspections.reading.candidates import candidates_in
from inspections.reading.cleaning import lines_of
from inspections.reading.drafts import Draft, DraftPart, Paragraph, Place, ReadReport
from inspections.reading.finishing import Clock, draft_of
from inspections.reading.openings import NEXT_STEP
from inspections.reading.phrases import SHOULD, phrase_in
from inspections.reading.repeats import Found, united
from inspections.reading.scoring import DRAFTED_FROM
from safeguarding.lib.dates import Precision
from safeguarding.lib.readers.reports import Page

__all__ = ["Draft", "DraftPart", "Paragraph", "Place", "ReadReport", "draft_at", "read_report"]

MOST_DRAFTS = 1_000  # no report asks for as much; what does was made to keep us busy, and the rest is counted


def read_report(
    pages: Sequence[Page], *, published: date | None = None, published_precision: str = Precision.DAY
) -> ReadReport:
    """Draft the recommendations, causes of concern, areas for improvement and strengths of a report, and its next steps.

    Time limits are counted from publication. What is drafted has a confidence of at least scoring.DRAFTED_FROM; nothing
    is recorded, and nothing that is not in the pages is added.
    """
    clock = Clock(published, published_precision)
    blocks = list(apart(blocks_of(lines_of(pages))))
    candidates = candidates_in(blocks)
    found = [
        Found(draft_of(candidate, pages, clock), candidate.section.is_own_list)
        for candidate in islice(candidates, MOST_DRAFTS)
    ]
    drafts = united([one for one in found if one.draft.confidence >= DRAFTED_FROM])
    return ReadReport(
        tuple(draft for draft in drafts if draft.kind != NEXT_STEP),
        tuple(draft for draft in drafts if draft.kind == NEXT_STEP),
        paragraphs=tuple(_paragraph(block, pages) for block in blocks),
        left_out=sum(1 for _ in candidates),
    )


def _paragraph(block: Block, pages: Sequence[Page]) -> Paragraph:
    asks = block.shape is not Shape.HEADING and bool(SHOULD.search(block.text) or phrase_in(block.text))
    return Paragraph(pages[block.lines[0].page].number, block.shape.value, block.bullet, block.text, asks)
