"""Walks through the blocks and gathers what may be a demand: its words, its sub-parts, and what speaks for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from inspections.reading import refusals
from inspections.reading.addressees import addressees_of
from inspections.reading.blocks import Block, Shape
from inspections.reading.following import goes_on, items_after
from inspections.reading.limits import limits_in
from inspections.reading.openings import (
    CONCERN,
    IMPROVEMENT,
    NEXT_STEP,
    PHRASE,
    RECOMMENDATION,
    STRENGTH,
    Label,
    demands,
    is_limit_alone,
    label_of,
    stands_at_a_paragraph_number,
)
from inspections.reading.scoring import Doubt, Sign
from inspections.reading.sections import Section, under

MOST_IDLE = 2  # paragraphs without a demand before a list of demands is over
LONGEST = 2_500  # letters
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
_ASKS_FOR_AN_ANSWER = re.compile(
    r"\bwill (?:require|need|expect|ask)\b.{0,80}\b(?:update|action plan|response|report)\b|"
    r"\bshould (?:also )?(?:provide|send|submit)\b.{0,60}\b(?:action plan|update|response)\b.{0,120}\b(?:respond|recommendations?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Candidate:
    """What may be a draft. `text` is without label and sub-parts, `items` the sub-parts' words, `blocks` what it was read from."""

    kind: str
    label: Label | None
    text: str
    items: tuple[str, ...]
    section: Section
    blocks: tuple[Block, ...]
    signs: frozenset[Sign]
    doubts: frozenset[Doubt]


def candidates_in(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Every candidate that nothing forbids, in order of the text."""
    if refusals.are_minutes([block.text for block in blocks if len(block.text) < 150]):
        return
    section, runs = Section(in_a_plan=_is_a_plan(blocks)), _in_runs(blocks)
    place = 0
    while place < len(blocks):
        block = blocks[place]
        changed = under(section, block)
        if changed is not section:
            section, place = changed, place + 1
            continue
        found, taken = _candidate(blocks, place, section, place in runs)
        if found:
            yield found
            section = replace(section, idle=0)
        elif block.shape is Shape.PARAGRAPH and section.list_kind and section.list_kind != NEXT_STEP:
            idle = section.idle + 1
            section = replace(section, idle=idle) if idle < MOST_IDLE else replace(section, list_kind="", limit="", others=False)
        place += taken


def _candidate(blocks: Sequence[Block], place: int, section: Section, in_a_run: bool) -> tuple[Candidate | None, int]:
    """The candidate that begins with this block, if any, and how many blocks it takes."""
    block = blocks[place]
    label = label_of(block.text)
    if section.contents or (section.answered and label):
        return None, 1
    if section.list_kind == NEXT_STEP or _ASKS_FOR_AN_ANSWER.search(block.text[:400]):
        return _next_step(block, section), 1
    taken = 1
    if label and label.strong and not demands(label.words):
        titled = _words_under_a_title(blocks, place)
        if titled is None:
            return _told(blocks, place, section, label)
        taken = titled - place + 1
    words = blocks[place + taken - 1].text if taken > 1 else (label.words if label else block.text)
    words, doubts = _from_the_phrase(words)
    signs = _signs(words, label, section, in_a_run, block)
    if signs is None or refusals.why_not(words) or refusals.is_quotation(words):
        return None, 1
    return _gathered(blocks, place, taken, words, _kind(words, label, section), label, section, signs, doubts)


def _gathered(blocks, place, taken, words, kind, label, section, signs, doubts):
    """The candidate with what follows it: its list items, and paragraphs that go on with it."""
    last = place + taken - 1
    items = items_after(blocks, last, words)
    used = [*blocks[place : last + 1], *(block for item in items for block in item)]
    last += sum(len(item) for item in items)
    while not items and last + 1 < len(blocks) and goes_on(blocks[last + 1]):
        last += 1
        words = f"{words} {blocks[last].text}"
        items = items_after(blocks, last, words)
        used += [blocks[last], *(block for item in items for block in item)]
        last += sum(len(item) for item in items)
    if section.others:
        doubts |= {Doubt.ANOTHERS}
    if section.in_a_plan:
        doubts |= {Doubt.IN_A_PLAN}
    texts = tuple(" ".join(block.text for block in item) for item in items)
    found = Candidate(kind, label, words, texts, section, tuple(used), frozenset(signs), frozenset(doubts))
    return found, last - place + 1


def _signs(words: str, label: Label | None, section: Section, in_a_run: bool, block: Block) -> set[Sign] | None:
    """What speaks for these words, None where they ask for nothing."""
    listed = section.list_kind if not section.in_a_plan else ""
    signs = set()
    if demands(words):
        signs.add(Sign.DEMANDS)
    elif not (listed == IMPROVEMENT and block.bullet and ":" not in words[-1:]):
        return None
    if (phrase := PHRASE.search(words)) and phrase.start() < 120:
        signs.add(Sign.PHRASE)
    if label:
        signs.add((Sign.NAMED if label.kind else Sign.CODED) if label.strong else Sign.COUNTED)
    if in_a_run:
        signs.add(Sign.IN_A_RUN)
    if listed:
        signs.add(Sign.INTRODUCED if section.introduced else Sign.LISTED if listed == RECOMMENDATION else Sign.HEADED)
    limits = [limit for limit in limits_in(words) if limit.certain]
    if limits or section.limit:
        signs.add(Sign.LIMITED)
    if limits and limits[0].start < 3:
        signs.add(Sign.LIMIT_FIRST)
    if addressees_of(words[limits[0].end :].lstrip(" ,") if limits and limits[0].start < 3 else words):
        signs.add(Sign.ADDRESSED)
    return signs


def _kind(words: str, label: Label | None, section: Section) -> str:
    if label and label.kind:
        return label.kind
    if PHRASE.search(words[:200]) or section.in_a_plan or section.list_kind in ("", CONCERN):
        return RECOMMENDATION
    return section.list_kind


def _told(blocks: Sequence[Block], place: int, section: Section, label: Label) -> tuple[Candidate | None, int]:
    """A labelled cause of concern, strength or area that tells and does not ask."""
    if label.kind not in (CONCERN, STRENGTH, IMPROVEMENT):
        return None, 1
    if label.words and len(label.words.split()) > 5:
        return _gathered(blocks, place, 1, label.words, label.kind, label, section, {Sign.HEADED}, set())
    following = place + 1
    if following < len(blocks) and blocks[following].shape is Shape.PARAGRAPH and not label_of(blocks[following].text):
        words = blocks[following].text
        return _gathered(blocks, place, 2, words, label.kind, label, section, {Sign.HEADED}, set())
    return None, 1


def _words_under_a_title(blocks: Sequence[Block], place: int) -> int | None:
    """Where the demand stands that "Recommendation 3: Supervision" gives its title to; None for none close by."""
    for following in range(place + 1, min(place + 4, len(blocks))):
        block = blocks[following]
        if label_of(block.text) or block.shape is Shape.HEADING and not is_limit_alone(block.text):
            return None
        if demands(block.text):
            return following
    return None


def _from_the_phrase(words: str) -> tuple[str, set[Doubt]]:
    """The words from the sentence that recommends, where sentences that do not stand before it."""
    phrase = PHRASE.search(words)
    if phrase and phrase.start() > 0:
        begins = [sentence.end() for sentence in _SENTENCE.finditer(words, 0, phrase.start() + 1) if sentence.end() <= phrase.start()]
        if begins:
            return words[begins[-1] :], {Doubt.MID_PARAGRAPH}
    return words, set()


def _next_step(block: Block, section: Section) -> Candidate | None:
    if not (demands(block.text) or limits_in(block.text)) or block.shape is Shape.HEADING:
        return None
    signs = frozenset({Sign.HEADED, Sign.LIMITED} if section.list_kind == NEXT_STEP else {Sign.PHRASE, Sign.LIMITED})
    return Candidate(NEXT_STEP, None, block.text, (), section, (block,), signs, frozenset())


def _is_a_plan(blocks: Sequence[Block]) -> bool:
    """Whether a table's header says that this is an action plan: "Recommendation", then "Action" or "Issue owner"."""
    heads = [block.text.lower().strip(" .:") for block in blocks]
    return any(
        "recommendation" in head and len(head) < 40 and any(other in ("action", "issue owner", "action required") for other in heads[place + 1 : place + 4])
        for place, head in enumerate(heads)
    )


def _in_runs(blocks: Sequence[Block]) -> set[int]:
    """The places of numbered demands that follow one another from 1 on, three or more."""
    run: list[int] = []
    found: set[int] = set()
    for place, block in enumerate(blocks):
        label = label_of(block.text)
        if not label or label.strong or label.kind:
            continue
        if not demands(label.words) or not label.reference.isdigit() or int(label.reference) != len(run) + 1:
            run = []
            if label.reference != "1" or not demands(label.words):
                continue
        run.append(place)
        if len(run) >= 3:
            found.update(run)
    return found
