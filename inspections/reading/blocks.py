"""From lines to blocks: headings, paragraphs and list items, their wrapped lines joined again."""

import re
from calendar import month_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from inspections.reading.addressees import addressee_of_lead, is_told_to_act
from inspections.reading.header_rows import day_behind, ran_together
from inspections.reading.likely_lists import kind_it_may_list
from inspections.reading.limits import begins_with_a_limit
from inspections.reading.lines import Line
from inspections.reading.lists import kind_of_list
from inspections.reading.openings import begins_an_item, is_limit_alone, paragraph_label, place_in_order
from inspections.reading.phrases import SHOULD, begins_by_recommending, is_titled_act, phrase_in
from inspections.reading.rows import begun_in_rows
from inspections.reading.verbs import begins_with_a_verb

LONGEST_HEADING = 150  # letters, over three lines
SHORTEST_CUT = 40  # letters of a sentence that a line cuts: what is shorter announces a list
WIDEST_CELL, LINES_OF_A_CELL = 30, 12  # letters a line, and how many lines are looked at
SHORT, FITS = (
    0.75,
    0.9,
)  # of a full line: a shorter one ends a paragraph, and so does one that had room for the next word
WRAPS_BY = 130  # letters a line; in longer ones every line is a paragraph


class Shape(StrEnum):
    """The look of a block on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or a list item: its words in one line, and the lines it was read from."""

    shape: Shape
    text: str
    bullet: str
    lines: tuple[Line, ...]

    @property
    def cell(self) -> tuple[int, int, int] | None:
        """The page, the row and the column of the cell that the block stands in; None outside a table."""
        line = self.lines[0]
        return None if line.row is None else (line.page, line.row, line.column)


OFTEN_BROKEN = {
    *("recommendation", "recommendations", "improvement", "improvements", "safeguarding", "information"),
    *(month.lower() for month in month_name),
}  # over two lines

_STOPPED = re.compile(r"[.!?:;][’”\")\]]*$")
_ENDED = re.compile(r"[.!?:;][’”\")\]]*(?: [(\[][^\[\]]{3,40}[)\]]\.?)?$")  # "as it does now. (Paragraph 21)"
_CITED = re.compile(r"[.!?] [(\[][A-Z][^\[\]]{3,40}[)\]]\.?$")  # "It should be tested. (Regulation 12)"
_ANEW = re.compile(r"(?!(?:In|This|These|It|They)\b)[A-Z]")
_OPENS = re.compile(r"[A-Z]|[0-9]{1,2}(?:\.[0-9]{1,2})* [A-Z]")
_CLOSES_A_TITLE = re.compile(r"[\w:)?]$|^Yours [\w ]+,$")
_HANGS = re.compile(r"(?:[;:,]|[;,] (?:and|or))$")
_JOINS = re.compile(r"(?:and|or|but|which|who|so)\b")
_SMALL_WORDS = re.compile(r"\b(?:the|a|an|of|to|and|or|in|for|with|by|that|this|at|on|from|is|are|was)$", re.IGNORECASE)
# "Recommendation 1 Priority: High"
_PRIORITY = re.compile(r"^Recommendation [0-9]{1,3}\b.{0,12}\b(?:high|medium|low)\)?$", re.IGNORECASE)
_GRADE = re.compile(r"outstanding|good|adequate|requires improvement(?: to be good)?|inadequate", re.IGNORECASE)
_ROW = re.compile(r"((?:[0-9]{1,2}\.){0,2})([0-9]{1,3}|[a-z])[.)]? (?=[A-Z]|(?<=[.][0-9] )[a-z])")
_FIRST = re.compile(r"(?:a|1|1\.1) (?=[A-Z])|[0-9]{1,2} (?=[a-z])")
_LEADS = re.compile(r"[A-Z][^.:;]{2,100} (?:should|must|needs? to):")  # "Local authorities should:"
_BARE_LETTER = re.compile(r"([b-z]) [a-z]")  # "b say what it will count; and"
# "Response: Accepted"
_FIELD = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,6}:(?: [A-Z0-9]|$)|This (?:recommendation )?follows\b")
_FOR_WHOM = re.compile(r"\((?:To|For) [^()]{3,60}\)\.?")  # below the words of a recommendation
_ASKS_WHAT = re.compile(r"(?:what|how|who|where) ", re.IGNORECASE)  # "What we look at"
_SMALL_ITEM = re.compile(r"\(?[0-9]{1,2}[.)]? [a-z]")  # "1. keep a list of homes", under "The force should:"
_LETTERED = re.compile(r"(?:\(?[a-z]\)|\(?[ivx]{1,4}[.)]|[a-z]\.)\s", re.IGNORECASE)


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The report as a row of blocks, in order."""
    known = set(re.findall(r"[a-z]+(?:-[a-z]+)*", " ".join(line.text.lower() for line in lines)))
    known.update(OFTEN_BROKEN)
    width = _width(lines)
    gathered: list[list[Line]] = []
    rows = begun_in_rows(lines) if width else set()
    for place, (line, below) in enumerate(zip_longest(lines, lines[1:])):
        in_a_row = place in rows and gathered and _may_end(gathered[-1], width)
        if gathered and not (
            in_a_row or _begins(line, gathered[-1], width) or _is_a_title(line, gathered[-1][-1], below, width)
        ):
            gathered[-1].append(line)
        else:
            gathered.append([line])
    return [_block(group, known) for group in gathered]


def _width(lines: Sequence[Line]) -> int:
    """How long a full line is; 0 where lines are not wrapped."""
    lengths = sorted(len(line.text) for line in lines)
    full = lengths[len(lengths) * 9 // 10] if lengths else 0
    return full if full < WRAPS_BY else 0


def _may_end(block: list[Line], width: int) -> bool:
    return bool(_STOPPED.search(block[-1].text)) or _is_short(block[-1], block, width)


def _begins(line: Line, block: list[Line], width: int) -> bool:
    """Return whether a new block begins with this line."""
    above = block[-1]
    if (line.page, line.row, line.column) != (above.page, above.row, above.column) and (line.row, above.row) != (
        None,
        None,
    ):
        return True
    if _FOR_WHOM.fullmatch(line.text):
        return False
    if (
        line.bullet
        or _GRADE.fullmatch(line.text)
        or (_CITED.search(above.text) and _ANEW.match(line.text))
        or line.text.isupper() != above.text.isupper()
        or (begins_an_item(line.text) and not _is_inside(line, above))
        or _LETTERED.match(line.text)
        or (_SMALL_ITEM.match(line.text) and _SMALL_ITEM.match(block[0].text))
        or is_limit_alone(above.text)
        or ran_together(line.text)
        or ran_together(above.text)
        or (day_behind(above.text)[1] and _ANEW.match(line.text))
        or _PRIORITY.search(above.text)
        or (above.text.endswith(":") and _FIRST.match(line.text))
        or _opens_another(line, above)
        or (paragraph_label(line.text) and (_may_end(block, width) or _is_a_row_too(block[0], above)))
        or _is_next_row(line, block)
        or not (width or _is_cut(block, line))
    ):
        return True
    if not width:
        return False
    short = _is_short(above, block, width, line.text)
    if line.gap:
        runs_on = not _STOPPED.search(above.text) and not _HANGS.search(above.text) and line.text[:1].islower()
        heading = _like_heading(block) and not _is_sentence(" ".join(one.text for one in block[:3]))
        return not (runs_on and (above.bullet or not heading))
    if _HANGS.search(above.text) and short:
        return True
    if above.text.endswith(":") and line.text.endswith((";", "; and")):
        return True
    if _STOPPED.search(above.text) and (
        _FIELD.match(line.text)
        or (begins_by_recommending(line.text) and phrase_in(" ".join(one.text for one in block)))
        or is_titled_act(line.text)
        or is_told_to_act(line.text)
        or begins_with_a_verb(line.text)
        or kind_of_list(line.text)
        or kind_it_may_list(line.text)
        or begins_with_a_limit(line.text)
    ):
        return True
    begins_sentence = line.text[:1].isupper() or not line.text[:1].isalpha()
    if _STOPPED.search(above.text):
        return short and begins_sentence
    marked = block[0].bullet or _LETTERED.match(block[0].text)
    return short and begins_sentence and (bool(marked) or _like_heading(block))


def _is_a_title(line: Line, above: Line, below: Line | None, width: int) -> bool:
    """Return whether a line between a full stop and a new sentence is too short to be one that a paragraph wrapped."""
    return (
        bool(width and _ENDED.search(above.text))
        and bool(_OPENS.match(line.text))
        and len(line.text) < SHORT * width
        and bool(_CLOSES_A_TITLE.search(line.text))
        and (below is None or below.gap or bool(below.bullet) or not below.text[:1].islower())
    )


def _opens_another(line: Line, above: Line) -> bool:
    """Return whether a line is a list's known heading or names who should act below, though no stop or blank line stands above."""
    opens = line.text[:1].isupper() and _CLOSES_A_TITLE.search(line.text) and not _SMALL_WORDS.search(above.text)
    return bool(opens and (kind_of_list(line.text) or _LEADS.fullmatch(line.text) or addressee_of_lead(line.text)))


def _is_inside(line: Line, above: Line) -> bool:
    """Return whether a line that looks like a label goes on with a sentence: "in response to the immediate", "recommendation."."""
    named = not _STOPPED.search(above.text) and line.text.lower().startswith("recommendation")
    return named and (line.text[:1].islower() or bool(_SMALL_WORDS.search(above.text)))


def _is_next_row(line: Line, block: list[Line]) -> bool:
    """Return whether a line begins with the number after the one with which its block begins, as the rows of a table do."""
    if (bare := _BARE_LETTER.match(line.text)) and _HANGS.search(block[-1].text):
        return block[0].text.startswith(f"{chr(ord(bare[1]) - 1)} ")
    first, this = _ROW.match(block[0].text), _ROW.match(line.text)
    if not (first and this) or this[1] != first[1] or this[2].isdigit() != first[2].isdigit():
        return False
    return place_in_order(this[2]) == place_in_order(first[2]) + 1


def _is_a_row_too(first: Line, above: Line) -> bool:
    """Return whether a block that began with a paragraph's number may end here though no stop does, as a table's row may."""
    return bool(paragraph_label(first.text)) and not _SMALL_WORDS.search(above.text)


def _is_short(above: Line, block: list[Line], width: int, below: str = "") -> bool:
    """Return whether a line ends before the edge: of the page, or of a table's cell, whose lines are all shorter than the page's."""
    edge = max(len(line.text) for line in block[-LINES_OF_A_CELL:])
    if len(block) > 1 and edge < max(0.5 * width, WIDEST_CELL):
        return len(above.text) < 0.5 * edge
    fits = bool(below) and len(above.text) + 1 + len(below.split()[0]) < FITS * width
    return fits or len(above.text) < SHORT * width


def _is_cut(block: list[Line], line: Line) -> bool:
    """Return whether a line goes on with a sentence that asks, though every line of the text is a paragraph."""
    above = block[-1].text
    hangs = _HANGS.search(above)
    return (
        line.text[:1].islower()
        and block[0].text[:1].isupper()
        and len(above) >= SHORTEST_CUT
        and bool(SHOULD.search(above))
        and not (above.endswith((".", "!", "?", ":", ";")) or (hangs and not _JOINS.match(line.text)))
    )


def _like_heading(group: Sequence[Line]) -> bool:
    if len(group) > 3:
        return False
    words = " ".join(line.text for line in group)
    return (
        not group[0].bullet
        and len(words) <= LONGEST_HEADING
        and words[:1].isalnum()
        and not words[:1].islower()
        and not _SMALL_ITEM.match(words)
        and not re.search(r"[.;,:—]$|[a-z)]\. |^\(?[0-9]{1,2}\) ", words)
        and (not _SMALL_WORDS.search(words) or bool(_ASKS_WHAT.match(words)))
    )


def _block(group: list[Line], known: set[str]) -> Block:
    text = "".join(_joined(group, known))
    if group[0].bullet:
        shape = Shape.BULLET
    elif is_limit_alone(text) or (_like_heading(group) and len(text.split()) <= 16 and not _is_sentence(text)):
        shape = Shape.HEADING
    else:
        shape = Shape.PARAGRAPH
    return Block(shape, text, group[0].bullet, tuple(group))


def _is_sentence(text: str) -> bool:
    return not text.isupper() and bool(
        re.search(r"\b(?:should|must|recommends?|shall)\b|^(?!(?:[0-9.]+ )?what\b).*\bneeds? to\b", text, re.IGNORECASE)
    )


def _joined(group: Sequence[Line], known: set[str]) -> Iterator[str]:
    """The lines as one, a space between them; a word parted at the line's end is made whole."""
    for place, line in enumerate(group):
        text = line.text
        following = group[place + 1].text if place + 1 < len(group) else ""
        if not following:
            yield text
        elif (broken := re.search(r"([A-Za-z]+)-$", text)) and following[:1].islower():
            tail = re.match(r"[a-z]+", following)[0]
            whole = (broken[1] + tail).lower()
            yield text[:-1] if whole in known else text
        else:
            yield f"{text} "
