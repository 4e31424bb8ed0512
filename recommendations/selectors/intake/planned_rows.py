"""A row of a plan as it goes in, whatever kind of file it stood in, and how it is made from a row as it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from safeguarding.lib.dates import parse_british
from safeguarding.lib.folding import as_typed

from ...importers.action_plan import Plan
from ...importers.owners import is_nobody, read_owner
from ...importers.parse_text import only_links
from ...importers.row_checks import AWAITS, NO_ACTION
from ...importers.rows import Row
from ...importers.status_words import ASSESSMENTS, Meaning
from ...models import Recommendation, TranscribedStatement

Means = TranscribedStatement.Means
# Where a document says more than an import may do, as what its words are kept. What only names a state is not kept.
STATUS_MEANS = {
    Meaning.COMPLETE: Means.COMPLETE,
    Meaning.RECOMMENDED_COMPLETE: Means.OWNER_RECOMMENDS,
    Meaning.NO_ACTION_REQUIRED: Means.NO_ACTION,
    Meaning.WITHDRAWN: Means.OTHER,
}
OUTCOME_MEANS = {
    "supports_completion": Means.SUPPORTS,
    "recommend_complete": Means.RECOMMEND_COMPLETE,
    "question": Means.QUESTION,
    "other": Means.OTHER,
}
# Blank is "not stated", never a value (domain.md, The life of an action); these are how people type a blank.
SAYS_NOTHING = {"", "-", "n/a", "na", "none", "tbc"}
LONGEST_DATE = 40  # characters
KINDS = {"recommendation": Recommendation.Kind.RECOMMENDATION, "next_step": Recommendation.Kind.NEXT_STEP}


@dataclass(frozen=True)
class StatementDraft:
    """Words that say more than an import may do: TranscribedStatement.Means, part's letter or "", who and when.

    `column` is the cell they stand in: "status", "update", "action" ...
    """

    means: str
    words: str
    letter: str = ""
    said_by: str = ""
    said_on: date | None = None
    column: str = ""


@dataclass(frozen=True)
class PlannedRow:
    """One row of a plan as it goes in. `place` says where it stands: "plan.xlsx, sheet Plan, row 2"; `source` the same for
    programs: "Plan|2".

    task: the action's words, None where the row has none of its own. action_fields and issue_fields: what the
    document has columns for, by field of Action and Recommendation; a column that a document lacks is not there.
    action_owner, issue_owner: the post or other words in those columns, None where there is no such column.
    says_complete: the status words, where they say complete or recommend it. action_number: the number that the
    tracker printed beside the action. action_place: rows that share it share one action. cells: the words as they
    stand, by column. questions: what has to be answered first, as (column, sentence, choices).
    report: the words with which the row names its inspection. shares: the numbers as they stand where the row names several
    recommendations. part_letters: the parts that it names, none for all. actions: how many its cell lists. moved_to: the fields of
    another target beside the first.
    """

    place: str
    inspection: str
    reference: str
    kind: str
    wording: str
    timescale: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    task: str | None = None
    links: tuple[str, ...] = ()
    action_fields: dict[str, Any] = field(default_factory=dict)
    issue_fields: dict[str, Any] = field(default_factory=dict)
    action_owner: str | None = None
    issue_owner: str | None = None
    statements: tuple[StatementDraft, ...] = ()
    says_complete: str = ""
    action_number: int | None = None
    action_place: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    questions: tuple[tuple[str, str, tuple[object, ...]], ...] = ()
    source: str = ""
    report: str = ""
    shares: str = ""
    part_letters: tuple[str, ...] = ()
    actions: int = 0
    moved_to: dict[str, Any] = field(default_factory=dict)

    def says_as_printed(self, column: str, printed: Mapping[str, str]) -> bool:
        """Return whether a cell holds just what an export prints there today (`printed`, words by column)."""
        return column in self.cells and column in printed and levelled(self.cells[column]) == levelled(printed[column])


def levelled(words: str) -> str:
    """Words as they are compared with those of another copy: a certain date in one form, the rest as it was typed."""
    read = parse_british(words) if len(words) <= LONGEST_DATE else None
    return f"{read.on} {read.precision}" if read and read.on else as_typed(words)


def planned_rows(plan: Plan) -> list[PlannedRow]:
    """The rows of a plan, as services.intake.accept_plan takes them."""
    return [_planned(row, plan.name) for row in plan.rows]


def _planned(row: Row, name: str) -> PlannedRow:
    answer = _answer_means(row)
    return PlannedRow(
        place=place(row, name),
        inspection=row.inspection or "",
        reference=row.reference or "",
        kind=KINDS[row.kind],
        wording=row.wording or row.recommendation or "",
        timescale=row.timescale or "",
        parts=tuple((part.letter or "", part.text) for part in row.parts),
        # Words that answer instead of promising, or only point at other recommendations, are no action of this row's.
        task=None if answer or only_links(row.action or "") else row.task,
        links=row.links,
        action_fields=_action_fields(row),
        issue_fields=_issue_fields(row),
        action_owner=_owner(row, "action_owner"),
        issue_owner=_owner(row, "issue_owner"),
        statements=tuple(_statements(row, answer)),
        says_complete=row.status.raw if row.status.value in ("complete", "recommended_complete") else "",
        action_number=row.action_number,
        action_place=row.action_place,
        cells=row.cells,
        questions=tuple((problem.field, problem.message, problem.choices) for problem in row.problems if problem.must),
        source=f"{grid_of(row)}|{row.source.row}",
        report=row.report or "",
        shares=row.shares,
        part_letters=row.part_letters,
        actions=row.actions,
        moved_to=_target(row.revised) if row.moves_target else {},
    )


def place(row: Row, name: str) -> str:
    """Where a row stands, for people: "plan.xlsx, sheet Plan, row 2"."""
    where = f"sheet {row.source.sheet}" if row.source.table is None else f"table {row.source.table}"
    return f"{name}, {where}, row {row.source.row}"


def grid_of(row: Row) -> str:
    """The sheet's name or the table's number, as words."""
    return str(row.source.sheet if row.source.table is None else row.source.table)


def _answer_means(row):
    """Classify the words of the action column where it is a response or a report, not an action; else None."""
    action = row.action or ""
    if row.kind == "next_step":
        return Means.UPDATE
    if row.status.value == "no_action_required" or NO_ACTION.search(action):
        return Means.NO_ACTION
    return Means.AWAITING if AWAITS.search(action) else None


def _statements(row, answer):
    """The statements of a row, the fullest words on one thing last: of several that mean the same, the last is asked about."""
    if row.status.raw and (means := _status_means(row)):
        yield StatementDraft(means, row.status.raw, said_on=row.status.said_on, column="status")
    if not is_nobody(row.rag) and row.rag != row.status.raw:
        yield StatementDraft(Means.ASSESSMENT, row.rag, column="rag")
    for words in (row.outcome, row.evidence):
        if not is_nobody(words):
            yield StatementDraft(Means.UPDATE, words)
    # A cell may hold an update for each lettered part, and "no action required" for one of them.
    for part in () if is_nobody(row.update) else row.updates:
        means = Means.NO_ACTION if NO_ACTION.search(part.text) else Means.UPDATE
        yield StatementDraft(means, part.text, part.letter or "", column="update")
    for note in row.scrutiny:
        by = "" if note.by == "not stated" else note.by
        yield StatementDraft(OUTCOME_MEANS[note.outcome], note.text, note.part or "", by, note.date, column="update")
    if answer and (row.target.raw or "").strip().casefold() not in SAYS_NOTHING:
        yield StatementDraft(Means.TARGET, row.target.raw, column="target")
    if answer and row.action:
        yield StatementDraft(answer, row.action, column="action")


def _status_means(row):
    """Classify the status words. Words that only name where an action stands, "In progress", state nothing to keep."""
    if row.status.means in STATUS_MEANS:
        return STATUS_MEANS[row.status.means]
    return Means.ASSESSMENT if row.status.means in (None, *ASSESSMENTS) else None


def _action_fields(row):
    fields = {}
    if "target" in row.columns:
        fields |= _target(row.target)
    if "expected" in row.columns:
        fields |= {"expected_words": row.expected.raw or "", "expected_on": row.expected.date}
    return fields | _stated(row, cost=row.cost, name="cost_words")


def _target(stated):
    return {"target_words": stated.raw or "", "target_on": stated.date, "target_precision": stated.precision}


def _issue_fields(row):
    pages = {"plan_page_reference": row.page_reference} if row.page_reference else {}
    return _stated(row, corporate_or_local=row.corporate_or_local) | pages


def _stated(row, name=None, **column):
    [(key, words)] = column.items()
    return {name or key: words or ""} if key in row.columns else {}


def _owner(row, column):
    """The owner's words; a rank without a name stands for the post of that rank, one with a name is somebody to ask about."""
    if column not in row.columns:
        return None
    words = getattr(row, column)
    if is_nobody(words):
        return ""
    owner = read_owner(words)
    return owner.post if owner.post and not owner.name else words
