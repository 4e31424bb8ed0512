"""Tables whose cells are known: what each column holds by its header, and what a row says beside its recommendation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from inspections.reading.blocks import Block
from inspections.reading.drafts import NOTHING_STATED, Stated
from inspections.reading.field_names import FIELD_NAMES, LIMIT, NUMBER, STATED_ON, STATUS, TO
from inspections.reading.likely_lists import kind_it_may_list
from inspections.reading.lists import kind_of_list
from inspections.reading.names import parted
from inspections.reading.openings import IMPROVEMENT, RECOMMENDATION, label_of
from inspections.reading.tables import Table

LONGEST_HEADER = 60  # letters of a header's cell
MOST_WORDS = 4  # of a header that no list knows
WORDS, ACTION, WHY, OTHER = "words", "action", "why", "other"
_HEADERS = {
    WORDS: r"(?:(?:issue|finding) (?:or|and|/) )?(?:summary of )?recommendations?(?:\(s\))?|"
    r"(?:agreed|proposed|full|our|the) recommendations?|recommendation (?:text|wording|made)|requirements?|"
    r"areas? for (?:improvement|development|priority action)|"
    r"(?:required|needed|suggested|proposed) (?:improvements?|changes?)|(?:improvements?|changes?) (?:required|needed)|"
    r"recommended .{3,30}|recommendations? and .{3,30}|we recommend|"
    r"what (?:we recommend|(?:needs to|must|should|has to) (?:be done|happen|change|improve))|what is (?:required|recommended|needed)",
    ACTION: r"actions?(?: required| to take| taken| to be taken)?|issue owner|action (?:owner|status)|"
    r"what we (?:will do|have done)|key milestones",
    WHY: r"(?:reasons?|rationale|why|(?:key )?findings?|issues?|what we (?:found|saw)|evidence|risks?|concerns?)",
    **FIELD_NAMES,
}
_NUMBER_BEFORE = re.compile(r"^(?:rec|no|ref|reference|number|item|#)[. ]+(?=\w)")  # run together with the next heading
_AGENCY = re.compile(r"\b(?:agency|agencies|organisations?)\b", re.IGNORECASE)
_SPAN = re.compile(
    r"^(?=[0-9a-z-]+ (?:calendar |working )?(?:day|week|month|year)s?(?: (?:of|from|after) (?:the )?(?:date of )?publication)?$)",
    re.IGNORECASE,
)  # "3 months", in a cell


@dataclass(frozen=True)
class Cell:
    """A block's place in a table: the kind of its column, and what its row says. `first`: no block of its cell stands above it.

    `kind` is the kind of thing that the table lists, "" for what a plan only answers; `heading` the words over its column.
    """

    column: str
    table: Table
    kind: str = RECOMMENDATION
    heading: str = ""
    first: bool = False
    number: str = ""
    addressees: tuple[str, ...] = ()
    limit: str = ""
    stated: Stated = NOTHING_STATED


def cells_in(blocks: Sequence[Block]) -> dict[int, Cell]:
    """The cells of tables with a known header, by the places of their blocks; a row in one cell, as a banner is, is none of them."""
    found: dict[int, Cell] = {}
    columns: dict[int, tuple[str, str]] = {}
    for row in _rows(blocks):
        header = {blocks[place].cell[2]: blocks[place].text for place in row}
        if named := _columns(header):
            columns = named
            found |= {place: Cell(OTHER, Table.RECOMMENDATIONS) for place in row}
        elif blocks[row[0]].cell[2] in columns or any(blocks[place].cell[2] in columns for place in row):
            found |= dict(_read(blocks, row, columns))
        if columns and _is_over(blocks, row[-1] + 1):
            columns = {}
    return found


def _rows(blocks: Sequence[Block]) -> Iterator[list[int]]:
    placed = [place for place, block in enumerate(blocks) if block.cell]
    for _, row in groupby(placed, key=lambda place: blocks[place].cell[:2]):
        yield list(row)


def _is_over(blocks: Sequence[Block], place: int) -> bool:
    """Return whether a table ends before this block: two blocks follow that stand in no row, as one may be a banner."""
    following = blocks[place : place + 2]
    return len(following) < 2 or all(block.cell is None and not label_of(block.text) for block in following)


def _columns(header: dict[int, str]) -> dict[int, tuple[str, str]]:
    """The kind of each column, with its heading, by its number; {} where the row is no header of recommendations."""
    kinds = {column: _kind_of(text) for column, text in header.items()}
    sure = len(header) > 1 and any(
        " " in text and re.fullmatch(_HEADERS[WORDS], text.lower()) for text in header.values()
    )
    if WORDS not in kinds.values() or sum(kind != OTHER for kind in kinds.values()) < (1 if sure else 2):
        return {}
    return {column: (kind, header[column]) for column, kind in kinds.items()}


def _kind_of(heading: str) -> str:
    bare = _NUMBER_BEFORE.sub("", heading.lower().strip(" .:?*"))
    if len(bare) > LONGEST_HEADER:
        return OTHER
    if bare.replace(" ", "") in ("recommendation", "recommendations"):  # a narrow column breaks the word
        return WORDS
    known = next((kind for kind, form in _HEADERS.items() if re.fullmatch(form, bare)), OTHER)
    asks = len(bare.split()) <= MOST_WORDS and (kind_of_list(heading) or kind_it_may_list(heading))
    return WORDS if known == OTHER and asks else known


def _as_in_the_row(blocks: Sequence[Block], row: Sequence[int], columns: dict[int, tuple[str, str]]):
    """The columns one to the left, where the first is for numbers and the row has none."""
    unnumbered = columns.get(0, ("", ""))[0] == NUMBER and blocks[row[-1]].cell[2] == max(columns) - 1
    if unnumbered and blocks[row[0]].cell[2] == 0 and len(blocks[row[0]].text.split()) > 1:
        return {column - 1: named for column, named in columns.items()}
    return columns


def _read(
    blocks: Sequence[Block], row: Sequence[int], columns: dict[int, tuple[str, str]]
) -> Iterator[tuple[int, Cell]]:
    """The cells of one row; in a plan, who and by when are the force's own, unless it is a review's over several agencies."""
    kinds = [kind for kind, _ in columns.values()]
    shared = any(kind == TO and _AGENCY.search(heading) for kind, heading in columns.values())
    table = Table.PLAN if ACTION in kinds and not shared else Table.RECOMMENDATIONS
    columns = _as_in_the_row(blocks, row, columns)
    cells: dict[str, str] = {}
    for place in row:
        kind, _ = columns.get(blocks[place].cell[2], (OTHER, ""))
        if kind != WORDS and place == row[0] and (label := label_of(blocks[place].text)):
            cells[NUMBER] = label.reference  # run together with the words of the next cell
        cells[kind] = f"{cells[kind]}, {blocks[place].text}" if kind in cells else blocks[place].text
    own, addressees = table is Table.RECOMMENDATIONS, parted(cells.get(TO, ""), known=True)
    seen = set()
    for place in row:
        column = blocks[place].cell[2]
        kind, heading = columns.get(column, (OTHER, ""))
        yield (
            place,
            Cell(
                kind,
                table,
                "" if not own else IMPROVEMENT if "area" in heading.lower() else RECOMMENDATION,
                heading,
                first=column not in seen,
                number=cells.get(NUMBER, "").strip(" ."),
                addressees=addressees if own else (),
                limit=span_as_a_limit(cells.get(LIMIT, "")) if own else "",
                stated=_stated(cells, addressees) if own else NOTHING_STATED,
            ),
        )
        seen.add(column)


def span_as_a_limit(words: str) -> str:
    """A field's words of when as a limit: "3 months" as "within 3 months"."""
    return _SPAN.sub("within ", words, count=1)


def _stated(cells: dict[str, str], addressees: tuple[str, ...]) -> Stated:
    """The words of a row on what has become of its recommendation; said by the body that it names, where it names one."""
    by = addressees[0] if len(addressees) == 1 else ""
    return Stated(cells[STATUS], by, cells.get(STATED_ON, "")) if STATUS in cells else NOTHING_STATED
