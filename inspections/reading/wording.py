"""The words of a demand: from the sentence that asks, and without the quotation marks around its list."""

import re

from inspections.reading.phrases import BUT_NEEDS, LEADS_AT_ITS_END, SHOULD, VITAL, phrase_in
from inspections.reading.scoring import Doubt

SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”’]))\s+(?=[A-Z“])")
_ALSO = re.compile(r"\b(?:also|further) recommend", re.IGNORECASE)
_OPENED, _OPENS = re.compile(r"[“\"‘'](?=[A-Za-z])"), re.compile(r"(?:(?<=\s)|^)[“\"‘'](?=\w)")
_CLOSED, _CLOSES = re.compile(r"[”\"’']$"), re.compile(r"(?<=[\w.,;?!])[”\"’'](?=[\s.,;:]|$)")
TELLS = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|can|cannot|fails?|failed|lacks?|takes?)\b|n[’']t\b")
LONGEST_TITLE = 4  # words of a title before the sentences of an item: "Training. All officers should"


def is_title(words: str) -> bool:
    """Return whether words before a sentence are the title of what it asks."""
    return words.endswith(".") and len(words.split()) <= LONGEST_TITLE and not TELLS.search(words)


def first_sentence(words: str) -> str:
    """The first sentence of the words, behind their title."""
    first, *others = SENTENCE.split(words, maxsplit=2)
    return others[0] if others and is_title(first) else first


def from_the_phrase(words: str, *, is_item: bool) -> tuple[str, set[Doubt]]:
    """The words from the sentence that recommends, where sentences that do not stand before it.

    In an item of a list what "also" recommends is the second thing it asks: its first sentence asks too.
    """
    phrase = (
        phrase_in(words)
        or LEADS_AT_ITS_END.search(words)
        or (None if is_item else VITAL.search(words) or BUT_NEEDS.search(words))
    )
    if phrase and phrase.start() > 0:
        begins = [
            sentence.end()
            for sentence in SENTENCE.finditer(words, 0, phrase.start() + 1)
            if sentence.end() <= phrase.start()
        ]
        asks_before = is_item and SHOULD.search(words[: phrase.start()])
        if begins and not asks_before:
            return words[begins[-1] :], {Doubt.MID_PARAGRAPH}
    return words, set()


def without_marks_of_a_list(words: str) -> str:
    """The words of an item without the quotation marks around it, or the one that its list opens or closes in another item."""
    opened, closed = _OPENED.match(words), _CLOSED.search(words)
    whole = opened and closed and len(_CLOSES.findall(words)) == 1
    if opened and (whole or not _CLOSES.search(words, 1)):
        return words[1:-1] if whole else words[1:]
    if closed and not _OPENS.search(words[:-1]):
        return words[:-1]
    return words
