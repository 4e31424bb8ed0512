"""From the cells of one line to one row: what each column says, what is certain in it, and what is odd about it."""

import re
from dataclasses import replace

from safeguarding.lib.dates import parse_british
from safeguarding.lib.grids import Cell, Line

from .columns import Columns, continues_left
from .oddities import find_oddities
from .owners import read_owner
from .rows import Problem, Row, RowForm, Source, Stated, Status
from .scrutiny import read_update
from .wording import fold, links_named, read_opening, split_parts

STATUSES = {
    "recommend complete": "recommended_complete",
    "recommended complete": "recommended_complete",
    "complete": "complete",
    "completed": "complete",
    "no action required": "no_action_required",
}
ASSESSMENTS = {"on target": "on_target", "at risk": "at_risk", "off target": "off_target"}
ACTION_LABEL = re.compile(r"^\s*action\s*(?::|\n)\s*", re.IGNORECASE)  # the column's own name, typed again in its cells


def read_row(line: Line, columns: Columns, source: Source) -> Row:
    """Read one line that is not blank. Its heading and inspection are left for the caller, who knows the document."""
    cells, problems = _cells(line, columns)
    words = {name: cell.words for name, cell in cells.items() if cell.words}
    opening = read_opening(words.get("recommendation", ""))
    parts = split_parts(opening.body)
    told = read_update(words.get("update", ""), "".join(part.letter for part in parts))
    action = words.get("action", "")
    status = words.get("status")
    row = Row(
        source=source,
        heading="",
        inspection=None,
        kind="recommendation" if opening.reference or not opening.timescale else "next_step",
        reference=opening.reference,
        timescale=opening.timescale,
        page_reference=opening.page_reference,
        recommendation=words.get("recommendation"),
        wording=opening.body or None,
        parts=parts,
        action=action or None,
        task=ACTION_LABEL.sub("", action) or None,
        links=links_named(action),
        issue_owner=words.get("issue_owner"),
        issue_owner_post=read_owner(words.get("issue_owner", "")).post,
        action_owner=words.get("action_owner"),
        action_owner_post=read_owner(words.get("action_owner", "")).post,
        corporate_or_local=words.get("corporate_or_local"),
        cost=words.get("cost"),
        target=_stated(cells.get("target")),
        expected=_stated(cells.get("expected")),
        assessment=ASSESSMENTS.get(_plain(status)),
        status=Status(status, STATUSES.get(_plain(status))),
        update=told.update,
        updates=told.updates,
        scrutiny=told.scrutiny,
        other=_other(line, columns),
        columns=frozenset(columns.fields.values()),
    )
    return replace(row, problems=(*problems, *RowForm(words).problems(), *told.problems, *find_oddities(row)))


def _cells(line: Line, columns: Columns) -> tuple[dict[str, Cell], list[Problem]]:
    """The line's cells by field. Words merged down hold for each row they cover; words merged across, for their first column."""
    cells: dict[str, Cell] = {}
    problems: list[Problem] = []
    for position, name in columns.fields.items():
        if position >= len(line.cells):
            continue
        cell = line.cells[position]
        if cell.words and continues_left(line, position):
            problems.append(
                Problem(
                    name,
                    f"The cell is merged with the one to its left; “{cell.words[:80]}” is read there and not here.",
                )
            )
            cell = Cell(None, cell.origin)
        elif cell.words and cell.origin[0] < line.number:
            problems.append(
                Problem(name, f"The cell is merged with row {cell.origin[0]}; its words are taken for this row too.")
            )
        cells[name] = cell
    return cells, problems


def _other(line: Line, columns: Columns) -> dict[str, str]:
    """Words in columns we have no field for, by header and column number, so that none are lost."""
    return {
        f"{columns.others.get(position, '')} (column {position + 1})".strip(): cell.words
        for position, cell in enumerate(line.cells)
        if position not in columns.fields and cell.words and not continues_left(line, position)
    }


def _stated(cell: Cell | None) -> Stated:
    if cell is None or not cell.words:
        return Stated()
    if not isinstance(cell.value, str):
        return Stated(cell.words, cell.value)
    read = parse_british(cell.words)
    return Stated(cell.words, read.on, read.precision, as_text=True, doubt=read.problem)


def _plain(status: str | None) -> str:
    return fold(status or "").strip(" .")
