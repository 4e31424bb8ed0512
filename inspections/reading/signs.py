"""The signs that speak for words that may be a demand, by their own form and by where they stand."""

import re

from inspections.reading import refusals
from inspections.reading.addressees import AGREED, addressees_of, is_told_to_act
from inspections.reading.blocks import Block, Shape
from inspections.reading.items import is_item, is_one_of_a_series, tells_of_one
from inspections.reading.limits import begins_with_a_limit, limits_in, without_limits
from inspections.reading.openings import IMPROVEMENT, RECOMMENDATION, STRENGTH, Label
from inspections.reading.phrases import SHOULD, VITAL, demands, is_titled_act, phrase_in
from inspections.reading.plain import asks_at_its_end, asks_plainly
from inspections.reading.scoring import Sign
from inspections.reading.sections import Section
from inspections.reading.verbs import begins_with_a_verb
from inspections.reading.wording import first_sentence

_SHOULD = re.compile(SHOULD.pattern.replace("has to|have to|", ""), re.IGNORECASE)
# Headings under which a body says what it will do.
_WILL = re.compile(r" will:$|^(?:(?:Within|By) [^,.]{3,50},? )?[Tt]he [\w ]{3,40}? (?:will|has agreed to) \w")
# In a committee's list: "The College must ensure that it is. (Paragraph 31)"
_ENDS_AS_ONE = re.compile(r"[.] \((?:paragraph|para)s? [0-9][0-9, –-]*\)$", re.IGNORECASE)
_PROMISED = re.compile(r"(?:agreed|management) action|service improvement|\bright$|remed(?:y|ies)$", re.IGNORECASE)


def signs_of(
    words: str, label: Label | None, section: Section, in_a_run: bool, block: Block, *, first: bool, announced: bool
) -> set[Sign] | None:
    """Find the signs for these words, None where they ask for nothing.

    first: the heading of their list stands above them. announced: the report says somewhere what it recommends.
    """
    signs = _asking_signs(words, label, section, block, first=first, announced=announced)
    if signs is None:
        return None
    if (phrase := phrase_in(words)) and phrase.start() < 120:
        signs.add(Sign.PHRASE)
    if label:
        signs.add((Sign.NAMED if label.kind else Sign.CODED) if label.strong else Sign.COUNTED)
    if in_a_run:
        signs.add(Sign.IN_A_RUN)
    if section.list_kind:
        signs.add(_sign_of_its_list(section))
    elif block.bullet and section.addressees and SHOULD.search(_asking(words, label)):
        signs.add(Sign.LEADS)  # "For police forces" over what each of them should do
    signs |= _limit_signs(words, section)
    if addressees_of(without_limits(words)):
        signs.add(Sign.ADDRESSED)
    return signs


def _asking_signs(
    words: str, label: Label | None, section: Section, block: Block, *, first: bool, announced: bool
) -> set[Sign] | None:
    """The signs by which the words ask for something, None where they do not."""
    asking = _asking(words, label)
    if "conclusion" in section.list_words.lower() and not _asks_in_a_conclusion(words, asking):
        return None
    if is_prose(label, section, block) and asks_plainly(
        asking, under=section.over, announced=announced and not _ENDS_AS_ONE.search(block.text)
    ):
        return {Sign.DEMANDS, Sign.PLAIN}
    if demands(asking) or VITAL.match(asking) or phrase_in(words) or _told_to_act(asking, section):
        return {Sign.DEMANDS}
    if is_item(words, label, section, block):
        return {Sign.ITEM}
    if is_one_of_a_series(words, label, section, block):
        return {Sign.SIBLING}
    if section.list_kind and block.shape is Shape.PARAGRAPH and asks_at_its_end(words):
        return {Sign.DEMANDS}
    if section.list_kind in (IMPROVEMENT, STRENGTH) and tells_of_one(
        words, label, block, first=first, asks=section.list_kind == IMPROVEMENT
    ):
        return {Sign.ITEM} if section.likely else set()
    return None


def _asks_in_a_conclusion(words: str, asking: str) -> bool:
    """Return whether words ask where conclusions stand among recommendations: "have to" and a row of items prove nothing there."""
    return bool(phrase_in(words) or _SHOULD.search(words) or begins_with_a_verb(asking) or is_told_to_act(asking))


def _asking(words: str, label: Label | None) -> str:
    """The words that must ask: of a paragraph that only stands in a list, the first sentence asks, or it is a comment."""
    return words if label else first_sentence(words)


def is_prose(label: Label | None, section: Section, block: Block, *, introduced: bool = False) -> bool:
    """Return whether words stand in no list and behind no label. introduced: or in one that words of the text opened."""
    listed = section.list_kind and not (introduced and section.introduced)
    named = label and (label.strong or introduced)  # a bare number may be the paragraph's
    return not (named or listed) and block.shape is Shape.PARAGRAPH


def _sign_of_its_list(section: Section) -> Sign:
    if section.introduced:
        return Sign.INTRODUCED
    if section.likely:
        return Sign.LIKELY
    return Sign.LISTED if section.list_kind == RECOMMENDATION else Sign.HEADED


def _told_to_act(asking: str, section: Section) -> bool:
    """Return whether words in the report's own list ask in a form that asks nowhere else: "The Council has agreed to apologise"."""
    own_list = section.list_kind == RECOMMENDATION and not section.others
    return own_list and bool(
        refusals.tells_of_recommending(asking)
        or AGREED.search(asking)
        or is_titled_act(asking)
        or (_WILL.search(asking) and _PROMISED.search(section.list_words))
    )


def _limit_signs(words: str, section: Section) -> set[Sign]:
    limits = [limit for limit in limits_in(words) if limit.certain]
    signs = {Sign.LIMITED} if limits or section.limit else set()
    return signs | ({Sign.LIMIT_FIRST} if begins_with_a_limit(words) else set())
