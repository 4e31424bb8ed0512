"""Items of a list of recommendations that ask without a word that asks: "launch a campaign", "The Service lead a review"."""

import re
from collections.abc import Sequence

from inspections.reading.addressees import addressee_of_title, addressees_of, body_first
from inspections.reading.blocks import Block, Shape
from inspections.reading.header_rows import day_behind, ran_together
from inspections.reading.likely_lists import starts_or_stops, wishes
from inspections.reading.limits import begins_with_a_limit
from inspections.reading.openings import RECOMMENDATION, Label, place_in_order
from inspections.reading.phrases import is_act
from inspections.reading.sections import Section
from inspections.reading.wording import SENTENCE

_PRIORITY = re.compile(
    r"\(?(?:(?:priority:? )?(?:[0-9]|very high|high|medium|low|essential|advisory)(?: priority)?)?\)?", re.IGNORECASE
)
_FIELD = re.compile(r"[A-Z][\w’' ]{2,30}: ")  # "Rationale: Nobody looked at the whole year."
# What an area for improvement says of itself, "clearer records of who was there".
_IS_NOT = re.compile(
    r"\b(?:(?:do|does|is|are|has|have) not|(?:who|which|what) (?:was|were|has|have|had))\b", re.IGNORECASE
)
FEWEST_WORDS, FEWEST_OF_A_CELL = 3, 2
FEWEST_UNDER_A_HEADING, MOST_UNDER_A_HEADING = 4, 45
FEWEST_OF_A_SENTENCE = 6  # where only its label says that it is one
PLAIN = "¶"  # the mark of an item that is a paragraph
_MAY_ACT = re.compile(
    r"(?!(?:the|an?|all|these|those|there|it|we|i|they|he|she|its|our|their|most|some|many|few|both|no|thank)\b)"
    r"[A-Z][a-z]{2,12}(?<!s)(?<!ed)(?<!ing) [a-z]",
    re.IGNORECASE,
)
EARLY = 6  # words within which prose shows that it tells
# What a sentence that tells of something has, and one that asks has not.
_TELLS = re.compile(
    r"\b(?:was|were|has|(?<!to )have|had|will|would|found|we|our|us|this (?:report|section|chapter|list|review|recommendation)|"
    r"(?:these|those|the|all|following) recommendations?|there (?:is|are)|"
    r"(?:do|does|did|is|are|can|could) not|cannot|did|could)\b|^(?:i|they) ",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|last|final)(?:ly)?, |the (?:first|second|third|fourth|fifth|sixth|last) is (?:that|to) ",
    re.IGNORECASE,
)  # "First, name an officer"
# "Every home has a named officer"
_EVERY = re.compile(r"(?:every|each|all|no) (?!.*\b(?:was|were|had|asked|told|said)\b)", re.IGNORECASE)
_DOING = re.compile(r"[A-Z]?[a-z-]+ing ")  # "Asking children", under "Start"
_TITLED = re.compile(r"[A-Z][\w’' ]{2,50}(?::| →) (?=[a-z])")  # "Supervision: see each detective once a month"
_IS_SET = re.compile(r"[\w ,’'-]{3,60}? (?:is|are) (?:not )?to \w", re.IGNORECASE)  # "The inspector is to visit"
# "Minutes be kept"
_BE_DONE = re.compile(
    r"[A-Z][^.,;:]{2,80} be (?:\w+ly )?(?:\w+(?:ed|en|de)|given|made|put|set|kept|told|built|held|sent)\b"
)
_QUESTION = re.compile(
    r"(?:will|can|could|would|when will|what (?:steps|action|plans)|how (?:will|can))\b.*\?(?: \([^()]+\))?$",
    re.IGNORECASE,
)
_SAYS_TO = re.compile(r"^[^.,;:]{3,80} to (?!the\b|an?\b)[a-z]")  # "Tenancy officers to receive training"
_IS = re.compile(
    r"\b(?:is|are|be|can|may|told|kept|knew|nobody|none|sets?|makes?|follows?|gives?|lists?|need|see)\b", re.IGNORECASE
)
_HAPPENED = re.compile(r"\b(?:was|were|has|have|had|will|would|found|did|told|said)\b", re.IGNORECASE)
# with what stands above
_GOES_ON = re.compile(r"(?:in order|so|because|as|which|this|these|it|they|and|but)\b", re.IGNORECASE)


def is_item(words: str, label: Label | None, section: Section, block: Block) -> bool:
    """Return whether words are an item by where they stand: a bullet or a number under "The panel recommends:", or a sentence
    behind its own label, in a list of recommendations.
    """
    if section.in_cell:
        return len(words.split()) >= FEWEST_OF_A_CELL
    if asks_somebody(words, section):
        return True
    goes_on = _GOES_ON.match(words) and not section.list_words.endswith("if:")
    hangs = words.endswith(("?", ":")) and not (section.introduced and addressee_of_title(words))
    return not (hangs or goes_on) and _is_item_of_a_list(words, label, section, block)


def asks_somebody(words: str, section: Section) -> bool:
    """Return whether words are a question to the one whom the heading names, as a board asks it: "TO THE MINISTER"."""
    return section.list_kind == RECOMMENDATION and bool(section.addressees) and bool(_QUESTION.match(words))


def _is_item_of_a_list(words: str, label: Label | None, section: Section, block: Block) -> bool:
    marked = bool(label or block.bullet or day_behind(words)[1])
    if _asks_by_its_form(words, section, marked=marked) or (label and label.kind and is_act(words)):
        return True
    promised = label and (label.promises or (section.introduced and "actions" in section.list_words))
    first = SENTENCE.split(words, maxsplit=1)[0].split()[:EARLY]
    could = section.introduced or (label and label.kind and label.strong)
    may = (*(("We", "will") if promised else ()), *(("would", "could") if could else ()))
    if not is_act(words) and _TELLS.search(" ".join(word for word in first if word not in may)):
        return False
    if (
        label
        and (label.kind or (label.strong and section.list_kind))
        and (asks := _asks_behind_its_label(words, label))
    ):
        return asks
    if section.is_own_list and not marked and block.shape is Shape.PARAGRAPH:
        return not section.marked and _names_a_thing(words)
    if section.list_kind != RECOMMENDATION or len(words.split()) < FEWEST_WORDS or not marked:
        return False
    alike = section.introduced and ("." in section.series or section.series in ("", PLAIN))
    if label and "." in label.reference and not (alike or label.strong or _SAYS_TO.search(words)):
        return False  # a paragraph's number, which numbers what is told too
    return section.introduced or (
        (words.endswith(".") or (block.bullet and section.is_own_list and len(words.split()) > FEWEST_WORDS))
        and "conclusion" not in section.list_words.lower()
    )


def _asks_by_its_form(words: str, section: Section, *, marked: bool) -> bool:
    """Return whether words have a form that asks in a list and nowhere else. marked: they have a bullet or a number."""
    if (section.introduced and marked and (words[:1].islower() or section.list_words.endswith("if:"))) or (
        (section.introduced or section.likely) and _COUNTED.match(words)
    ):
        return True
    fresh = section.likely and not (marked or section.marked or section.idle) and wishes(section.list_words)
    dated = section.list_kind and begins_with_a_limit(words) and not _HAPPENED.search(words)
    if dated or (fresh and _says_what_is_to_be(words)):
        return True
    listed = ran_together(section.list_words) or (section.likely and _EVERY.match(words))
    if section.list_kind == RECOMMENDATION and _BE_DONE.match(words):
        return True
    if marked and (
        listed or (section.likely and wishes(section.list_words)) or (section.list_kind and _IS_SET.match(words))
    ):
        return True
    if marked and section.likely and starts_or_stops(section.list_words) and _DOING.match(words):
        return True
    if section.list_words.endswith("that:") and section.introduced and addressees_of(words):
        return True  # "The Council publish its figures", under "We recommend that:"
    titled = _TITLED.match(words)
    return bool(body_first(words) or (titled and is_act(words[titled.end() :])))


def _names_a_thing(words: str) -> bool:
    """Return whether a paragraph is one short sentence without a verb that tells: "One statutory regulator for all homes."."""
    one = words.endswith(".") and len(SENTENCE.split(words)) == 1 and len(words.split()) >= FEWEST_WORDS
    return one and not (_IS.search(words) or _TELLS.search(words))


def _says_what_is_to_be(words: str) -> bool:
    """Return whether a paragraph is one sentence that says what somebody does, "Police forces stop using the word.", or has."""
    one = words.endswith(".") and len(SENTENCE.split(words)) == 1
    return one and bool(_EVERY.match(words) or (addressees_of(words) and not _HAPPENED.search(words)))


def _asks_behind_its_label(words: str, label: Label) -> bool:
    sentence = words.endswith(".") or is_act(words)
    return label.kind in ("", RECOMMENDATION) and len(words.split()) >= FEWEST_OF_A_SENTENCE and bool(sentence)


def is_one_of_a_series(words: str, label: Label | None, section: Section, block: Block) -> bool:
    """Return whether words are the next in a row of which one is a recommendation: the same bullet, or the next number."""
    if not section.list_kind or "conclusion" in section.list_words.lower() or words.endswith(("?", ":")):
        return False
    last, this = place_in_order(section.series), place_in_order(label.reference) if label else None
    if not (label or block.bullet):
        return section.series == PLAIN and _is_plain_act(words)
    follows = (last and this == last + 1) if label else block.bullet == section.series
    tells = words.startswith(("We ", "I ", "It ")) or _HAPPENED.search(_IS_NOT.sub("", words[:60]))
    return bool(follows) and len(words.split()) >= FEWEST_WORDS and not tells


def _is_plain_act(words: str) -> bool:
    """Return whether a paragraph is one sentence that begins as one that tells what to do may, and tells of nothing."""
    one = words.endswith(".") and len(SENTENCE.split(words)) == 1
    return one and bool(_MAY_ACT.match(words)) and not _HAPPENED.search(words)


def tells_of_one(words: str, label: Label | None, block: Block, *, first: bool, asks: bool) -> bool:
    """Return whether words under "Areas for improvement" or "Strengths" are one: a bullet, or a short paragraph with a number or first."""
    if words.endswith((":", "?")):
        return words.endswith("?") and bool(block.bullet or label)
    short = FEWEST_UNDER_A_HEADING <= len(words.split()) <= MOST_UNDER_A_HEADING
    tells = asks and _TELLS.search(_IS_NOT.sub("", " ".join(words.split()[:EARLY])))
    lacks = asks and _IS_NOT.search(" ".join(words.split()[: EARLY + 1]))
    return bool(
        block.bullet
        or (
            (first or label or lacks) and short and words[:1].isupper() and block.shape is Shape.PARAGRAPH and not tells
        )
    )


def may_be_one_more(words: str) -> bool:
    """Return whether a plain paragraph below one that tells of an area for improvement may be the next: one sentence of its own."""
    return (
        (words.endswith(".") or words[-1:].isalpha()) and len(SENTENCE.split(words)) == 1 and not _GOES_ON.match(words)
    )


def asks_below(blocks: Sequence[Block], place: int, label: Label, section: Section) -> bool:
    """Return whether a label with no words but a priority has below it a sentence that asks without "should"."""
    if label.kind != RECOMMENDATION or not label.reference or not _PRIORITY.fullmatch(label.words):
        return False
    below = blocks[place + 1 : place + 2]
    return bool(below) and below[0].shape is Shape.PARAGRAPH and is_item(below[0].text, label, section, below[0])
