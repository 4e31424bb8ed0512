"""The label of a block where it stands: in a list of recommendations a letter or a paragraph's number is one too."""

import re

from inspections.reading.blocks import Block
from inspections.reading.header_rows import ran_together
from inspections.reading.limits import begins_with_a_limit
from inspections.reading.openings import (
    CONCERN,
    IMPROVEMENT,
    RECOMMENDATION,
    STRENGTH,
    Label,
    label_of,
    letter_label,
    listed_label,
    paragraph_label,
    place_in_order,
)
from inspections.reading.phrases import SHOULD, demands, is_act
from inspections.reading.runs import unstopped
from inspections.reading.sections import Section
from inspections.reading.verbs import begins_with_a_verb

LEAD = 120  # letters behind a number without a stop in which it says "should"
_BARE = re.compile(r"(?P<letter>[a-z]) (?=[a-z])")  # "a publish what it spent"


def label_here(block: Block, section: Section) -> Label | None:
    """The block's label; in a list of recommendations also an action's or a paragraph's number, a word and a letter."""
    if label := label_of(block.text):
        return label
    if section.list_kind == CONCERN:
        return letter_label(block.text, introduced=True) or paragraph_label(block.text)
    if section.list_kind in (IMPROVEMENT, STRENGTH):
        label = paragraph_label(block.text)
        if section.list_kind == IMPROVEMENT and not (label and demands(label.words)):
            label = unstopped(block)  # "27 The provider does not keep records", by the number of the rule
        return label
    if section.list_kind != RECOMMENDATION:
        return None
    if (number := unstopped(block)) and (
        ran_together(section.list_words)
        or SHOULD.search(number.words[:LEAD])
        or (
            (section.introduced or section.likely or section.is_own_list)
            and (is_act(number.words) or begins_with_a_limit(number.words))
        )
        or (section.introduced and number.words[:1].islower())
    ):
        return number
    if section.introduced and not block.bullet and (bare := _BARE.match(block.text)):
        words = block.text[bare.end() :]
        if SHOULD.search(words[:LEAD]) or begins_with_a_verb(words):
            return Label("", bare["letter"], words, strong=False)
    actions = section.introduced or "action" in section.list_words.lower()
    if label := listed_label(block.text, actions=actions) or paragraph_label(block.text):
        return label
    follows = (
        block.text[1:2] in (":", ")") and place_in_order(block.text[:1]) == (place_in_order(section.series) or 0) + 1
    )
    return letter_label(block.text, introduced=section.introduced or follows)
