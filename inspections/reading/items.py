"""Items of a list of recommendations that ask without a word that asks: "launch a campaign", "The Service lead a review"."""

import re

from inspections.reading.blocks import Block, Shape
from inspections.reading.leads import is_lead
from inspections.reading.openings import ACTS, RECOMMENDATION, Label
from inspections.reading.sections import Section

FEWEST_WORDS = 3
FEWEST_UNDER_A_HEADING, MOST_UNDER_A_HEADING = 4, 45
FEWEST_OF_A_SENTENCE = 6  # where only its label says that it is one
EARLY = 6  # words within which prose shows that it tells
# What a sentence that tells of something has, and one that asks has not.
_TELLS = re.compile(
    r"\b(?:was|were|has|have|had|will|would|found|we|our|us|this (?:report|section|chapter|list|review|recommendation)|"
    r"(?:these|those|the|all|following) recommendations?|there (?:is|are)|"
    r"(?:do|does|did|is|are|can|could) not|cannot|did|could)\b",
    re.IGNORECASE,
)
_IS_TO = re.compile(
    r"[A-Z][^.,;:]{2,60}? to (?!the\b|an?\b|all\b|date\b|be\b|do\b)[a-z]+\b.*\.$"
)  # "The force to log it."
_GOES_ON = re.compile(
    r"(?:in order|so|because|as|which|this|these|it|they|and|but)\b", re.IGNORECASE
)  # with what stands above


def is_item(words: str, label: Label | None, section: Section, block: Block) -> bool:
    """Return whether words are an item by where they stand: a bullet or a number under "The panel recommends:", or a sentence
    behind its own label, in a list of recommendations.
    """
    if words.endswith(("?", ":")) or _GOES_ON.match(words):
        return False
    if section.introduced and (block.bullet or label) and words[:1].islower():
        return True
    promised = section.introduced and label and "actions" in section.list_words
    if _TELLS.search(" ".join(word for word in words.split()[:EARLY] if not (promised and word == "will"))):
        return False
    count = len(words.split())
    if section.in_cell:
        return count >= FEWEST_WORDS
    if is_lead(section.list_words):
        return bool(label or block.bullet)
    if label and label.strong and label.kind in ("", RECOMMENDATION):
        if _IS_TO.match(words):
            return bool(label.kind or section.list_kind)
        return count >= FEWEST_OF_A_SENTENCE and words.endswith(".") and bool(label.kind or section.list_kind)
    if section.list_kind != RECOMMENDATION or count < FEWEST_WORDS:
        return False
    if section.introduced:
        return bool(label or block.bullet)
    acts = bool(ACTS.match(words) or _IS_TO.match(words)) and bool(label or block.bullet)
    return (acts or (bool(label) and words.endswith("."))) and "conclusion" not in section.list_words.lower()


def tells_of_one(words: str, label: Label | None, block: Block, *, first: bool) -> bool:
    """Return whether words under "Areas for improvement" or "Strengths" are one: a bullet, or a short paragraph with a number or first."""
    if words.endswith(":"):
        return False
    short = FEWEST_UNDER_A_HEADING <= len(words.split()) <= MOST_UNDER_A_HEADING
    tells = _TELLS.search(" ".join(words.split()[:EARLY]))
    return bool(block.bullet or ((first or label) and short and block.shape is Shape.PARAGRAPH and not tells))
