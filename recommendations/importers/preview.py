"""A plan on its way in, as a coordinator looks at it: its rows against the register, and all that is to be answered."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.cache import cache
from django.utils.text import Truncator

from inspections.models import Inspection
from safeguarding.lib.read_tables import open_grids
from safeguarding.models import Marking

from ..models import ColumnLayout, StatusWord
from ..selectors.intake.answers import NEW, POST, Answers
from ..selectors.intake.compare import compare
from ..selectors.intake.compared import Outcome, compared_digest
from ..selectors.intake.owners import Owners
from ..selectors.intake.suggest import Suggestions
from .action_plan import Plan, plan_of
from .planned_rows import grid_of, planned_rows
from .preview_rows import PreviewRow, Sheet
from .status_words import Meaning

KEPT_FOR = 3600  # seconds that a read file is kept in memory between two looks at it


@dataclass(frozen=True)
class Preview:
    """The whole of it. owners: words that name nobody in the register, with how many rows have them, the commonest first.

    inspections, posts: what may be chosen.
    """

    plan: Plan
    answers: Answers
    sheets: tuple[Sheet, ...]
    rows: tuple[PreviewRow, ...]
    owners: tuple[tuple[str, int], ...]
    inspections: tuple[Inspection, ...]
    posts: tuple

    @cached_property
    def counts(self):
        """{Outcome: how many rows}, in the order of Outcome."""
        counted = Counter(row.found.outcome for row in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}

    def showing(self, asked):
        """The Outcome whose rows are asked for; else the first that needs somebody; None for all of them."""
        if asked == "all" or (asked in Outcome.values and self.counts[asked]):
            return None if asked == "all" else Outcome(asked)
        return next((outcome for outcome in (Outcome.UNCERTAIN, Outcome.REFUSED) if self.counts[outcome]), None)

    def rows_with(self, outcome):
        """The rows of one Outcome, or all of them with None."""
        return [row for row in self.rows if outcome in (None, row.found.outcome)]

    @property
    def given(self):
        """(kind, key, sentence) of each answer that was given, so that it can be taken back."""
        answers, posts = self.answers, {f"{POST}{post.pk}": post.title for post in self.posts}
        for words, means in answers.words.items():
            yield "words", words, f"“{words}” means: {Meaning(means).label}"
        for words, choice in answers.owners.items():
            yield "owners", words, f"“{words}”: {posts.get(choice) or {NEW: 'a new post'}.get(choice, 'no post yet')}"
        for key, number in answers.actions.items():
            yield "actions", key, f"{_where(key)}: {'a new action' if number == NEW else f'action {number}'}"
        for key, whose in answers.keeps.items():
            yield "keeps", key, f"{_where(key)}: the {whose}'s words stand"
        for key, words in answers.cells.items():
            yield "cells", key, f"{_where(key)}: put right as “{Truncator(words).words(12)}”"

    @property
    def marking(self):
        """The highest of the inspections that it answers, in words."""
        said = {sheet.inspection for sheet in self.sheets}
        return Marking.highest(one.marking for one in self.inspections if one.slug in said).label

    @property
    def unsettled(self):
        """How many rows are to be answered, put right or left out."""
        return self.counts[Outcome.UNCERTAIN] + self.counts[Outcome.REFUSED]

    @property
    def conflicts(self):
        """Whether the tracker's words and the document's were both changed somewhere."""
        return any(ask.kind == "keeps" for found in self.compared for ask in found.asks)

    @property
    def unsaid(self):
        """How many sheets or tables with rows name no inspection yet."""
        return sum(bool(sheet.rows) and not sheet.inspection for sheet in self.sheets)

    @property
    def changes_anything(self):
        """Whether any row that goes in does anything."""
        return self.counts[Outcome.NEW] + self.counts[Outcome.CHANGED] > 0

    @property
    def going_in(self):
        """How many rows go in."""
        return sum(count for outcome, count in self.counts.items() if outcome.goes_in)

    @property
    def compared(self):
        return tuple(row.found for row in self.rows)

    @property
    def planned(self):
        """What services.intake.accept_plan takes."""
        return [row.found.row for row in self.rows]

    @property
    def digest(self):
        """The digest of what is shown."""
        return compared_digest(self.compared)

    @property
    def ready(self):
        """Whether it can be accepted: something goes in, and nothing is left to answer."""
        return not self.unsettled and self.going_in > 0


def preview(staged, *, by, at):
    """Read a StagedPlan with what was answered, and hold it against the register. Nothing is written. Raises Unreadable."""
    answers = Answers(**staged.answers)
    plan = _plan(staged, answers)
    said = _inspections(plan, answers)
    plan = replace(plan, rows=tuple(replace(row, inspection=said.get(grid_of(row))) for row in plan.rows))
    compared = compare(planned_rows(plan), answers, by=by, at=at)
    visible = tuple(Inspection.objects.visible_to(by, at).select_related("body"))
    owners = Owners(answers)
    rows = tuple(
        PreviewRow(read, found, _known(found.row, owners)) for read, found in zip(plan.rows, compared, strict=True)
    )
    return Preview(
        plan,
        answers,
        sheets=tuple(_sheets(plan, said, visible)),
        rows=rows,
        owners=_unknown_owners(rows, owners),
        inspections=visible,
        posts=tuple(owners.posts.values()),
    )


def _inspections(plan, answers):
    """The slug of the inspection that each sheet or table answers, where that was said; of one alone, on its way in."""
    read = [str(layout.grid) for layout in plan.layouts if layout.read]
    alone = {read[0]: answers.inspections[""]} if len(read) == 1 and "" in answers.inspections else {}
    return alone | answers.inspections


def _sheets(plan, said, visible):
    suggestions = Suggestions(visible)
    about = f"{plan.originator or ''} {plan.title or ''}"
    for layout in plan.layouts:
        place = str(layout.grid)
        wordings = [row.wording or "" for row in plan.rows if grid_of(row) == place]
        yield Sheet(
            layout,
            inspection=said.get(place, ""),
            suggested=None if place in said else suggestions.likeliest(f"{about} {layout.heading}", wordings),
            rows=len(wordings),
            aside=bool(plan.rows) and not layout.refused,
        )


def read_file(data, name, sha256):
    """The grids of a file, read once and kept for a while. Raises Unreadable."""
    return cache.get_or_set(f"grids-{sha256}", lambda: open_grids(data, name), KEPT_FOR)


def _plan(staged, answers):
    """The plan as the answers have it; the same answers are not read twice."""
    layouts = {layout.fingerprint: _by_column(layout.fields) for layout in ColumnLayout.objects.all()}
    layouts |= {fingerprint: _by_column(fields) for fingerprint, fields in answers.columns.items()}
    words = dict(StatusWord.objects.values_list("words", "means")) | answers.words
    known = hashlib.sha256(repr((layouts, words, answers.cells)).encode()).hexdigest()

    def read():
        with staged.file.open() as file:
            grids = read_file(file.read(), staged.name, staged.sha256)
        names = {str(grid.name): grid.name for grid in grids}
        cells = {_place(key, names): words for key, words in answers.cells.items()}
        return plan_of(grids, staged.name, staged.sha256, layouts=layouts, house_words=words, corrections=cells)

    return cache.get_or_set(f"plan-{staged.sha256}-{known}", read, KEPT_FOR)


def _where(key):
    """ "Plan|2|target" in words."""
    grid, row, *column = key.split("|")
    return ", ".join([grid, f"row {row}", *(words.replace("_", " ") for words in column)])


def _by_column(fields):
    return {int(position): field for position, field in fields.items()}


def _place(key, names):
    """ "Plan|2|target" as plan_of knows it: the sheet's name or the table's number, the row, the column."""
    grid, row, column = key.rsplit("|", 2)
    return names.get(grid, grid), int(row), column


def _known(row, owners):
    columns = {"action_owner": row.action_owner, "issue_owner": row.issue_owner}
    return frozenset(column for column, words in columns.items() if words and owners.post(words))


def _unknown_owners(rows, owners):
    named = Counter(
        words
        for row in rows
        if not row.found.left_out
        for words in (row.found.row.action_owner, row.found.row.issue_owner)
        if words and owners.unknown(words)
    )
    return tuple(named.most_common())
