"""From a plan's lines to entries: the cells of what will be one row, by field, with a person's corrections in place."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from safeguarding.lib.readers.grids import Cell, Grid, Line

from .columns import NAMES_MONTH, NEEDED, Header, continues_left, field_of, read_header
from .exported_words import trimmed
from .headers import FEWEST_COLUMNS, banner_of, banner_over, is_bare_number, is_named, names_one, parent_of
from .layouts import Columns
from .marks import asked_of_two, coloured, colours_in, marks_of
from .parse_text import fold, read_opening, read_reference
from .rows import Problem, Source, note
from .settled_columns import is_tick

# What a person may say of a whole row, as the correction of its field "row".
OWN, GOES_ON, LEAVE_OUT = "own", "goes on", "leave out"
ROW_CHOICES = {
    OWN: "It is a row of its own",
    GOES_ON: "It goes on from the row above",
    LEAVE_OUT: "Leave it out: it is no action",
}

# What a person may say of a cell that lists actions, as the correction of its row's field SEVERAL.
SEVERAL, ONE, EACH = "actions", "one", "each"
SEVERAL_CHOICES = {ONE: gettext_noop("They are one action"), EACH: gettext_noop("Each is an action of its own")}
_LEAD_AND_SUPPORT = re.compile(r"\blead.*\bsupport", re.IGNORECASE)
NO_CELLS = {"row", SEVERAL}  # corrections that are no words of a cell

Corrections = Mapping[tuple[str | int, int, str], str]


@dataclass(frozen=True)
class Entry:
    """The cells of one row to be. `choice` is one of ROW_CHOICES, or "" where nobody chose.

    `cells` hold the words by field and `other` those in columns without one, of which `asked` are to be asked about. `item` counts
    from 1 the recommendations of one cell; `joined` are the numbers of the lines that go on from this one, `corrected` the fields
    that a person put right. `shares` are the numbers as they stand, where one row names several recommendations. `lines` are
    those that it was read from: number, and the words of each cell. `listed` counts the actions that the cell lists; `several` is
    one of SEVERAL_CHOICES, "" where nobody chose, and `act` counts from 1 those that were taken apart.
    """

    source: Source
    cells: dict[str, Cell]
    other: dict[str, str]
    asked: frozenset[str]
    columns: frozenset[str]
    problems: tuple[Problem, ...] = ()
    choice: str = ""
    item: int = 1
    joined: tuple[int, ...] = ()
    corrected: frozenset[str] = frozenset()
    shares: str = ""
    lines: tuple[tuple[int, tuple[str, ...]], ...] = ()
    several: str = ""
    listed: int = 0
    act: int = 0

    def words(self, name: str) -> str:
        """The words of a field, "" where it is blank or has no column."""
        cell = self.cells.get(name)
        return cell.words if cell else ""

    def with_problem(self, problem: Problem) -> "Entry":
        """The same entry with one more problem."""
        return replace(self, problems=(*self.problems, problem))

    def place(self, name: str) -> str:
        """Where the words of a field stand: "Plan!D4" or "table 1, row 4", the first of merged cells; "" if blank."""
        cell = self.cells.get(name)
        if cell is None or not cell.words:
            return ""
        row, column = cell.origin
        if self.source.table is not None:
            return f"table {self.source.table}, row {row}"
        from xlsxwriter.utility import xl_col_to_name  # here, as in write_tables

        return f"{self.source.sheet}!{xl_col_to_name(column - 1)}{row}"


def read_entries(grid: Grid, columns: Columns, corrections: Corrections) -> Iterator[Entry | Line]:
    """An entry for each line that is not blank; a second header, and one cell merged over the whole width, come as they are.

    Where the recommendations stand in lines of their own, the entries below one have its words.
    """
    corrected: dict[int, dict[str, str]] = {}
    for (name, number, field), words in corrections.items():
        if name == grid.name:
            corrected.setdefault(number, {})[field] = words
    over = banner_over(grid, columns.above) if columns.banners else None
    banner = _of_banner(grid, Line(over.origin[0], (over,)), over, columns, {}) if over else None
    answered = True
    names = {fold(words) for words in columns.headers.values() if words}
    for line in columns.below:
        cells = corrected.get(line.number, {})
        if (line.blank and not cells) or cells.get("row") == LEAVE_OUT:
            continue
        if not cells and (other := _other_header(line, names)):
            columns = _by(other, columns)
            yield line
            continue
        if columns.banners and (found := banner_of(line) or parent_of(line, columns.headers, columns.fields)):
            yield from [] if answered else [banner]
            banner, answered = _of_banner(grid, line, found, columns, cells), False
            continue
        across = None if cells else _update_across(grid, line, columns)
        if across or (is_banner(line) and not cells):
            yield across or line
            continue
        entry = _entry(grid, line, columns, cells)
        if any(cell.words for cell in entry.cells.values()) or entry.other:
            yield entry if banner is None else _under(banner, entry, columns)
            banner = banner and replace(banner, problems=())  # said once
            answered = True
    yield from [] if answered else [banner]


def _update_across(grid: Grid, line: Line, columns: Columns) -> Entry | None:
    """The entry of a line that holds nothing but what became of the row above: "Progress: begun.", "Update 3 June: begun."."""
    own = list({cell.origin: cell.words for cell in line.cells if cell.words}.values())
    label, _, words = own[0].partition(":") if len(own) == 1 and len(line.cells) > 1 else ("", "", "")
    if field_of(_without_day(label)) != "update" or not words.strip():
        return None
    entry = _entry(grid, _emptied(line), columns, {})
    cell = Cell(words.strip() if _without_day(label) == label else own[0], (line.number, 1))
    return replace(entry, cells={"update": cell}, columns=entry.columns | {"update"}, lines=_words_of(line))


def _without_day(label: str) -> str:
    """A label without the day or the month that ends it: "Update 3 June"."""
    day = NAMES_MONTH.search(label)
    return label[: day.start()].rstrip(" (") if day else label


def _emptied(line: Line) -> Line:
    return replace(line, cells=tuple(Cell(None, cell.origin) for cell in line.cells))


def _other_header(line: Line, names: set[str]) -> Header | None:
    """The header that a line repeats in another order, if it does; `names` are the words of the first, folded."""
    if sum(fold(cell.words) in names for cell in line.cells if cell.words) < FEWEST_COLUMNS:
        return None
    header = read_header(line)
    return header if set(header.fields.values()) >= NEEDED else None


def _by(header: Header, columns: Columns) -> Columns:
    """The columns as a second header names them."""
    others = {position: words for position, words in header.words.items() if position not in header.fields}
    return replace(columns, headers=header.words, fields=header.fields, others=others, rivals=header.rivals)


def _of_banner(grid: Grid, line: Line, banner: Cell, columns: Columns, corrected: dict[str, str]) -> Entry:
    """The entry of a recommendation that stands in a line of its own: a row only where no action follows it."""
    entry = _entry(grid, _emptied(line), columns, corrected)
    name = "reference" if is_bare_number(banner.words) else "recommendation"
    cells = {name: banner} | {field: cell for field, cell in entry.cells.items() if cell.words}
    entry = replace(entry, cells=cells, columns=entry.columns | {name}, lines=_words_of(line) if line.number else ())
    number = read_opening(banner.words).reference
    beside = [
        f"“{cell.words}”"
        for cell in line.cells
        if cell.words and cell.origin != banner.origin and read_reference(cell.words) != number
    ]
    sentence = _("Row %(row)s also says %(words)s of the whole recommendation, which is not read.")
    problem = note("recommendation", sentence, row=line.number, words=get_text_list(beside, _("and")))
    return entry.with_problem(problem) if beside else entry


def _under(banner: Entry, entry: Entry, columns: Columns) -> Entry:
    """The entry with the words of the recommendation above it.

    A number below that one's, as 1.2 below 1, is the action's own; and any below “Recommendation 1”, but where its header says “Rec”.
    """
    words, number = banner.words("recommendation") or banner.words("reference"), entry.words("reference")
    above, header = read_opening(words).reference or "", columns.headers.get(_position(columns, "reference", 0), "")
    below = number.startswith(above) and number[len(above) :].lstrip(".):")
    below = below and not number[len(above)].isdecimal()
    if below or (number and names_one(words) and not is_named(header)):
        own = {name: cell for name, cell in entry.cells.items() if name != "reference"}
        entry = replace(entry, cells=own, other={header: number} | entry.other, asked=entry.asked | {header})
    named = {name: banner.cells[name] for name in ("reference", "recommendation") if name in banner.cells}
    lines = (*banner.lines, *entry.lines)
    problems = (*banner.problems, *entry.problems)
    return replace(entry, cells=named | entry.cells, columns=entry.columns | {*named}, lines=lines, problems=problems)


def _words_of(line: Line) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return ((line.number, tuple(cell.words for cell in line.cells)),)


def is_banner(line: Line) -> bool:
    """One cell merged over the whole row: a heading between rows, not a row."""
    return len(line.cells) > 1 and len({cell.origin for cell in line.cells}) == 1


def _entry(grid: Grid, line: Line, columns: Columns, corrected: dict[str, str]) -> Entry:
    cells, problems = _cells(line, columns)
    for extra, (name, words) in enumerate(corrected.items(), start=1):
        if name not in NO_CELLS:
            origin = (line.number, _position(columns, name, len(line.cells) - 1 + extra) + 1)
            cells[name] = Cell(words.strip() or None, origin)
    colours = colours_in(line, columns)
    cells |= colours
    problems += [*marks_of(line, columns), *asked_of_two(line, columns, cells), *coloured(colours)]
    problems = [problem for problem in problems if problem.field not in corrected]
    other = _other(line, columns)
    return Entry(
        source=Source(*(None, grid.name) if isinstance(grid.name, int) else (grid.name, None), line.number),
        cells=cells,
        other=dict(other.values()),
        asked=frozenset(header for position, (header, _) in other.items() if position not in columns.known),
        columns=frozenset(columns.fields.values()) | set(corrected) - NO_CELLS,
        problems=tuple(problems),
        choice=corrected.get("row", ""),
        several=corrected.get(SEVERAL, ""),
        corrected=frozenset(corrected),
        lines=_words_of(line),
    )


def _position(columns: Columns, name: str, otherwise: int) -> int:
    return next((position for position, field in columns.fields.items() if field == name), otherwise)


def _cells(line: Line, columns: Columns) -> tuple[dict[str, Cell], list[Problem]]:
    """The line's cells by field. Words merged down hold for each row they cover; words merged across, for their first column.

    Where two columns hold one field, their words follow each other; of the colours of several months the last stands.
    """
    cells: dict[str, Cell] = {}
    problems: list[Problem] = []
    for position, name in columns.fields.items():
        if position >= len(line.cells):
            continue
        cell = _cell(line, position, columns)
        if cell.words and continues_left(line, position):
            sentence = _("The cell is merged with the one to its left; “%(words)s” is read there and not here.")
            problems.append(note(name, sentence, words=cell.words[:80]))
            cell = Cell(None, cell.origin)
        elif cell.words and cell.origin[0] < line.number:
            sentence = _("The cell is merged with row %(row)s; its words are taken for this row too.")
            problems.append(note(name, sentence, row=cell.origin[0]))
        before = cells.get(name)
        if before and before.words and cell.words and name == "rag" and cell.words != before.words:
            sentence = _("“%(header)s” says “%(words)s” and is read; an earlier column says “%(before)s”.")
            problems.append(
                note(name, sentence, header=columns.headers[position], words=cell.words, before=before.words)
            )
        elif before and before.words and not (name == "rag" and cell.words):
            cell = Cell(f"{before.words}\n{cell.words}", before.origin) if cell.words else before
        cells[name] = cell
    revised = {at: "target" for at, name in columns.fields.items() if name == "revised"}
    for position, name in (columns.earlier | revised).items():
        cell = trimmed(line.cells[position]) if position < len(line.cells) else None
        if cell and cell.words and name in cells and not cells[name].words:
            cells[name] = cell
            sentence = _("Nothing else stands here, so that of “%(header)s” is read.")
            problems.append(note(name, sentence, header=columns.headers[position]))
    return cells, problems


def _cell(line: Line, position: int, columns: Columns) -> Cell:
    """A cell's own words, after those of its column or the cell beside it that say when that was; or which of several is marked."""
    cell = trimmed(line.cells[position])
    if position in columns.ticked:
        marked = [
            words for at, words in columns.ticked.items() if at < len(line.cells) and is_tick(line.cells[at].words)
        ]
        return Cell(" / ".join(marked) or None, (line.number, position + 1))
    if columns.fields[position] == "action_owner" and _LEAD_AND_SUPPORT.search(columns.headers.get(position, "")):
        lead, *support = re.split(r"\s*/\s*(?=\w)", cell.words, maxsplit=1)
        return replace(cell, value=f"{lead} (support: {support[0]})") if support else cell
    if cell.words and position in columns.by_month:
        cell = replace(cell, value=f"{columns.headers[position]}: {cell.words}")
    if cell.words and position in columns.days and (day := line.cells[columns.days[position]].words):
        cell = replace(cell, value=f"{day}: {cell.words}")
    return cell


def _other(line: Line, columns: Columns) -> dict[int, tuple[str, str]]:
    """Words in columns we have no field for, by position: header with column number, words; so that none are lost."""
    return {
        position: (f"{columns.others.get(position, '')} (column {position + 1})".strip(), cell.words)
        for position, cell in enumerate(line.cells)
        if position not in columns.fields and cell.words.strip() and not continues_left(line, position)
    }
