"""All that a line of a plan holds beside its words: hidden and struck words, comments, colours, and a second column for one field."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from safeguarding.lib.readers.colours import UNKNOWN
from safeguarding.lib.readers.grids import Cell, Line

from .columns import is_of_done
from .layouts import Columns
from .rows import Problem, note
from .status_words import contradicts

SHORTEST_STRIPES = 4  # rows
TELLING = {"Grey", "Green", "Amber", "Red"}  # of a whole row
# What the readers of files say of what may not be meant, for the catalogue of Welsh.
DOUBTS = (
    gettext_noop("is hidden in the file"),
    gettext_noop("is struck out in the file"),
    gettext_noop("stands on a hidden sheet"),
)
COLOURED = ("rag", "status")  # columns in which a colour alone says something


def marks_of(line: Line, columns: Columns) -> Iterator[Problem]:
    """A note for each thing beside the words of a line, and a question where the words may not be meant."""
    if line.doubt:
        sentence = _("Row %(row)s %(doubt)s: say whether it goes in.")
        yield note("row", sentence, must=True, row=line.number, doubt=_(line.doubt))
    for name, cell in _own_cells(line, columns):
        yield from (Problem(name, remark) for remark in cell.remarks)
        if cell.doubt:
            sentence = _("“%(words)s” %(doubt)s: say whether it stands.")
            yield note(name, sentence, must=name != "other", words=cell.words[:80], doubt=_(cell.doubt))
        if cell.colour == UNKNOWN and not cell.words and name in COLOURED:
            yield Problem(name, _("The cell is coloured and holds no words: say what its colour means."), must=True)


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


def coloured_throughout(columns: Columns) -> list[int]:
    """The numbers of the rows whose words all stand on grey or a colour of RAG; none where all do, or each second, as stripes."""
    worded = {line.number: {cell.colour for cell in line.cells if cell.words} for line in columns.below}
    found = [number for number, colours in worded.items() if len(colours) == 1 and colours <= TELLING]
    is_each_second = len(found) >= SHORTEST_STRIPES and {after - number for number, after in pairwise(found)} == {2}
    return [] if len(found) == sum(map(bool, worded.values())) or is_each_second else found


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
        yield note(name, _("The cell holds no words; its colour is read as “%(words)s”."), words=cell.words)


def asked_of_two(line: Line, columns: Columns, cells: Mapping[str, Cell]) -> Iterator[Problem]:
    """A question for each field that two columns name, where they say different things."""
    for position, name in columns.rivals.items():
        words = line.cells[position].words.strip() if position < len(line.cells) else ""
        taken = cells[name].words if name in cells else ""
        if is_of_done(columns.headers[position]) and not contradicts(words, taken):
            continue
        if words and words != taken:
            header = next(columns.headers[at] for at, field in columns.fields.items() if field == name)
            sentence = _(
                "Two columns may hold it: “%(header)s” says “%(taken)s” and “%(rival)s” says “%(words)s”. Say which is meant."
            )
            yield note(
                name,
                sentence,
                header=header,
                taken=taken[:80],
                rival=columns.headers[position],
                words=words[:80],
                must=True,
                choices=(
                    (taken, f"{taken[:80]} ({header})"),
                    (words, f"{words[:80]} ({columns.headers[position]})"),
                    *([(f"{taken.rstrip('.')}; {words}", _("Both, as one action"))] if name == "action" else ()),
                )
                if taken
                else (),
            )


def _own_cells(line: Line, columns: Columns) -> Iterator[tuple[str, Cell]]:
    """The cells that begin in this line, with their fields; "other" for those without one."""
    for position, cell in enumerate(line.cells):
        if cell.origin == (line.number, position + 1):
            yield columns.fields.get(position, "other"), cell
