"""Which line of a sheet or table is its header. A header of two lines, some of it merged, is read as one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from safeguarding.lib.readers.grids import Cell, Grid, Line

from .columns import LONGEST_HEADER, NEEDED, Header, continues_left, field_of, names_both, read_header
from .parse_text import read_opening

DEEPEST_HEADER = 20  # rows of titles and labels that may stand above it
FEWEST_COLUMNS = 3
LISTED = {"action", "action_owner", "target"}  # with how it stands a list of tasks: each asks for its recommendation
FEWEST_WORDS = 3  # of a recommendation: “2. Action plan” is a heading
# Where no column is called an action: what was done about a recommendation is a plan as well.
REPORTED = {"recommendation", "update"}
_BARE_NUMBER = re.compile(
    r"(?:rec(?:ommendation)?\s*)?[0-9]{1,5}(?:\.[0-9]{1,3})*[a-z]?[.:)]?", re.ASCII | re.IGNORECASE
)


_NAMED = re.compile(r"\s*rec(?:ommendation)?s?\b", re.IGNORECASE)
_NAMED_ONE = re.compile(  # and not “Recommendations 1-5”
    r"\s*rec(?:ommendation)?\.? [0-9.]+(?![0-9.]|\s*(?:[-–—/&,+]|and|to)\s*[0-9])", re.IGNORECASE
)


@dataclass(frozen=True)
class FoundHeader:
    """A header as it was found: the index of its last line, its cells, what they name, and whether that is a plan for certain.

    `top` is the index of its first line.
    """

    index: int
    line: Line
    header: Header
    certain: bool
    top: int


def find_header(grid: Grid) -> FoundHeader | None:
    """The header of a plan; else the likeliest, which is not certain; None where no line could be one."""
    lines = grid.lines[:DEEPEST_HEADER]
    read = [(index, line, _read_over(line, grid.lines[index + 1 :])) for index, line in _candidates(lines)]
    plans = [found for found in read if _is_plan(found, grid) and not _is_below_a_fuller(found, read)]
    if plans:
        # Merged downwards but for a heading over several columns, a header says the most in its second line.
        near = [found for found in plans if found[0] <= plans[0][0] + 1]
        return _found(max(near, key=lambda found: (len(found[2].fields), found[0])), lines, certain=True)
    likely = [found for found in read if names_columns(found[1])]
    if not likely:
        return None
    return _found(max(likely, key=lambda found: (len(found[2].fields), len(found[2].words))), lines, certain=False)


def _found(best: tuple[int, Line, Header], lines: tuple[Line, ...], *, certain: bool) -> FoundHeader:
    index, line, _ = best
    return FoundHeader(*best, certain, top=index if line is lines[index] else index - 1)


def _is_below_a_fuller(found: tuple[int, Line, Header], read: list[tuple[int, Line, Header]]) -> bool:
    """Return whether a line above names more columns: a row that says "Task" and "In progress" is not the header."""
    return any(
        index < found[0] and len(header.fields) > len(found[2].fields) and names_columns(line)
        for index, line, header in read
    )


def banner_of(line: Line) -> Cell | None:
    """The numbered recommendation that stands alone in a line, above its actions: "Recommendation 1: Keep the log."."""
    own = {cell.origin: cell for cell in line.cells if cell.words}
    cell = next(iter(own.values()), None)
    alone = len(own) == 1 and len(line.cells) > 1 and cell.origin[1] == 1
    return cell if alone and _is_recommendation(cell.words) else None


def parent_of(line: Line, header: Mapping[int, str], fields: Mapping[int, str]) -> Cell | None:
    """The recommendation that stands in a line among its actions, with nobody who owns it: “Recommendation 1: Keep the log”.

    Under “Recommendation / action” its number stands beside it, and nothing else. `header` are the words of the positions and
    `fields` what they name.
    """
    cells = {name: line.cells[at] for at, name in fields.items() if at < len(line.cells)}
    task, owner = cells.get("action"), cells.get("action_owner")
    if task is None or owner is None or owner.words:
        return None
    if is_named(task.words) and (opening := read_opening(task.words)).reference and opening.body:
        return task
    filled = {name for name, cell in cells.items() if cell.words}
    if filled != {"reference", "action"} or not names_both(header.get(task.origin[1] - 1, "")):
        return None
    number = cells["reference"].words.strip(" .:)")
    return replace(task, value=f"{number}. {task.words}") if number.isdecimal() else None


def _with_parents(header: Header, below: tuple[Line, ...]) -> Header:
    """The header, where its only column of words holds recommendations and, below each, its actions: that is the column of actions."""
    both = [at for at, name in header.fields.items() if name == "recommendation" and names_both(header.words[at])]
    if not both or {"action", "update"} & set(header.fields.values()):
        return header
    fields = header.fields | {both[0]: "action"}
    if not any(parent_of(line, header.words, fields) for line in below):
        return header
    return replace(header, fields=fields, by_other_names=(*header.by_other_names, both[0]))


def _read_over(line: Line, below: tuple[Line, ...]) -> Header:
    """A header, with what stands below it to say what its words leave open."""
    return _by_words(_with_parents(read_header(line), below), below)


def _by_words(header: Header, below: tuple[Line, ...]) -> Header:
    """The header, where nothing but “Rec” heads numbered sentences, most of them: that is the recommendation, and no number alone."""
    at = next((at for at, name in header.fields.items() if name == "reference"), None)
    if at is None or "recommendation" in header.fields.values():
        return header
    cells = column_words(at, below)
    if 2 * sum(map(_is_recommendation, cells)) <= len(cells):
        return header
    return replace(header, fields=header.fields | {at: "recommendation"})


def banner_over(grid: Grid, above: tuple[Line, ...]) -> Cell | None:
    """The numbered recommendation over a table of its actions: in the words before it, or in a line above its header."""
    for line in reversed(above):
        own = [cell.words for cell in {cell.origin: cell for cell in line.cells if cell.words}.values()]
        if own and field_of(re.sub(r"[0-9]+", "", own[0])) == "recommendation":
            own = [" ".join(own)] if any(map(str.isdigit, own[0])) else own[1:]
        if len(own) == 1 and _is_recommendation(own[0]):
            return Cell(own[0], (line.number, 1))
    name = str(grid.name)  # a sheet for each: “Rec 1”
    words = name if is_named(name) and is_bare_number(name) else grid.heading
    return Cell(words, (0, 1)) if _is_recommendation(words) else None


def _is_recommendation(words: str) -> bool:
    opening = read_opening(words)
    return bool(opening.reference) and (
        names_one(words) if is_named(words) else len(opening.body.split()) >= FEWEST_WORDS
    )


def column_words(at: int, below: tuple[Line, ...]) -> list[str]:
    """The words of each cell of a column that is not blank."""
    return [line.cells[at].words for line in below if at < len(line.cells) and line.cells[at].words]


def names_one(words: str) -> bool:
    """Return whether words begin with “Recommendation” and one number."""
    return bool(_NAMED_ONE.match(words))


def is_named(words: str) -> bool:
    """Return whether words begin with “Recommendation” or “Rec”."""
    return bool(_NAMED.match(words))


def is_bare_number(words: str) -> bool:
    """Return whether words are a number and nothing else: "Rec 3.", "4.27"."""
    return bool(_BARE_NUMBER.fullmatch(words))


def _candidates(lines: tuple[Line, ...]) -> Iterator[tuple[int, Line]]:
    for index, line in enumerate(lines):
        yield index, line
        if index and (both := _of_two_lines(lines[index - 1], line)):
            yield index, both


def _of_two_lines(upper: Line, lower: Line) -> Line | None:
    """ "Action plan" merged over "What", "Who" and "When": the lower words, the upper where nothing stands below, and both where
    only both name a column: "Original" under "Timescale". So is "Progress" over "Q1" and "Q2" where it is not merged.
    """
    width = min(len(upper.cells), len(lower.cells))
    upper = _spread(upper, lower, width)
    under = [
        position for position in range(width) if _is_merged_across(upper, position) and lower.cells[position].words
    ]
    named = sum(field_of(_of_both(upper.cells[at], lower.cells[at]).words) is not None for at in under)
    if named < 2 or not all(_is_name(cell) for cell in lower.cells if cell.words):
        return None
    if any(_hides(upper.cells[at], lower.cells[at]) for at in range(width) if at not in under):
        return None
    cells = zip(upper.cells, lower.cells, strict=False)
    return Line(lower.number, tuple(_of_both(above, below) for above, below in cells))


def _hides(above: Cell, below: Cell) -> bool:
    """Return whether two cells of one column hold words of their own, so that the lower is no name under the upper."""
    return bool(above.words and below.words) and above.origin != below.origin


def _spread(upper: Line, lower: Line, width: int) -> Line:
    """The upper line, as if its words were merged over the blank cells beside them, where the lower has words under these alone."""
    cells = list(upper.cells)
    for at in range(1, width):
        if not cells[at].words and lower.cells[at].words:
            cells[at] = cells[at - 1]
    spread = replace(upper, cells=tuple(cells))
    under_these = all(_is_merged_across(spread, at) for at in range(width) if lower.cells[at].words)
    return spread if under_these else upper


def _of_both(above: Cell, below: Cell) -> Cell:
    both = f"{below.words} {above.words}".strip()
    if below.words and (field_of(below.words) or not field_of(both)):
        return below
    return replace(below, value=both) if below.words else above


def _is_merged_across(line: Line, position: int) -> bool:
    last = position + 1 == len(line.cells)
    return continues_left(line, position) or (not last and continues_left(line, position + 1))


def _is_plan(found: tuple[int, Line, Header], grid: Grid) -> bool:
    index, _, header = found
    named = set(header.fields.values())
    if len(header.fields) < FEWEST_COLUMNS or header.is_of_risks:
        return False
    if "action" in named and _counts(header, grid.lines[index + 1 :]):
        return False
    if named >= NEEDED or ("action" in named and _names_its_number(header)):
        return True
    if named >= LISTED and named & {"status", "rag"}:
        return True
    if named >= REPORTED and len(header.fields) > FEWEST_COLUMNS * bool(header.by_other_names):
        return True
    if "action" not in named or "recommendation" in named:
        return False
    below = grid.lines[index + 1 :]
    if any(banner_of(line) or parent_of(line, header.words, header.fields) for line in below):
        return True
    return banner_over(grid, grid.lines[:index]) is not None


def _counts(header: Header, below: tuple[Line, ...]) -> bool:
    """Return whether nothing but figures stands under “Actions”: a summary, that counts them."""
    at = next(at for at, name in header.fields.items() if name == "action")
    cells = column_words(at, below)
    return bool(cells) and all(cell.isdecimal() for cell in cells)


def _names_its_number(header: Header) -> bool:
    """Return whether its column of numbers says whose they are: “Recommendation no.”."""
    return any(name == "reference" and is_named(header.words[at]) for at, name in header.fields.items())


def names_columns(line: Line) -> bool:
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
