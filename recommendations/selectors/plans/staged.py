"""Reading a plan that comes in: its file with what was answered about it, put in the place of what could not be read."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.core.cache import caches
from django.utils.translation import get_language

from safeguarding.lib.counting import Count, uncounted
from safeguarding.lib.readers.grids import Grid
from safeguarding.lib.readers.sandbox import unpack
from safeguarding.lib.readers.tables import open_grids

from ...importers.action_plan import Plan, plan_of
from ...importers.entries import Corrections
from ...models import ColumnLayout, StagedGrids, StagedPlan, StatusWord
from ..intake.answers import LEFT_OUT, Answers
from ..intake.named_inspections import named_inspection
from ..intake.planned_rows import PlannedRow, grid_of, planned_rows

KEPT_FOR = 3600  # seconds that a read file is kept in memory between two looks at it


@dataclass(frozen=True)
class ReadPlan:
    """A StagedPlan as it reads with the answers so far. inspections: slug by sheet or table, where that was answered."""

    plan: Plan
    answers: Answers
    inspections: Mapping[str, str]

    @property
    def rows(self) -> list[PlannedRow]:
        """The rows, as intake.compare and services.intake.accept_plan take them."""
        return planned_rows(self.plan)


def read_staged(staged: StagedPlan) -> ReadPlan:
    """Read a StagedPlan with what was answered about it. Nothing is written. Raises Unreadable."""
    answers = Answers(**staged.answers)
    plan = _plan(staged, answers)
    inspections = _inspections(plan, answers)
    rows = tuple(
        replace(row, inspection=named_inspection(answers, row.report, inspections.get(grid_of(row))))
        for row in plan.rows
        if inspections.get(grid_of(row)) != LEFT_OUT
    )
    return ReadPlan(plan.of(rows), answers, inspections)


def read_file(data: bytes, name: str, sha256: str) -> tuple[Grid, ...]:
    """Return the grids of a file, read once and kept for KEPT_FOR. Raises Unreadable."""
    return caches["process"].get_or_set(f"grids-{sha256}", lambda: open_grids(data, name), KEPT_FOR)


def is_read(staged: StagedPlan) -> bool:
    """Return whether its file need not be read again. One query, where this process has not read it."""
    return f"grids-{staged.sha256}" in caches["process"] or StagedGrids.objects.filter(plan=staged).exists()


def grids_of(staged: StagedPlan, *, count: Count = uncounted) -> tuple[Grid, ...]:
    """The grids of its file, as they were read once; count is told of the rows. Raises Unreadable, FileNotFoundError."""

    def read() -> tuple[Grid, ...]:
        kept = StagedGrids.objects.filter(plan=staged).first()
        if kept and kept.is_as_signed:  # what somebody wrote there behind the tracker is not what was read
            return unpack(kept.packed)
        with staged.file.open() as file:
            return open_grids(file.read(), staged.name, count=count)

    return caches["process"].get_or_set(f"grids-{staged.sha256}", read, KEPT_FOR)


def _inspections(plan: Plan, answers: Answers) -> dict[str, str]:
    """The slug by sheet or table; the inspection that was named before the file was read is that of a plan's only sheet."""
    read = [str(layout.grid) for layout in plan.layouts if layout.read]
    alone = {read[0]: answers.inspections[""]} if len(read) == 1 and "" in answers.inspections else {}
    return alone | answers.inspections


def _plan(staged: StagedPlan, answers: Answers) -> Plan:
    """The plan as the answers have it; the same answers are not read twice."""
    layouts = {layout.fingerprint: _by_position(layout.fields) for layout in ColumnLayout.objects.all()}
    layouts |= {fingerprint: _by_position(fields) for fingerprint, fields in answers.columns.items()}
    words = dict(StatusWord.objects.values_list("words", "means")) | answers.words
    known = hashlib.sha256(repr((layouts, words, answers.cells, get_language())).encode()).hexdigest()

    def read() -> Plan:
        grids = grids_of(staged)
        cells = _corrections(answers.cells, grids)
        return plan_of(grids, staged.name, staged.sha256, layouts=layouts, house_words=words, corrections=cells)

    return caches["process"].get_or_set(f"plan-{staged.sha256}-{known}", read, KEPT_FOR)


def _by_position(fields: Mapping[str, str]) -> dict[int, str]:
    """Fields by column from 0; JSON keeps the keys as words."""
    return {int(position): field for position, field in fields.items()}


def _corrections(cells: Mapping[str, str], grids: Iterable[Grid]) -> Corrections:
    """The words put in place of cells, by what plan_of goes by: sheet or table, row, field."""
    names = {str(grid.name): grid.name for grid in grids}  # a table's name is a number, a sheet may be called "2"
    corrections = {}
    for key, words in cells.items():
        grid, row, field = key.rsplit("|", 2)  # a sheet's name may hold the bar too
        corrections[names.get(grid, grid), int(row), field] = words
    return corrections
