"""All that a line of a plan holds beside its words: hidden and struck words, comments, colours, and a second column for one field."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from safeguarding.lib.colours import UNKNOWN
from safeguarding.lib.grids import Cell, Line

from .columns import is_share
from .layouts import Columns
from .rows import Problem
from .status_words import contradicts

COLOURED = ("rag", "status")  # columns in which a colour alone says something


def marks_of(line: Line, columns: Columns) -> Iterator[Problem]:
    """A note for each thing beside the words of a line, and a question where the words may not be meant."""
    if line.doubt:
        yield Problem("row", f"Row {line.number} {line.doubt}: say whether it goes in.", must=True)
    for name, cell in _own_cells(line, columns):
        yield from (Problem(name, remark) for remark in cell.remarks)
        if cell.doubt:
            yield Problem(name, f"“{cell.words[:80]}” {cell.doubt}: say whether it stands.", must=name != "other")
        if cell.colour == UNKNOWN and not cell.words and name in COLOURED:
            yield Problem(name, "The cell is coloured and holds no words: say what its colour means.", must=True)


def shaded(columns: Columns) -> tuple[str, ...]:
    """The headers of the columns that are not read and say something by their colour alone, as the weeks of a Gantt chart do.

    A line that is coloured throughout says nothing by it.
    """
    found = {
        position
        for line in columns.below
        for position, cell in enumerate(line.cells)
        if position in columns.others and cell.colour and not cell.words
        if any(other.words and other.colour != cell.colour for other in line.cells)
    }
    return tuple(columns.others[position] for position in sorted(found))


def colours_in(line: Line, columns: Columns) -> dict[str, Cell]:
    """The cells that say something by their colour alone, with its name for their words, by field."""
    return {
        name: replace(cell, value=cell.colour)
        for name, cell in _own_cells(line, columns)
        if name in COLOURED and cell.colour not in ("", UNKNOWN) and not cell.words
    }


def coloured(cells: Mapping[str, Cell]) -> Iterator[Problem]:
    """A note for each cell that was read by its colour."""
    for name, cell in cells.items():
        yield Problem(name, f"The cell holds no words; its colour is read as “{cell.words}”.")


def asked_of_two(line: Line, columns: Columns, cells: Mapping[str, Cell]) -> Iterator[Problem]:
    """A question for each field that two columns name, where they say different things."""
    for position, name in columns.rivals.items():
        words = line.cells[position].words.strip() if position < len(line.cells) else ""
        taken = cells[name].words if name in cells else ""
        if is_share(columns.headers[position]) and not contradicts(words, taken):
            continue
        if words and words != taken:
            header = next(columns.headers[at] for at, field in columns.fields.items() if field == name)
            yield Problem(
                name,
                f"Two columns may hold it: “{header}” says “{taken[:80]}” and “{columns.headers[position]}” says “{words[:80]}”. "
                "Say which is meant.",
                must=True,
                choices=(
                    (taken, f"{taken[:80]} ({header})"),
                    (words, f"{words[:80]} ({columns.headers[position]})"),
                    *([(f"{taken.rstrip('.')}; {words}", "Both, as one action")] if name == "action" else ()),
                )
                if taken
                else (),
            )


def _own_cells(line: Line, columns: Columns) -> Iterator[tuple[str, Cell]]:
    """The cells that begin in this line, with their fields; "other" for those without one."""
    for position, cell in enumerate(line.cells):
        if cell.origin == (line.number, position + 1):
            yield columns.fields.get(position, "other"), cell
