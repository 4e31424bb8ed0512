"""The signs that speak for words that may be a demand, by their own form and by where they stand."""

import re

from inspections.reading import refusals
from inspections.reading.addressees import AGREED, addressees_of
from inspections.reading.blocks import Block, Shape
from inspections.reading.items import is_item, tells_of_one
from inspections.reading.limits import limits_in, without_limits
from inspections.reading.openings import (
    IMPROVEMENT,
    PHRASE,
    RECOMMENDATION,
    SHOULD,
    STRENGTH,
    TITLED_ACT,
    Label,
    demands,
)
from inspections.reading.plain import asks_plainly
from inspections.reading.scoring import Sign
from inspections.reading.sections import Section
from inspections.reading.wording import SENTENCE

# Headings under which a body says what it will do.
_PROMISED = re.compile(r"agreed action|service improvement", re.IGNORECASE)


def signs_of(
    words: str, label: Label | None, section: Section, in_a_run: bool, block: Block, *, first: bool
) -> set[Sign] | None:
    """Find the signs for these words, None where they ask for nothing. first: the heading of their list stands above them."""
    listed = section.list_kind
    signs = set()
    # Of a paragraph that only stands in a list, the first sentence asks, or it is a comment.
    asking = words if label else SENTENCE.split(words, maxsplit=1)[0]
    plain = not (label or listed) and block.shape is Shape.PARAGRAPH and asks_plainly(asking, under=section.theme)
    if plain or demands(asking) or PHRASE.search(words) or _told_to_act(asking, section):
        signs.add(Sign.DEMANDS)
    elif is_item(words, label, section, block):
        signs.add(Sign.ITEM)
    elif not (listed in (IMPROVEMENT, STRENGTH) and tells_of_one(words, label, block, first=first)):
        return None
    if (phrase := PHRASE.search(words)) and phrase.start() < 120:
        signs.add(Sign.PHRASE)
    if label:
        signs.add((Sign.NAMED if label.kind else Sign.CODED) if label.strong else Sign.COUNTED)
    signs |= {Sign.PLAIN} if plain else set()
    if in_a_run:
        signs.add(Sign.IN_A_RUN)
    if listed:
        signs.add(Sign.INTRODUCED if section.introduced else Sign.LISTED if listed == RECOMMENDATION else Sign.HEADED)
    elif block.bullet and section.addressees and SHOULD.search(asking):
        signs.add(Sign.LEADS)  # "For police forces" over what each of them should do
    signs |= _limit_signs(words, section)
    if addressees_of(without_limits(words)):
        signs.add(Sign.ADDRESSED)
    return signs


def _told_to_act(asking: str, section: Section) -> bool:
    """Return whether words in the report's own list ask in a form that asks nowhere else: "The Council has agreed to apologise"."""
    own_list = section.list_kind == RECOMMENDATION and not section.others
    return own_list and bool(
        refusals.tells_of_recommending(asking)
        or AGREED.search(asking)
        or TITLED_ACT.match(asking)
        or (asking.endswith(" will:") and _PROMISED.search(section.list_words))
    )


def _limit_signs(words: str, section: Section) -> set[Sign]:
    limits = [limit for limit in limits_in(words) if limit.certain]
    signs = {Sign.LIMITED} if limits or section.limit else set()
    return signs | ({Sign.LIMIT_FIRST} if limits and limits[0].start < 3 else set())
