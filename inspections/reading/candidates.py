"""Walks through the blocks and finds where what may be a demand begins, and what is said of it around."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspections.reading import refusals
from inspections.reading.addressees import addressee_of_heading, addressee_of_title, body_first
from inspections.reading.answers import asks_for_an_answer
from inspections.reading.blocks import Block, Shape
from inspections.reading.candidate import Candidate, begun, gathered, next_step
from inspections.reading.grids import WORDS, Cell, span_as_a_limit
from inspections.reading.header_rows import ran_together
from inspections.reading.items import PLAIN, asks_below, asks_somebody, is_item, may_be_one_more
from inspections.reading.labels import label_here
from inspections.reading.leads import is_lead
from inspections.reading.lists import asks_to_consider, bare_heading, kind_of_list
from inspections.reading.marks import Marks, marks_of
from inspections.reading.names import parted
from inspections.reading.openings import (
    CONCERN,
    IMPROVEMENT,
    NEXT_STEP,
    RECOMMENDATION,
    STRENGTH,
    Label,
    is_limit_alone,
    label_of,
    opens_a_row,
    paragraph_label,
    without_paragraph_number,
)
from inspections.reading.parts import lettered, without_tail
from inspections.reading.phrases import demands, is_act, phrase_in
from inspections.reading.plain import from_what_is_asked, tells_under
from inspections.reading.register_fields import fields_beside
from inspections.reading.runs import LEARNING, is_running_text
from inspections.reading.scoring import Doubt, Sign
from inspections.reading.sections import Section, in_cell, in_table, under, under_lead
from inspections.reading.signs import is_prose, signs_of
from inspections.reading.tables import Table
from inspections.reading.titles import limit_of_title, may_be_a_title, words_under_a_title
from inspections.reading.verbs import begins_with_a_verb
from inspections.reading.wording import TELLS, from_the_phrase, without_marks_of_a_list
from safeguarding.lib.dates import parse_british

FEWEST_WORDS = 6  # of a label's own words that tell something and are no title
MOST_IDLE = 2  # paragraphs without a demand before a list of demands is over


def candidates_in(blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Every candidate that nothing forbids, in order of the text; of minutes those alone that were resolved."""
    minutes = refusals.are_minutes([block.text for block in blocks if len(block.text) < 150])
    yield from (one for one in _all_in(blocks) if not minutes or refusals.is_resolved(one.section.list_words))


def _all_in(blocks: Sequence[Block]) -> Iterator[Candidate]:
    section, place, held, marks = Section(), 0, None, marks_of(blocks)
    while place < len(blocks):
        block, cell = blocks[place], marks.cells.get(place)
        tabled = section.table is Table.RECOMMENDATIONS or ran_together(section.list_words)
        limit = span_as_a_limit(block.text)
        if held and tabled and not cell and (is_limit_alone(limit) or parse_british(limit).on):
            # There the limit comes after the words.
            held = replace(held, section=replace(held.section, limit=limit), signs=held.signs | {Sign.LIMITED})
            place += 1
        elif not cell and (moved := _moved(blocks, place, section, marks)):
            section, place = moved, place + 1
        else:
            found, taken = (
                _in_cell(blocks, place, section, marks, cell) if cell else _candidate(blocks, place, section, marks)
            )
            if found and held:
                yield from _with_fields(held, blocks, marks)
            held = found or held
            section = section if cell else _after(section, block, found)
            place += taken
    if held:
        yield from _with_fields(held, blocks, marks)


def _is_a_line_of_several(blocks: Sequence[Block], place: int) -> bool:
    """Return whether lines without a stop stand one below the other here, each to be read for itself."""
    around = blocks[max(0, place - 1) : place] + blocks[place + 1 : place + 2]
    return any(block.shape is Shape.HEADING and begins_with_a_verb(block.text) for block in around)


def _moved(blocks: Sequence[Block], place: int, section: Section, marks: Marks) -> Section | None:
    """The section behind a block that only says where the reader is, or is a field beside the words; None for another block."""
    block = blocks[place]
    if table := marks.headers.get(place):
        return in_table(section, table)
    if place in marks.leads:
        return under_lead(section, block.text)
    if place in marks.fields:
        return section
    considers = block.text.endswith("?") and label_of(block.text) and asks_to_consider(section.list_words)
    answers = asks_for_an_answer(block.text, section)
    if place in marks.unstopped or considers or answers or asks_somebody(block.text, section):
        return None
    coded = label_of(block.text)
    acting = place in marks.acting or (coded and coded.strong and is_act(coded.words))
    acting = acting or (begins_with_a_verb(block.text) and _is_a_line_of_several(blocks, place))
    if section.list_kind == RECOMMENDATION and (acting or body_first(block.text)):
        return None
    if section.list_kind == IMPROVEMENT and place in marks.themes and not kind_of_list(block.text):
        return replace(section, theme=bare_heading(block.text), idle=0)
    below = blocks[place + 1 : place + 2]
    part = lettered(below[0].text) if below and paragraph_label(block.text) and phrase_in(block.text) else None
    if part and part[0].isalpha() and part[1][:1].islower():
        return None  # "5.41 I therefore recommend that:", over the parts of that one
    changed = under(section, block)
    if place in marks.heads and not (changed.list_kind or tells_under(changed.annex)):
        whom = addressee_of_title(block.text) or changed.addressees
        changed = replace(
            changed, list_kind=RECOMMENDATION, list_words=block.text, likely=True, addressees=whom, idle=0
        )
    if section.likely and not changed.list_kind and below and below[0].bullet and demands(below[0].text):
        changed = replace(section, theme=bare_heading(block.text), idle=0)  # one of the services that must act
    return None if changed is section else changed


def _in_cell(
    blocks: Sequence[Block], place: int, section: Section, marks: Marks, cell: Cell
) -> tuple[Candidate | None, int]:
    """The candidate in a cell, with what its row says beside it; none in a column of something else."""
    if cell.column != WORDS:
        return None, 1
    found, taken = _candidate(blocks, place, in_cell(section, cell), marks)
    if not found:
        return None, taken
    label = found.label or (Label("", cell.number, "", strong=True) if cell.number else None)
    return replace(found, label=label, stated=cell.stated), taken


def _with_fields(found: Candidate, blocks: Sequence[Block], marks: Marks) -> Iterator[Candidate]:
    """The candidate with what the fields of a register beside it say, and whom its label or its letter names.

    None of one whose status a paper reports to those who are asked to note it.
    """
    section, last = found.section, found.first + len(found.blocks) - 1
    fields = fields_beside(
        blocks, marks.fields, found.first, last, in_table=bool(section.table), labelled=bool(found.label)
    )
    whom = parted(found.label.whom, known=True) if found.label else ()
    you = marks.written_to if re.search(r"\byou\b", found.text) else ()
    named = fields.addressees or whom or section.addressees or you
    section = replace(section, addressees=named, limit=span_as_a_limit(fields.limit) or section.limit)
    signs = found.signs | ({Sign.FIELDS} if fields.addressees or fields.limit or fields.stated.status else set())
    label = found.label or fields.label
    stated = found.stated if found.stated.status else fields.stated
    if not (stated.status and marks.is_a_paper):
        yield replace(found, section=section, label=label, stated=stated, signs=signs)


def _after(section: Section, block: Block, found: Candidate | None) -> Section:
    """The section behind a block: a list is over after its one cause of concern, or when nothing more is asked for."""
    if found:
        is_preamble = found.kind == CONCERN and not (block.bullet or found.label)
        marked = bool(block.bullet or found.label) and bool(section.list_kind)
        telling = found.kind == section.list_kind == IMPROVEMENT and not marked and Doubt.NO_DEMAND in found.doubts
        is_preamble = is_preamble or (
            section.list_words.lower() == "area for improvement" and not (block.bullet or found.label)
        )
        kind = "" if is_preamble else section.list_kind
        series = found.label.reference if found.label else block.bullet or PLAIN
        return replace(section, idle=0, list_kind=kind, contents=0, marked=marked, telling=telling, series=series)
    numbered = section.is_own_list and (label_of(block.text) or paragraph_label(block.text))
    if block.shape is not Shape.PARAGRAPH or section.table or numbered or section.list_kind in ("", NEXT_STEP):
        return section
    if section.idle + 1 < MOST_IDLE:
        return replace(section, idle=section.idle + 1, telling=False)
    return replace(section, list_kind="", limit="", others=False)


def _candidate(blocks: Sequence[Block], place: int, section: Section, marks: Marks) -> tuple[Candidate | None, int]:
    """The candidate that begins with this block, if any, and how many blocks it takes."""
    block = blocks[place]
    label = label_here(block, section) or marks.unstopped.get(place)
    if label and _labels_what_is_told(label, section, marks):
        return None, 1
    if (
        (section.introduced or section.list_kind == CONCERN)
        and section.marked
        and not (label or block.bullet or phrase_in(block.text))
    ):
        section = replace(section, list_kind="", introduced=False)  # what stands behind the items is none of them
    in_contents = section.contents and block.shape is not Shape.HEADING and not block.text.endswith((".", ":", ";"))
    if (
        in_contents
        or (section.answered and (label or not phrase_in(block.text)))
        or is_running_text(blocks, place, listed=bool(section.list_kind))
    ):
        return None, 1
    if section.list_kind == NEXT_STEP or asks_for_an_answer(block.text, section):
        return next_step(blocks, place, section)
    if section.list_kind == CONCERN and not (label and label.kind) and block.shape is not Shape.HEADING:
        words = label.words if label else block.text
        return gathered(blocks, place, 1, begun(CONCERN, label, words, section, {Sign.HEADED}))
    words, taken = label.words if label else without_paragraph_number(block.text), 1
    if opens_a_row(block.text) and place + 1 < len(blocks):
        words, taken = f"{label.words.rstrip(' :')}: {blocks[place + 1].text}", 2
    elif (
        label
        and (label.strong or place in marks.acting)
        and (not demands(words) or may_be_a_title(words))
        and not is_lead(section.list_words)
    ):
        titled = _words_below(blocks, place, label, section)
        if titled is not None:
            above = map(addressee_of_heading, (label.words.strip("()"), blocks[titled - 1].text))
            whom = next(filter(None, above), addressee_of_title(label.words))
            section = replace(
                section, addressees=whom or section.addressees, limit=limit_of_title(label.words) or section.limit
            )
            words, taken = without_paragraph_number(blocks[titled].text), titled - place + 1
        elif not (demands(words) or is_item(words, label, section, block)):
            return _labelled_finding(blocks, place, section, label)
    return _asked(blocks, place, taken, label, words, section, marks)


def _labels_what_is_told(label: Label, section: Section, marks: Marks) -> bool:
    """Return whether a label stands before what will be done about the recommendation above it, or a criterion or a definition."""
    title = label.kind == CONCERN and label.words[-1:].isalnum() and not TELLS.search(label.words)
    if title or (label.promises and marks.recommends):
        return True  # "Cause of concern: Larkshire Police", over the concern itself
    asks = (label.kind and label.reference) or section.list_kind or phrase_in(label.words)
    asks = asks or (label.strong and begins_with_a_verb(label.words))
    return not asks and (tells_under(section.over) or bool(marks.announces and LEARNING.match(section.theme)))


def _words_below(blocks: Sequence[Block], place: int, label: Label, section: Section) -> int | None:
    """Where the words stand of a label that has a title or none; None where none below it are its own, or it tells and does not ask."""
    other_cell = section.in_cell and place + 1 < len(blocks) and blocks[place + 1].cell != blocks[place].cell
    if other_cell or (label.kind == CONCERN and (not label.words or TELLS.search(label.words))):
        return None
    titled = words_under_a_title(blocks, place)
    return place + 1 if titled is None and asks_below(blocks, place, label, section) else titled


def _asked(
    blocks: Sequence[Block], place: int, taken: int, label: Label | None, words: str, section: Section, marks: Marks
) -> tuple[Candidate | None, int]:
    """The candidate with these words, if they ask for something and nothing forbids it."""
    words = without_marks_of_a_list(words) if section.list_kind else words
    words = without_tail(words) if section.introduced else words
    words, doubts = from_the_phrase(
        words, is_item=section.list_kind == RECOMMENDATION or bool(label and section.list_kind)
    )
    if doubts and label and not label.strong and not section.list_kind:
        label = None  # the number of the paragraph, not of what it recommends
    if is_prose(label, section, blocks[place], introduced=True):
        asking = from_what_is_asked(words, by_when=marks.announces and not section.introduced)
        words, doubts = asking, doubts | ({Doubt.MID_PARAGRAPH} if asking != words else set())
    first = place > 0 and kind_of_list(blocks[place - 1].text) == section.list_kind
    one_more = section.telling and not (label or blocks[place].bullet) and may_be_one_more(words)
    in_a_run = place in marks.in_runs or place in marks.unstopped
    signs = signs_of(words, label, section, in_a_run, blocks[place], first=first or one_more, announced=marks.announces)
    own_list = section.list_kind == RECOMMENDATION and not section.others
    named = bool(label and label.kind)
    why_not = refusals.why_not(
        words, in_own_list=own_list, named=named, under=section.list_words, in_a_letter=bool(marks.written_to)
    )
    considers = section.list_kind == IMPROVEMENT and asks_to_consider(section.list_words)
    if why_not == refusals.A_QUESTION and (asks_somebody(words, section) or considers):
        why_not, doubts = "", doubts | {Doubt.A_QUESTION}
    if why_not == refusals.A_PROMISE and label and label.promises:
        why_not = ""
    doubts |= {Doubt.ONE_MORE} if one_more or (signs and Sign.SIBLING in signs) else set()
    if signs is None or why_not or refusals.is_quotation(words):
        return None, 1
    found, taken = gathered(
        blocks, place, taken, begun(_kind(words, label, section), label, words, section, signs, doubts)
    )
    announces = found.text.endswith(":") and not (found.items or label)
    return (None if announces else found), taken


def _kind(words: str, label: Label | None, section: Section) -> str:
    if label and label.kind:
        return label.kind
    if phrase_in(words[:200]) or section.list_kind in ("", CONCERN):
        return RECOMMENDATION
    return section.list_kind


def _labelled_finding(
    blocks: Sequence[Block], place: int, section: Section, label: Label
) -> tuple[Candidate | None, int]:
    """A labelled cause of concern, strength or area that tells and does not ask."""
    words, taken = label.words, 1
    if not words and place + 1 < len(blocks) and blocks[place + 1].shape is not Shape.BULLET:
        words, taken = blocks[place + 1].text, 2
    tells = len(words.split()) >= FEWEST_WORDS and not refusals.why_not(words) and not (taken > 1 and label_of(words))
    if label.kind not in (CONCERN, STRENGTH, IMPROVEMENT) or not tells:
        return None, 1
    return gathered(blocks, place, taken, begun(label.kind, label, words, section, {Sign.HEADED}))
