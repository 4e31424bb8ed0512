"""Demands that are numbered one after another, from 1 on: what makes a bare number a label."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, zip_longest

from inspections.reading.blocks import Block, Shape
from inspections.reading.openings import RECOMMENDATION, Label, label_of, paragraph_label, place_in_order
from inspections.reading.phrases import SHOULD, demands, is_act, phrase_in
from inspections.reading.wording import first_sentence

FEWEST = 3
EARLY = 25  # words within which a demand says that it is one
_RECOMMENDS_THAT = re.compile(r"\brecommends? that\b", re.IGNORECASE)
# "1 There should be a new oath for every officer.", "a The Department should".
_UNSTOPPED = re.compile(r"(?P<number>[0-9]{1,3}(?= [A-Za-z])|[a-z](?= [A-Z])) ")
FEWEST_OF_A_NAME = 2
_COUNT = "one|two|three|four|five|six|seven|eight|nine|ten"
COUNTED = ["", *_COUNT.split("|")]
# A name that says of all that bears it that it is asked for.
_ASKED = re.compile(
    r"(?:[\w’'-]+ ){0,2}(?:proposal|demand|ask|call|request|suggestion|requirement|remedy|challenge)(?: for [\w’' ]+)?",
    re.IGNORECASE,
)
# "Proposal 1: The Department should", and not what numbers rules, findings or the parts of a report.
_SERIES = re.compile(
    r"(?P<name>(?!(?i:figure|table|box|case|chapter|section|part|annex|appendix|page|paragraph|standard|principle|rule|criterion|"
    r"step|stage|phase|level|tier|module|session|outcome|"
    r"action taken|update|progress|response|status|objective|aim|article|regulation|finding|question|example|note|"
    r"recommendation|day|week|year)\b)[A-Z][\w’'-]+"
    rf"(?: (?!(?i:{_COUNT})\b)[A-Za-z][\w-]+){{0,3}})"
    rf"(?: (?P<number>[0-9]{{1,3}}(?:\.[0-9]{{1,2}})?|(?i:{_COUNT})|[A-Z])\s*[:.–—-]|:)\s+(?P<words>\S.*)"
)
# Beside recommendations a lesson asks for none.
LEARNING = re.compile(r"(?:key )?(?:learning|lesson|message)\b", re.IGNORECASE)


def in_runs(blocks: Sequence[Block]) -> set[int]:
    """The places of numbered demands that follow one another, three or more."""
    return {place for run in _runs(blocks, _counted, lambda label: demands(label.words)) for place, _ in run}


def unstopped_labels(blocks: Sequence[Block]) -> dict[int, Label]:
    """The labels of demands whose numbers have no stop, by place, where three or more follow one another."""
    return {place: label for run in _runs(blocks, unstopped, _says_should, first=None) for place, label in run}


def series_labels(blocks: Sequence[Block], *, announced: bool, recommends: bool) -> dict[int, Label]:
    """The labels of demands that some word numbers one after another, by place: "Proposal 1:" and "Proposal 2:",
    or that stands before what is to be done again and again: "Remedy: put a clock in each room", where nothing else is announced."""
    found = [
        (place, named)
        for place, block in enumerate(blocks)
        if (named := _SERIES.match(block.text)) and not (recommends and LEARNING.match(named["name"]))
    ]
    by_name: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for place, named in found:
        by_name.setdefault(named["name"].lower(), []).append((place, named))
    return {
        place: Label(
            RECOMMENDATION if _ASKED.fullmatch(named["name"]) else "",
            named["number"] or "",
            named["words"],
            strong=True,
        )
        for series in by_name.values()
        if _follow([named["number"] for _, named in series], announced=announced)
        for place, named in series
        if _ASKED.fullmatch(named["name"])
        or (demands(named["words"]) if named["number"] else False)
        or is_act(named["words"])
    }


def _follow(numbers: Sequence[str | None], *, announced: bool) -> bool:
    """Return whether numbers rise from one to the next, or none has one where nothing else is announced."""
    if len(numbers) < FEWEST_OF_A_NAME or None in numbers:
        return len(numbers) >= FEWEST_OF_A_NAME and not (announced or any(numbers))
    in_order = [_place_of(number) for number in numbers]
    return all(one < other for one, other in pairwise(in_order))


def _place_of(number: str) -> float:
    return COUNTED.index(number.lower()) if number.lower() in COUNTED else place_in_order(number) or float(number)


def acting_headings(blocks: Sequence[Block]) -> set[int]:
    """The places of numbered lines that have the look of headings and follow one another: they ask for something, with no words
    between, or are the titles of paragraphs that do."""
    numbers = {
        place: number
        for place, (block, below) in enumerate(zip_longest(blocks, blocks[1:]))
        if block.shape is Shape.HEADING and (number := _number_of_one_that_acts(block, below))
    }
    return {place for place, number in numbers.items() if {number - 1, number + 1} & {*numbers.values()}}


def _asks(block: Block) -> bool:
    return block.shape is Shape.PARAGRAPH and bool(SHOULD.search(first_sentence(block.text)))


def _number_of_one_that_acts(block: Block, below: Block | None) -> int:
    """The number of a line that begins with what is to be done, or stands over a paragraph that asks; 0 for none."""
    label = label_of(block.text) or paragraph_label(block.text)
    number = re.search(r"[0-9]+$", label.reference) if label and not label.kind else None
    return int(number[0]) if number and (is_act(label.words) or (below and _asks(below))) else 0


def is_running_text(blocks: Sequence[Block], place: int, *, listed: bool) -> bool:
    """Return whether a block is one of several numbered paragraphs of text, whose number is no recommendation's.

    Such a paragraph recommends something ("recommends a reform to create") and the next number goes on about it.
    """
    label = _counted(blocks[place])
    after = _counted(blocks[place + 1]) if label and place + 1 < len(blocks) else None
    follows = after and label.reference.isdigit() and after.reference == str(int(label.reference) + 1)
    if listed or not follows or label.reference == "1" or phrase_in(after.words):
        return False
    return blocks[place].text.endswith(":") and not _RECOMMENDS_THAT.search(label.words)


def unstopped(block: Block) -> Label | None:
    """A number without a stop as a label: only a run of them makes it one."""
    found = _UNSTOPPED.match(block.text) if block.shape is not Shape.BULLET else None
    return Label("", found["number"], block.text[found.end() :], strong=False) if found else None


def _says_should(label: Label) -> bool:
    return bool(SHOULD.search(" ".join(label.words.split()[:EARLY])))


def _counted(block: Block) -> Label | None:
    label = label_of(block.text)
    return None if not label or label.strong or label.kind else label


def _runs(
    blocks: Sequence[Block], read: Callable[[Block], Label | None], asks: Callable[[Label], bool], first: int | None = 1
) -> Iterator[list[tuple[int, Label]]]:
    """The runs that begin with `first`, or with any number where it is None."""
    run: list[tuple[int, Label]] = []
    for place, block in enumerate(blocks):
        label = read(block)
        if not label:
            continue
        number = place_in_order(label.reference) if asks(label) else None
        if number is None or not run or number != place_in_order(run[-1][1].reference) + 1:
            yield from [run] if len(run) >= FEWEST else []
            run = []
            if number is None or number != (first or number):
                continue
        run.append((place, label))
    yield from [run] if len(run) >= FEWEST else []
