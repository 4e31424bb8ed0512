"""A plan on its way in, as a coordinator looks at it: its rows against the register, and all that is to be answered."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from django.core.cache import cache
from django.utils.text import Truncator

from inspections.models import Inspection
from safeguarding.lib.tables import open_grids
from safeguarding.lib.words import listed

from ..models import ColumnLayout, Recommendation, StatusWord, TranscribedStatement
from ..models.recommendations import printed
from ..selectors.intake.answers import Answers
from ..selectors.intake.compare import compare
from ..selectors.intake.compared import Compared, Outcome, digest
from ..selectors.intake.owners import Owners
from ..selectors.intake.suggest import likeliest
from .action_plan import Plan, plan_of
from .layouts import Layout
from .planned_rows import grid_of, planned_rows
from .rows import Row

SHOWN = 4  # statements of one row
KEPT_FOR = 3600  # seconds that a read file is kept in memory between two looks at it


@dataclass(frozen=True)
class Sheet:
    """A sheet or table of the plan: its columns, the inspection it answers (a slug, "" while not said), the likeliest one,
    and how many rows were read. aside: others were read as a plan.
    """

    layout: Layout
    inspection: str
    suggested: Inspection | None
    rows: int
    aside: bool

    @property
    def settled(self):
        """Whether nothing is to be said of it: it was read and answers an inspection, or holds no plan beside one that was."""
        return bool(self.inspection) if self.rows else self.aside

    @property
    def title(self):
        """What it is called, with the words above it."""
        return f"{self.layout.place}: {self.layout.heading}" if self.layout.heading else self.layout.place


@dataclass(frozen=True)
class PreviewRow:
    """A row as it was read, and as it stands against the register. known: the columns whose owner the register knows."""

    read: Row
    found: Compared
    known: frozenset = frozenset()

    @property
    def asks_here(self):
        """What is asked of this row alone; a status word is asked about once, for all the rows that have it."""
        words = ("status", "rag") if self.read.unknown_words else ()
        return [ask for ask in self.found.asks if ask.column not in words]

    @property
    def asked_above(self):
        """The row's own status words, where they are asked about above; else ""."""
        asked = len(self.asks_here) < len(self.found.asks)
        return (self.read.status.raw or self.read.rag or "") if asked else ""

    @property
    def where(self):
        """The row's number, and its sheet or table."""
        return f"{self.read.source.sheet or f'table {self.read.source.table}'}, row {self.read.source.row}"

    @property
    def title(self):
        """The recommendation it speaks of, as printed."""
        kind, reference = Recommendation.Kind(self.found.row.kind).label, self.found.row.reference
        return f"{kind} {printed(reference)}" if reference else f"{kind} without a reference"

    @property
    def does(self):
        """What it would do beside changing fields, as sentences."""
        found, row = self.found, self.found.row
        if not found.outcome.goes_in:
            return
        if found.recommendation is None:
            letters = [letter for letter, _ in row.parts]
            yield f"Adds the recommendation{f', with parts {listed(letters)}' if letters else ''}."
        if found.opens:
            yield f"Opens an action for {row.action_owner or 'nobody yet'}: {Truncator(row.task).words(20)}"
        if found.covers_too:
            yield "Is answered by the action that the row above opens."
        if found.links:
            yield f"Is answered under {listed([printed(to) for to in found.links])}."
        for draft in found.statements[:SHOWN]:
            part = f" of part {draft.letter}" if draft.letter else ""
            asked = " and asks the DCC about it" if draft.means in TranscribedStatement.TO_CONFIRM else ""
            yield f"Keeps what it says{part}{asked}: “{Truncator(draft.words).words(16)}”"
        if len(found.statements) > SHOWN:
            yield f"Keeps {len(found.statements) - SHOWN} more such statements."

    @property
    def notes(self):
        """What is good to know about it, as sentences."""
        asked = {ask.sentence for ask in self.found.asks}
        told = [problem for problem in self.read.problems if problem.field not in self.known]
        return [problem.message for problem in told if problem.message not in asked] + self.found.notes


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
        if asked in Outcome.values or asked == "all":
            return None if asked == "all" else Outcome(asked)
        return next((outcome for outcome in (Outcome.UNCERTAIN, Outcome.REFUSED) if self.counts[outcome]), None)

    def rows_with(self, outcome):
        """The rows of one Outcome, or all of them with None."""
        return [row for row in self.rows if outcome in (None, row.found.outcome)]

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
    def seen(self):
        """The digest of what is shown."""
        return digest(self.compared)

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
    holding = Counter(map(grid_of, plan.rows))
    about = f"{plan.originator or ''} {plan.title or ''}"
    for layout in plan.layouts:
        place = str(layout.grid)
        yield Sheet(
            layout,
            inspection=said.get(place, ""),
            suggested=likeliest(f"{about} {layout.heading}", visible),
            rows=holding[place],
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
