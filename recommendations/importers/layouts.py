"""Which column of a sheet or table holds what: found by the header's words, by shape, or as a person corrected it."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from safeguarding.lib.readers.grids import Grid, Line

from .columns import FIELD_CHOICES, LONGEST_HEADER, NAMES_MONTH, Header, continues_left
from .header_words import UNREAD
from .headers import FoundHeader, find_header
from .labels import unlabelled
from .parse_text import fold, read_opening
from .settled_columns import settled, ticked_columns, with_number_and_words, with_shares

BARE_TABLE = ("recommendation", "action", "status", "update")  # a progress table printed without its header row
BARE_WIDTHS = (3, 4)
SAMPLES = 3  # cells of a column shown to the person who says what it holds
SHARED_HEADER = (
    "The header “{}” is merged over several columns, so they cannot be told apart: "
    "unmerge it, give each column its own header and try again."
)


@dataclass(frozen=True)
class Layout:
    """The columns of one sheet or table, for a person to see and correct.

    `grid` is the sheet's name or the table's number and `place` the same for people; `headers` and `fields` go by position
    from 0; `samples` are the first words under each header. `read` says that its rows were read, `refused` in one sentence
    why not although it looks like a plan. `fingerprint` is the same for every grid with the same header. `loose` are the words
    above the header that are no label.
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
    loose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Columns:
    """How a plan's lines are read: `headers` and `fields` by position from 0, `others` the headers we have no field for.

    `above` are the lines before the header and `below` those after it; `unread` are the positions that a person left unread;
    `by_shape` says that there was no header. `rivals` are the positions that name a field which another position has, and
    `by_other_names` the header's words for each field that it calls by another name than ours. `earlier` is a Header's.
    """

    headers: dict[int, str]
    fields: dict[int, str]
    others: dict[int, str]
    above: tuple[Line, ...]
    below: tuple[Line, ...]
    unread: frozenset[int] = frozenset()
    by_shape: bool = False
    rivals: dict[int, str] = field(default_factory=dict)
    by_other_names: dict[str, str] = field(default_factory=dict)
    earlier: dict[int, str] = field(default_factory=dict)

    @cached_property
    def by_month(self) -> frozenset[int]:
        """The positions of updates of one month each, where there are several: "July update" beside "August update"."""
        updates = [position for position, name in self.fields.items() if name == "update"]
        dated = [position for position in updates if NAMES_MONTH.search(self.headers.get(position, ""))]
        return frozenset(dated if len(updates) > 1 else ())

    @cached_property
    def days(self) -> dict[int, int]:
        """The positions of the days that stand before several updates, one for each, by that of the update: "Update date"."""
        updates = [at for at, name in self.fields.items() if name == "update"]
        dated = {at: at - 1 for at in updates if re.search(r"\bdated?\b", fold(self.others.get(at - 1, "")))}
        return dated if len(updates) > 1 else {}

    @cached_property
    def ticked(self) -> dict[int, str]:
        """The positions of which one is marked to say how an action stands, with their headers: “Not started”, “Complete”."""
        found = ticked_columns(self.headers, self.below)
        return found if self.fields.get(next(iter(found), None)) == "status" else {}

    @property
    def known(self) -> frozenset[int]:
        """The positions without a field of which nobody has to be told that they have none."""
        return self.unread | self.rivals.keys() | self.earlier.keys() | set(self.days.values()) | self.ticked.keys()

    @property
    def banners(self) -> bool:
        """Return whether each recommendation stands in a line of its own, or over the table, above its actions."""
        return "action" in self.fields.values() and "recommendation" not in self.fields.values()


def find_layout(grid: Grid, corrected: Mapping[str, Mapping[int, str]]) -> tuple[Layout, Columns | None]:
    """The layout of a grid that has words, and its columns where it can be read.

    `corrected` holds, by fingerprint, what each position holds as a person corrected it: a field, or "" to leave it unread.
    """
    found = find_header(grid)
    below = grid.lines if found is None else _without_header(found.line, grid.lines[found.index + 1 :])
    header, certain = _without_words(grid) if found is None else (found.header, found.certain)
    below = with_shares(header.words, below)
    fingerprint = _fingerprint(header.words)
    header = header if found is None else with_number_and_words(found.line, header, below)
    chosen = {
        position: name if name in FIELD_CHOICES else UNREAD
        for position, name in corrected.get(fingerprint, {}).items()
        if position >= 0
    }
    fields = {**settled(header.words, header.fields, below), **chosen}
    fields = {position: name for position, name in sorted(fields.items()) if name != UNREAD}
    shared = {} if found is None else _shared(found.line, {*header.words, *chosen}, below)
    refused = certain and shared and SHARED_HEADER.format(*shared.values())
    columns = _columns(grid, found, header, fields, chosen, below)
    held = bool({"recommendation", "reference", "action"} & set(fields.values()))
    read = not refused and held and (certain or bool(chosen))
    layout = Layout(
        grid=grid.name,
        place=place_of(grid),
        heading=grid.heading,
        fingerprint=fingerprint,
        headers=header.words | shared,
        fields=fields,
        samples=_samples(header.words | shared, below),
        read=read,
        refused=refused or "",
        loose=unlabelled(columns.above),
    )
    return layout, columns if read else None


def layouts_of(layouts: Iterable[Layout], columns: Mapping[str, str]) -> dict[str, dict[int, str]]:
    """The columns with these words in their header (`columns`: field by words), as find_layout takes them."""
    names = {fold(words): name for words, name in columns.items()}
    return {
        layout.fingerprint: {
            position: names[fold(words)] for position, words in layout.headers.items() if fold(words) in names
        }
        for layout in layouts
    }


def _columns(
    grid: Grid,
    found: FoundHeader | None,
    header: Header,
    fields: dict[int, str],
    chosen: dict[int, str],
    below: tuple[Line, ...],
) -> Columns:
    """How the lines are read. What a person said of a column settles which of two is meant, and what its words mean."""
    settled = set(chosen.values())
    return Columns(
        header.words,
        fields,
        others={position: words for position, words in header.words.items() if position not in fields},
        above=() if found is None else grid.lines[: found.top],
        below=below,
        unread=frozenset(position for position, name in chosen.items() if name == UNREAD),
        by_shape=found is None and not chosen,
        rivals={
            position: name
            for position, name in header.rivals.items()
            if position not in {*chosen, *fields} and name not in settled and name in fields.values()
        },
        by_other_names={
            fields[position]: header.words[position]
            for position in header.by_other_names
            if position in fields and position not in chosen
        },
        earlier={at: name for at, name in header.earlier.items() if at not in {*chosen, *fields}},
    )


def place_of(grid: Grid) -> str:
    """A grid's place for people: Sheet “Plan”, Table 2."""
    return (_("Table %s") if isinstance(grid.name, int) else _("Sheet “%s”")) % grid.name


def _without_words(grid: Grid) -> tuple[Header, bool]:
    """The columns of a grid that has no header, and whether its shape alone makes a plan without asking."""
    width, bare = max((len(line.cells) for line in grid.lines), default=0), is_bare(grid)
    return Header(dict.fromkeys(range(width), ""), dict(enumerate(BARE_TABLE[:width])) if bare else {}), bare


def _fingerprint(headers: dict[int, str]) -> str:
    """The same for the same folded words at the same positions, whatever stands under them."""
    layout = "\n".join(f"{position} {fold(words)}" for position, words in headers.items())
    return hashlib.sha256(layout.encode()).hexdigest()[:32]


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


def is_bare(grid: Grid) -> bool:
    """Three or four columns whose first cells all carry recommendations, at least the first of them numbered."""
    lines = [line for line in grid.lines if not line.blank]
    return (
        isinstance(grid.name, int)
        and {len(line.cells) for line in lines} <= set(BARE_WIDTHS)
        and bool(lines)
        and read_opening(lines[0].cells[0].words).reference is not None
    )
