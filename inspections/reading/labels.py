"""The label of a block where it stands: in a list of recommendations a letter or a paragraph's number is one too."""

from inspections.reading.blocks import Block
from inspections.reading.openings import (
    CONCERN,
    IMPERATIVE,
    IMPROVEMENT,
    RECOMMENDATION,
    SHOULD,
    Label,
    demands,
    label_of,
    letter_label,
    listed_label,
    paragraph_label,
)
from inspections.reading.runs import unstopped
from inspections.reading.sections import Section

LEAD = 120  # letters behind a number without a stop in which it says "should"


def label_here(block: Block, section: Section) -> Label | None:
    """The block's label; in a list of recommendations also an action's or a paragraph's number, a word and a letter."""
    if label := label_of(block.text):
        return label
    if section.list_kind == CONCERN:
        return letter_label(block.text, introduced=True) or paragraph_label(block.text)
    if section.list_kind == IMPROVEMENT and (label := paragraph_label(block.text)) and demands(label.words):
        return label
    if section.list_kind != RECOMMENDATION:
        return None
    if (number := unstopped(block)) and (
        SHOULD.search(number.words[:LEAD]) or (section.introduced and IMPERATIVE.match(number.words))
    ):
        return number
    actions = section.introduced or "action" in section.list_words.lower()
    if label := listed_label(block.text, actions=actions) or paragraph_label(block.text):
        return label
    return letter_label(block.text, introduced=section.introduced)
