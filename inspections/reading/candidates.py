"""Walks through the blocks and gathers what may be a demand: its words, its sub-parts, and what speaks for it."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from inspections.reading import refusals
from inspections.reading.addressees import addressees_of
from inspections.reading.blocks import Block, Shape
from inspections.reading.following import goes_on, items_after
from inspections.reading.limits import limits_in, without_limits
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
    opens_a_row,
    paragraph_label,
    without_paragraph_number,
)
from inspections.reading.scoring import Doubt, Sign
from inspections.reading.sections import Section, in_table, under
from inspections.reading.tables import Table, headers_in

FEWEST_WORDS = 6  # of a label's own words that tell something and are no title
MOST_IDLE = 2  # paragraphs without a demand before a list of demands is over
_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”’]))\s+(?=[A-Z“])")
_ASKS_FOR_AN_ANSWER = re.compile(
    r"\bwill (?:require|need|expect|ask)\b.{0,80}\b(?:update|action plan|response|report)\b|"
    r"\bshould (?:also )?(?:provide|send|submit)\b.{0,60}\b(?:action plan|update|response)\b.{0,120}\b(?:respond|recommendations?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Candidate:
    """Words that may become a draft. `text` is without label and sub-parts, `items` the sub-parts, `blocks` what it was read from."""

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
    section, place, held = Section(), 0, None
    runs, headers = _in_runs(blocks), headers_in(blocks)
    while place < len(blocks):
        block = blocks[place]
        if table := headers.get(place):
            section, place = in_table(section, table), place + 1
        elif held and section.table is Table.RECOMMENDATIONS and is_limit_alone(block.text):
            # In a row the limit comes after the words.
            held = replace(held, section=replace(held.section, limit=block.text), signs=held.signs | {Sign.LIMITED})
            place += 1
        elif (changed := under(section, block)) is not section:
            section, place = changed, place + 1
        else:
            found, taken = _candidate(blocks, place, section, place in runs)
            if found and held:
                yield held
            held = found or held
            section = _after(section, block, found)
            place += taken
    if held:
        yield held


def _after(section: Section, block: Block, found: Candidate | None) -> Section:
    """The section behind a block: a list is over after its one cause of concern, or when nothing more is asked for."""
    if found:
        told = found.kind == CONCERN and not block.bullet
        return replace(section, idle=0, list_kind="" if told else section.list_kind, contents=0)
    if block.shape is not Shape.PARAGRAPH or section.table or section.list_kind in ("", NEXT_STEP):
        return section
    if section.idle + 1 < MOST_IDLE:
        return replace(section, idle=section.idle + 1)
    return replace(section, list_kind="", limit="", others=False)


def _candidate(blocks: Sequence[Block], place: int, section: Section, in_a_run: bool) -> tuple[Candidate | None, int]:
    """The candidate that begins with this block, if any, and how many blocks it takes."""
    block = blocks[place]
    label = label_of(block.text) or (paragraph_label(block.text) if section.list_kind == RECOMMENDATION else None)
    in_contents = section.contents and block.shape is not Shape.HEADING and not block.text.endswith((".", ":", ";"))
    if in_contents or (section.answered and label):
        return None, 1
    if section.list_kind == NEXT_STEP or _ASKS_FOR_AN_ANSWER.search(block.text[:400]):
        return _next_step(block, section), 1
    if section.list_kind == CONCERN and not label and block.shape is not Shape.HEADING:
        return _gathered(blocks, place, 1, _begun(CONCERN, None, block.text, section, {Sign.HEADED}))
    words, taken = label.words if label else without_paragraph_number(block.text), 1
    if opens_a_row(block.text) and place + 1 < len(blocks):
        words, taken = f"{label.words} {blocks[place + 1].text}", 2
    elif label and label.strong and not demands(words):
        titled = _words_under_a_title(blocks, place)
        if titled is None:
            return _told(blocks, place, section, label)
        words, taken = blocks[titled].text, titled - place + 1
    words, doubts = _from_the_phrase(words)
    if doubts and label and not label.strong and not section.list_kind:
        label = None  # the number of the paragraph, not of what it recommends
    signs = _signs(words, label, section, in_a_run, block)
    if signs is None or refusals.why_not(words) or refusals.is_quotation(words):
        return None, 1
    return _gathered(blocks, place, taken, _begun(_kind(words, label, section), label, words, section, signs, doubts))


def _begun(
    kind: str, label: Label | None, words: str, section: Section, signs: Set[Sign], doubts: Set[Doubt] = frozenset()
) -> Candidate:
    """A candidate before what follows it is gathered."""
    doubts = set(doubts)
    if section.others:
        doubts.add(Doubt.ANOTHERS)
    if section.table is Table.PLAN:
        doubts.add(Doubt.IN_A_PLAN)
    if kind == IMPROVEMENT and Sign.DEMANDS not in signs:
        doubts.add(Doubt.NO_DEMAND)
    return Candidate(kind, label, words, (), section, (), frozenset(signs), frozenset(doubts))


def _gathered(blocks: Sequence[Block], place: int, taken: int, begun: Candidate) -> tuple[Candidate, int]:
    """The candidate with its list items and the paragraphs that go on with it, and how many blocks that takes."""
    last, words = place + taken - 1, begun.text
    items = items_after(blocks, last, words)
    last += sum(map(len, items))
    while not items and last + 1 < len(blocks) and goes_on(blocks[last + 1]):
        last += 1
        words = f"{words} {blocks[last].text}"
        items = items_after(blocks, last, words)
        last += sum(map(len, items))
    doubts = begun.doubts
    if begun.kind == CONCERN and last + 1 < len(blocks) and blocks[last + 1].shape is Shape.PARAGRAPH:
        doubts |= {Doubt.CONCERN_RUNS_ON}
    texts = tuple(" ".join(block.text for block in item) for item in items)
    found = replace(begun, text=words, items=texts, blocks=tuple(blocks[place : last + 1]), doubts=doubts)
    return found, last - place + 1


def _signs(words: str, label: Label | None, section: Section, in_a_run: bool, block: Block) -> set[Sign] | None:
    """Find the signs for these words, None where they ask for nothing."""
    listed = section.list_kind
    signs = set()
    # Of a paragraph that only stands in a list, the first sentence asks, or it is a comment.
    if demands(words if label else _SENTENCE.split(words, maxsplit=1)[0]) or PHRASE.search(words):
        signs.add(Sign.DEMANDS)
    elif not (listed in (IMPROVEMENT, STRENGTH) and block.bullet and not words.endswith(":")):
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
    if addressees_of(without_limits(words)):
        signs.add(Sign.ADDRESSED)
    return signs


def _kind(words: str, label: Label | None, section: Section) -> str:
    if label and label.kind:
        return label.kind
    if PHRASE.search(words[:200]) or section.list_kind in ("", CONCERN):
        return RECOMMENDATION
    return section.list_kind


def _told(blocks: Sequence[Block], place: int, section: Section, label: Label) -> tuple[Candidate | None, int]:
    """A labelled cause of concern, strength or area that tells and does not ask."""
    words, taken = label.words, 1
    if not words and place + 1 < len(blocks) and blocks[place + 1].shape is Shape.PARAGRAPH:
        words, taken = blocks[place + 1].text, 2
    tells = len(words.split()) >= FEWEST_WORDS and not refusals.why_not(words) and not (taken > 1 and label_of(words))
    if label.kind not in (CONCERN, STRENGTH, IMPROVEMENT) or not tells:
        return None, 1
    return _gathered(blocks, place, taken, _begun(label.kind, label, words, section, {Sign.HEADED}))


def _words_under_a_title(blocks: Sequence[Block], place: int) -> int | None:
    """Where the demand stands that "Recommendation 3: Supervision" gives its title to; None for none close by."""
    for following in range(place + 1, min(place + 4, len(blocks))):
        block = blocks[following]
        if label_of(block.text) or (block.shape is Shape.HEADING and not is_limit_alone(block.text)):
            return None
        if demands(block.text):
            return following
    return None


def _from_the_phrase(words: str) -> tuple[str, set[Doubt]]:
    """The words from the sentence that recommends, where sentences that do not stand before it."""
    phrase = PHRASE.search(words)
    if phrase and phrase.start() > 0:
        begins = [
            sentence.end()
            for sentence in _SENTENCE.finditer(words, 0, phrase.start() + 1)
            if sentence.end() <= phrase.start()
        ]
        if begins:
            return words[begins[-1] :], {Doubt.MID_PARAGRAPH}
    return words, set()


def _next_step(block: Block, section: Section) -> Candidate | None:
    if not (demands(block.text) or limits_in(block.text)) or block.shape is Shape.HEADING:
        return None
    signs = frozenset({Sign.HEADED, Sign.LIMITED} if section.list_kind == NEXT_STEP else {Sign.PHRASE, Sign.LIMITED})
    return Candidate(NEXT_STEP, None, block.text, (), section, (block,), signs, frozenset())


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
