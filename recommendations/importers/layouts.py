"""Which column of a sheet or table holds what: found by the header's words, by shape, or as a person corrected it."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from safeguarding.lib.grids import Cell, Grid, Line

from .columns import FIELD_CHOICES, LONGEST_HEADER, NEEDED, UNREAD, WORDING, continues_left, read_header
from .parse_text import fold, read_opening

DEEPEST_HEADER = 20  # rows of titles and labels that may stand above it
FEWEST_COLUMNS = 3
BARE_TABLE = ("recommendation", "action", "status", "update")  # a progress table printed without its header row
BARE_WIDTHS = (3, 4)
SAMPLES = 3  # cells of a column shown to the person who says what it holds
SHARED_HEADER = (
    "The header “{}” is merged over several columns, so they cannot be told apart: "
    "unmerge it, give each column its own header and try again."
)
_BARE_NUMBER = re.compile(
    r"(?:rec(?:ommendation)?\s*)?[0-9]{1,3}(?:\.[0-9]{1,3})*[a-z]?[.:)]?", re.ASCII | re.IGNORECASE
)


@dataclass(frozen=True)
class Layout:
    """The columns of one sheet or table, for a person to see and correct.

    `grid` is the sheet's name or the table's number and `place` the same for people; `headers` and `fields` go by position
    from 0; `samples` are the first words under each header. `read` says that its rows were read, `refused` in one sentence
    why not although it looks like a plan. `fingerprint` is the same for every grid with the same header.
    """

    grid: str | int
    place: str
    heading: str
    fingerprint: str
    headers: dict[int, str]
    fields: dict[int, str]
    samples: dict[int, tuple[str, ...]] = field(default_factory=dict)
    read: bool = False
    refused: str = ""


@dataclass(frozen=True)
class Columns:
    """How a plan's lines are read: `fields` by position from 0, `others` the headers we have no field for.

    `above` are the lines before the header and `below` those after it; `unread` are the positions that a person left unread;
    `by_shape` says that there was no header.
    """

    fields: dict[int, str]
    others: dict[int, str]
    above: tuple[Line, ...]
    below: tuple[Line, ...]
    unread: frozenset[int] = frozenset()
    by_shape: bool = False


def find_layout(grid: Grid, corrected: Mapping[str, Mapping[int, str]]) -> tuple[Layout, Columns | None]:
    """The layout of a grid that has words, and its columns where it can be read.

    `corrected` holds, by fingerprint, what each position holds as a person corrected it: a field, or "" to leave it unread.
    """
    header, headers, fields, certain = _header(grid)
    lines = grid.lines if header is None else grid.lines[header + 1 :]
    below = lines if header is None else _without_header(grid.lines[header], lines)
    fields = _settled(headers, fields, below)
    fingerprint = _fingerprint(headers)
    chosen = {
        position: name if name in FIELD_CHOICES else UNREAD
        for position, name in corrected.get(fingerprint, {}).items()
        if position >= 0
    }
    fields = {position: name for position, name in sorted({**fields, **chosen}.items()) if name != UNREAD}
    shared = {} if header is None else _shared(grid.lines[header], {*headers, *chosen}, below)
    refused = certain and shared and SHARED_HEADER.format(*shared.values())
    read = not refused and bool({"recommendation", "reference"} & set(fields.values())) and (certain or bool(chosen))
    layout = Layout(
        grid=grid.name,
        place=place_of(grid),
        heading=grid.heading,
        fingerprint=fingerprint,
        headers=headers | shared,
        fields=fields,
        samples=_samples(headers | shared, below),
        read=read,
        refused=refused or "",
    )
    if not read:
        return layout, None
    others = {position: words for position, words in headers.items() if position not in fields}
    unread = frozenset(position for position, name in chosen.items() if name == UNREAD)
    above = grid.lines[:header] if header is not None else ()
    return layout, Columns(fields, others, above, below, unread, by_shape=header is None and not chosen)


def place_of(grid: Grid) -> str:
    """A grid's place for people: Sheet “Plan”, Table 2."""
    return f"Table {grid.name}" if isinstance(grid.name, int) else f"Sheet “{grid.name}”"


def _header(grid: Grid) -> tuple[int | None, dict[int, str], dict[int, str], bool]:
    """The index of the header's line, its words, the fields they name, and whether that makes a plan without asking."""
    read = [(index, *read_header(line)) for index, line in enumerate(grid.lines[:DEEPEST_HEADER])]
    plans = [line for line in read if set(line[2].values()) >= NEEDED and len(line[2]) >= FEWEST_COLUMNS]
    if plans:
        # A header of two rows, merged downwards but for a heading over several columns, says the most in its second.
        return *max((line for line in plans[:2] if line[0] <= plans[0][0] + 1), key=lambda line: len(line[2])), True
    width = max((len(line.cells) for line in grid.lines), default=0)
    no_words = dict.fromkeys(range(width), "")
    if _is_bare(grid):
        return None, no_words, dict(enumerate(BARE_TABLE[:width])), True
    likely = [guess for guess in read if _names_columns(grid.lines[guess[0]])]
    if not likely:
        return None, no_words, {}, False
    return *max(likely, key=lambda guess: (len(guess[2]), len(guess[1]))), False


def _names_columns(line: Line) -> bool:
    """Return whether a line could be a header: two or more short cells, none of them a date, a number or a numbered text."""
    cells = {cell.origin: cell for cell in line.cells if cell.words}.values()
    return len(cells) > 1 and all(_is_name(cell) for cell in cells)


def _is_name(cell: Cell) -> bool:
    words = cell.words
    return (
        isinstance(cell.value, str)
        and len(words) <= LONGEST_HEADER
        and not _BARE_NUMBER.match(words)
        and any(letter.isalpha() or letter == "#" for letter in words)
    )


def _settled(headers: dict[int, str], fields: dict[int, str], below: tuple[Line, ...]) -> dict[int, str]:
    """A column headed “Recommendation” that holds only numbers is the reference, where another holds the words."""
    if "reference" in fields.values():
        return fields
    number = next((position for position, name in fields.items() if name == "recommendation"), None)
    text = next((position for position, words in headers.items() if fold(words).strip(" .:") in WORDING), None)
    if number is None or text is None or text in fields:
        return fields
    cells = [line.cells[number].words for line in below if number < len(line.cells) and line.cells[number].words]
    if not cells or not all(_BARE_NUMBER.fullmatch(words) for words in cells):
        return fields
    return fields | {number: "reference", text: "recommendation"}


def _fingerprint(headers: dict[int, str]) -> str:
    """The same for the same folded words at the same positions, whatever stands under them."""
    told = "\n".join(f"{position} {fold(words)}" for position, words in headers.items())
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _samples(headers: dict[int, str], below: tuple[Line, ...]) -> dict[int, tuple[str, ...]]:
    shown: dict[int, list[str]] = {position: [] for position in headers}
    for line in below:
        for position, words in shown.items():
            if len(words) < SAMPLES and position < len(line.cells) and line.cells[position].words:
                words.append(line.cells[position].words[:LONGEST_HEADER])
        if all(len(words) == SAMPLES for words in shown.values()):
            break
    return {position: tuple(words) for position, words in shown.items()}


def _without_header(header: Line, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines without the header merged downwards, or printed again at the top of a page."""
    names = [fold(cell.words) for cell in header.cells]

    def repeats(line: Line) -> bool:
        return len(line.cells) == len(names) and all(
            len(cell.words) <= 2 * LONGEST_HEADER and fold(cell.words) == name
            for cell, name in zip(line.cells, names, strict=True)
        )

    return tuple(line for line in lines if not repeats(line))


def _shared(header: Line, known: set[int], below: tuple[Line, ...]) -> dict[int, str]:
    """The positions with words in them whose header belongs to the column on their left, with its words."""
    return {
        position: cell.words
        for position, cell in enumerate(header.cells)
        if cell.words
        and position not in known
        and any(
            line.cells[position].words and not continues_left(line, position)
            for line in below
            if position < len(line.cells)
        )
    }


def _is_bare(grid: Grid) -> bool:
    """Three or four columns whose first cells all carry recommendations, at least the first of them numbered."""
    lines = [line for line in grid.lines if not line.blank]
    return (
        isinstance(grid.name, int)
        and {len(line.cells) for line in lines} <= set(BARE_WIDTHS)
        and bool(lines)
        and read_opening(lines[0].cells[0].words).reference is not None
    )
