"""Items of a list of recommendations that ask without a word that asks: "launch a campaign", "The Service lead a review"."""

import re
from collections.abc import Sequence

from inspections.reading.addressees import body_first
from inspections.reading.blocks import Block, Shape
from inspections.reading.leads import is_lead
from inspections.reading.openings import ACTS, RECOMMENDATION, Label
from inspections.reading.sections import Section
from inspections.reading.wording import SENTENCE

_PRIORITY = re.compile(
    r"\(?(?:(?:priority )?(?:[0-9]|very high|high|medium|low|essential|advisory)(?: priority)?)?\)?", re.IGNORECASE
)
_FIELD = re.compile(r"[A-Z][\w’' ]{2,30}: ")  # "Rationale: Nobody looked at the whole year."
_IS_NOT = re.compile(r"\b(?:do|does|is|are) not\b", re.IGNORECASE)  # what an area for improvement says of itself
FEWEST_WORDS = 3
FEWEST_UNDER_A_HEADING, MOST_UNDER_A_HEADING = 4, 45
FEWEST_OF_A_SENTENCE = 6  # where only its label says that it is one
EARLY = 6  # words within which prose shows that it tells
# What a sentence that tells of something has, and one that asks has not.
_TELLS = re.compile(
    r"\b(?:was|were|has|(?<!to )have|had|will|would|found|we|our|us|this (?:report|section|chapter|list|review|recommendation)|"
    r"(?:these|those|the|all|following) recommendations?|there (?:is|are)|"
    r"(?:do|does|did|is|are|can|could) not|cannot|did|could)\b",
    re.IGNORECASE,
)
_IS_TO = re.compile(
    r"[A-Z][^.,;:]{2,60}? to (?!the\b|an?\b|all\b|date\b|do\b)[a-z]+\b.*(?:\.| [–—-] [^.]{3,60})$"
)  # "The force to log it."
_COUNTED = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|last|final)(?:ly)?, ", re.IGNORECASE
)  # "First, name an officer"
_GOES_ON = re.compile(
    r"(?:in order|so|because|as|which|this|these|it|they|and|but)\b", re.IGNORECASE
)  # with what stands above


def is_item(words: str, label: Label | None, section: Section, block: Block) -> bool:
    """Return whether words are an item by where they stand: a bullet or a number under "The panel recommends:", or a sentence
    behind its own label, in a list of recommendations.
    """
    if section.in_cell:
        return len(words.split()) >= FEWEST_WORDS
    return not (words.endswith(("?", ":")) or _GOES_ON.match(words)) and _is_item_of_a_list(
        words, label, section, block
    )


def _is_item_of_a_list(words: str, label: Label | None, section: Section, block: Block) -> bool:
    if section.introduced and (block.bullet or label) and words[:1].islower():
        return True
    if section.introduced and _COUNTED.match(words):
        return True
    if (section.introduced or section.is_own_list or "asks" in section.list_words.lower()) and body_first(words):
        return True
    promised = label and (label.promises or (section.introduced and "actions" in section.list_words))
    first = SENTENCE.split(words, maxsplit=1)[0].split()[:EARLY]
    if _TELLS.search(" ".join(word for word in first if not (promised and word in ("We", "will")))):
        return False
    count = len(words.split())
    if is_lead(section.list_words):
        return bool(label or block.bullet)
    if label and label.strong and label.kind in ("", RECOMMENDATION):
        if _IS_TO.match(words):
            return bool(label.kind or section.list_kind)
        sentence = words.endswith(".") or ACTS.match(words)
        return count >= FEWEST_OF_A_SENTENCE and bool(sentence) and bool(label.kind or section.list_kind)
    if section.list_kind != RECOMMENDATION or count < FEWEST_WORDS:
        return False
    if section.introduced:
        return bool(label or block.bullet)
    acts = bool(ACTS.match(words) or _IS_TO.match(words)) and bool(label or block.bullet)
    return (
        acts or (bool(label or block.bullet) and words.endswith("."))
    ) and "conclusion" not in section.list_words.lower()


def tells_of_one(words: str, label: Label | None, block: Block, *, first: bool) -> bool:
    """Return whether words under "Areas for improvement" or "Strengths" are one: a bullet, or a short paragraph with a number or first."""
    if words.endswith(":"):
        return False
    short = FEWEST_UNDER_A_HEADING <= len(words.split()) <= MOST_UNDER_A_HEADING
    tells = _TELLS.search(_IS_NOT.sub("", " ".join(words.split()[:EARLY])))
    return bool(block.bullet or ((first or label) and short and block.shape is Shape.PARAGRAPH and not tells))


def may_be_one_more(words: str) -> bool:
    """Return whether a plain paragraph below one that tells of an area for improvement may be the next: one sentence of its own."""
    return words.endswith(".") and len(SENTENCE.split(words)) == 1 and not _GOES_ON.match(words)


def asks_below(blocks: Sequence[Block], place: int, label: Label, section: Section) -> bool:
    """Return whether a label with no words but a priority has below it a sentence that asks without "should"."""
    if label.kind != RECOMMENDATION or not label.reference or not _PRIORITY.fullmatch(label.words):
        return False
    below = blocks[place + 1 : place + 2]
    if not below or _FIELD.match(below[0].text):
        return False
    return below[0].shape is Shape.PARAGRAPH and is_item(below[0].text, label, section, below[0])
