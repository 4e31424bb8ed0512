"""Sheets named by what has become of their rows: "Closed", "Completed actions"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from safeguarding.lib.readers.grids import Cell, Grid, Line

from .entries import Entry
from .rows import note
from .status_words import STATEMENTS, Meaning, read_status

_OF_WHAT = re.compile(r"\s+(?:actions?|recommendations?|recs?|items?|tasks?|afis?)$", re.IGNORECASE)
ENDS = STATEMENTS | {Meaning.WITHDRAWN}  # a sheet named “Open” or “Current” may only be the one in use


def with_status_of_sheet(grid: Grid, entries: Iterable[Entry | Line]) -> Iterator[Entry | Line]:
    """The entries of a sheet, each with the status that the sheet's name gives where no column gives one."""
    words = _OF_WHAT.sub("", grid.name) if isinstance(grid.name, str) else ""
    ends = read_status(words).means in ENDS
    for entry in entries:
        if ends and isinstance(entry, Entry) and not {"status", "rag"} & entry.columns:
            problem = note(
                "status", _("The sheet is named “%(name)s”: that is read as the status of its rows."), name=grid.name
            )
            cells = entry.cells | {"status": Cell(words, (entry.source.row, 1))}
            entry = replace(entry, cells=cells, columns=entry.columns | {"status"}).with_problem(problem)
        yield entry
