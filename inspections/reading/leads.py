"""Words over several recommendations that name whom they are for: "The Board should:", over "1. keep a list" and "2. write to homes"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from inspections.reading.addressees import BEFORE, addressees_of
from inspections.reading.blocks import Block, Shape
from inspections.reading.limits import without_limits
from inspections.reading.lists import kind_of_list, opens_a_list
from inspections.reading.openings import RECOMMENDATION, is_limit_alone, label_of, paragraph_label, place_in_order
from inspections.reading.parts import lettered
from inspections.reading.phrases import is_act, phrase_in
from inspections.reading.plain import tells_under
from inspections.reading.verbs import begins_with_a_verb

_LEAD = re.compile(
    r"\b(?:should|must|shall|needs? to|ought to|(?:is|are|was|were) (?:asked|advised|required|directed) to)"
    r"(?: \w+ly| (?:\w+ ){1,3}that| do the following[^:.]{0,40})?:$"
)
_TO_YOU = re.compile(r"You (?:need to|must|should)\b[^.:]{0,60}:$")
_OPENING = re.compile(r"(?:the|all|each|every) ", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:must|shall|ought to|that|expects?)\b")
_GUIDANCE = re.compile(
    r"\b(?:practice|guidance|polic(?:y|ies)|procedures?|law|codes?|standards?|criteria|expectations?)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[0-9]{1,2}\. (?P<words>[A-Z].*\.)$")  # with a number of its own
_CAPITAL = re.compile(r"[0-9]{1,2}[.)] [(A-Z]")
_NUMBERED = re.compile(r"\(?(?P<number>[0-9]{1,3}(?=[.) ])|[a-z](?=[.)]))[.)]?\s+[\w(]")


def is_lead(text: str) -> bool:
    """Return whether words name somebody and stop at "should:", so that what is asked stands below."""
    return bool(_LEAD.search(text)) and not ((label := label_of(text)) and (label.strong or label.kind))


def names_who_should(text: str, *, under: str) -> bool:
    """Return whether words begin with somebody who should act and end so: "Within a month, the force should:".

    "Under the code, the police must:" tells of a duty, and a heading that they stand `under` may say that guidance is told.
    """
    words = _OPENING.sub("", BEFORE.sub("", without_limits(text).strip(" ,")))
    whom = addressees_of(words) or ("You",)  # of a letter
    return (
        (is_lead(text) or _TO_YOU.match(words))
        and words.startswith(whom[0])
        and not (_DUTY.search(words) or _GUIDANCE.search(under))
    )


def leads_over_several(blocks: Sequence[Block]) -> set[int]:
    """The places of the leads over recommendations of their own, and not over the parts of one.

    What stands below has a label ("R1", "1.1") or a time limit, is a numbered sentence, or goes on with the numbers of the lead before.
    """
    leads = [place for place, block in enumerate(blocks[:-1]) if is_lead(block.text)]
    leads = [place for place in leads if not tells_under(_heading_over(blocks, place))]
    found = {place for place in leads if not blocks[place + 1].bullet and _is_one_of_its_own(blocks[place + 1].text)}
    found |= {place for place in range(len(blocks) - 2) if _recommends_sentences(blocks[place : place + 3])}
    ended_at, before = 0, None
    for place in leads:
        numbers = list(_numbers_below(blocks, place))
        if not numbers:
            continue
        below_a_list = place > 0 and kind_of_list(blocks[place - 1].text) == RECOMMENDATION
        if below_a_list and len(numbers) > 1 and _CAPITAL.match(blocks[place + 1].text):
            found.add(place)
        if before is not None and numbers[0] == ended_at + 1:
            found |= {before, place}
        before, ended_at = place, numbers[-1]
    return found


def _heading_over(blocks: Sequence[Block], place: int) -> str:
    return next((block.text for block in reversed(blocks[:place]) if block.shape is Shape.HEADING), "")


def _is_one_of_its_own(text: str) -> bool:
    label = label_of(text) or paragraph_label(text)
    sentence = text[:1].isupper() and text.endswith(".") and begins_with_a_verb(text)
    return sentence or is_limit_alone(text) or bool(label and (label.strong or "." in label.reference))


def _recommends_sentences(blocks: Sequence[Block]) -> bool:
    """Return whether the first of three blocks recommends, "We recommend that the Director:", and numbered sentences, or one
    with parts, stand below."""
    lead = blocks[0].text
    if not (lead.endswith(":") and phrase_in(lead)) or opens_a_list(lead):
        return False
    parted = _NUMBERED.match(blocks[1].text) and blocks[1].text.endswith(":") and lettered(blocks[2].text)
    return bool(parted) or all(
        (number := _SENTENCE.match(below.text)) and is_act(number["words"]) for below in blocks[1:]
    )


def leads_in_a_row(blocks: Sequence[Block]) -> set[int]:
    """The places of leads over bullets that follow one another, one body after the other: nothing else is asked of so many."""
    leads = [place for place, block in enumerate(blocks) if is_lead(block.text)]
    found: set[int] = set()
    for one, other in pairwise(leads):
        if other > one + 1 and all(block.bullet for block in blocks[one + 1 : other]):
            found |= {one, other}
    return found


def _numbers_below(blocks: Sequence[Block], place: int) -> Iterator[int]:
    for block in blocks[place + 1 :]:
        if not (numbered := _NUMBERED.match(block.text)):
            return
        yield place_in_order(numbered["number"])
