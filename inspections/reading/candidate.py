"""Words that may become a draft: what speaks for and against it, and the list and the paragraphs that go on with it."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from inspections.reading.answers import asks_for_an_answer
from inspections.reading.blocks import Block, Shape
from inspections.reading.drafts import NOTHING_STATED, Stated
from inspections.reading.following import begins_its_parts, goes_on, is_over_parts, items_after
from inspections.reading.header_rows import ran_together
from inspections.reading.leads import names_who_should
from inspections.reading.limits import limits_in
from inspections.reading.openings import CONCERN, IMPROVEMENT, NEXT_STEP, Label, without_paragraph_number
from inspections.reading.phrases import demands
from inspections.reading.scoring import Doubt, Sign
from inspections.reading.sections import Section
from inspections.reading.tables import Table

STOPS = (".", ":", ";", "!", "?")


@dataclass(frozen=True)
class Candidate:
    """Words that may become a draft. `text` is without label and sub-parts, `items` the sub-parts, `blocks` what it was read from.

    `first` counts the blocks of the report before it.
    """

    kind: str
    label: Label | None
    text: str
    items: tuple[str, ...]
    section: Section
    blocks: tuple[Block, ...]
    signs: frozenset[Sign]
    doubts: frozenset[Doubt]
    first: int = 0
    stated: Stated = NOTHING_STATED


def begun(
    kind: str, label: Label | None, words: str, section: Section, signs: Set[Sign], doubts: Set[Doubt] = frozenset()
) -> Candidate:
    """A candidate before what follows it is gathered."""
    doubts = set(doubts)
    if section.others:
        doubts.add(Doubt.ANOTHERS)
    if section.table is Table.PLAN:
        doubts.add(Doubt.IN_A_PLAN)
    if section.likely:
        doubts.add(Doubt.RAN_TOGETHER if ran_together(section.list_words) else Doubt.LIKELY)
    elif (kind == IMPROVEMENT or (kind == CONCERN and label and not label.kind)) and Sign.DEMANDS not in signs:
        doubts.add(Doubt.NO_DEMAND)
    return Candidate(kind, label, words, (), section, (), frozenset(signs), frozenset(doubts))


def gathered(blocks: Sequence[Block], place: int, taken: int, found: Candidate) -> tuple[Candidate, int]:
    """The candidate with its list items and the paragraphs that go on with it, and how many blocks that takes."""
    last, words = place + taken - 1, found.text
    over = int(bool(found.label) and is_over_parts(blocks, last + 1))
    own = begins_its_parts(words, blocks[last + 1 : last + 2])
    items = items_after(blocks, last + over, ":" if over or own else words)
    last += over * bool(items) + sum(map(len, items))
    headed = found.label and (found.label.kind or blocks[place].shape is Shape.HEADING) and not found.section.in_cell
    title = words if (found.kind == IMPROVEMENT or headed) and not words.endswith((*STOPS, ")")) else ""
    while (
        not items
        and last + 1 < len(blocks)
        and goes_on(blocks[last + 1], title=title, labelled=bool(found.label and found.label.kind))
    ):
        last += 1
        words = f"{words}{':' if words == title else ''} {blocks[last].text}"
        items = items_after(blocks, last, words)
        last += sum(map(len, items))
    doubts = found.doubts
    if found.kind == CONCERN and last + 1 < len(blocks) and blocks[last + 1].shape is Shape.PARAGRAPH:
        doubts |= {Doubt.CONCERN_RUNS_ON}
    texts = tuple(" ".join(block.text for block in item) for item in items)
    words, texts = ("", (words, *texts)) if own else (words, texts)
    taken_up = tuple(blocks[place : last + 1])
    alone = (
        not (found.label or found.section.list_kind)
        and len(items) > 1
        and names_who_should(words, under=found.section.over)
    )
    signs = found.signs | ({Sign.LEADS} if alone else set())
    whole = replace(found, text=words, items=texts, blocks=taken_up, signs=signs, doubts=doubts, first=place)
    return whole, last - place + 1


def next_step(blocks: Sequence[Block], place: int, section: Section) -> tuple[Candidate | None, int]:
    """The next step that this block asks for, None where it asks for nothing, and how many blocks it takes."""
    block, words = blocks[place], without_paragraph_number(blocks[place].text)
    limited = any(not limit.no_day for limit in limits_in(block.text))
    if not (demands(block.text) or limited or asks_for_an_answer(block.text, section)) or block.shape is Shape.HEADING:
        return None, 1
    signs = {Sign.HEADED, Sign.LIMITED} if section.list_kind == NEXT_STEP else {Sign.PHRASE, Sign.LIMITED}
    return gathered(blocks, place, 1, begun(NEXT_STEP, None, words, section, signs))
