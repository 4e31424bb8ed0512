"""A table that goes on after a break in a Word document, without a header of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from safeguarding.lib.readers.grids import Grid, Line

from .headers import find_header, is_bare_number
from .layouts import is_bare
from .parse_text import read_opening

GOES_ON = "Table {} has no header of its own, and is read by that of the table above it."


def with_headers(grids: Sequence[Grid]) -> Iterator[Grid]:
    """The grids, each Word table that has no header and is as wide as the plan above it, and numbered, with the header of that."""
    header: Line | None = None
    for grid in grids:
        found = find_header(grid)
        if header and found is None and _goes_on(grid, header):
            yield replace(grid, lines=(header, *grid.lines), remarks=(*grid.remarks, GOES_ON.format(grid.name)))
            continue
        header = replace(found.line, number=0) if found and found.certain else None
        yield grid


def _goes_on(grid: Grid, header: Line) -> bool:
    first = next((line for line in grid.lines if not line.blank), None)
    if first is None or not isinstance(grid.name, int) or len(first.cells) != len(header.cells) or is_bare(grid):
        return False
    words = first.cells[0].words
    return is_bare_number(words) or read_opening(words).reference is not None
