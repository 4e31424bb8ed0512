"""From rows as they were read to rows as services.intake takes them in: action, statements, links, owners."""

from ..models import Recommendation, TranscribedStatement
from ..selectors.intake.rows import PlannedRow, StatementDraft
from .action_plan import Plan
from .owners import is_nobody, read_owner
from .parse_text import only_links
from .row_checks import AWAITS, NO_ACTION
from .rows import Row
from .status_words import ASSESSMENTS, Meaning

Means = TranscribedStatement.Means
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
KINDS = {"recommendation": Recommendation.Kind.RECOMMENDATION, "next_step": Recommendation.Kind.NEXT_STEP}


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
        page_reference=row.page_reference or "",
        parts=tuple((part.letter or "", part.text) for part in row.parts),
        task=None if answer or only_links(row.action or "") else row.task,
        links=row.links,
        action_fields=_action_fields(row),
        issue_fields=_stated(row, corporate_or_local=row.corporate_or_local),
        action_owner=_owner(row, "action_owner"),
        issue_owner=_owner(row, "issue_owner"),
        statements=tuple(_statements(row, answer)),
        says_complete=row.status.raw if row.status.value in ("complete", "recommended_complete") else "",
        action_number=row.action_number,
        action_place=row.action_place,
        cells=row.cells,
        asks=tuple((problem.field, problem.message) for problem in row.problems if problem.must),
        source=f"{grid_of(row)}|{row.source.row}",
    )


def place(row: Row, name: str) -> str:
    """Where a row stands, for people: "plan.xlsx, sheet Plan, row 2"."""
    where = f"sheet {row.source.sheet}" if row.source.table is None else f"table {row.source.table}"
    return f"{name}, {where}, row {row.source.row}"


def grid_of(row: Row) -> str:
    """The sheet's name or the table's number, as words."""
    return str(row.source.sheet if row.source.table is None else row.source.table)


def _answer_means(row):
    """What the action column says where it is a response or a report, not an action; else None."""
    said = row.action or ""
    if row.kind == "next_step":
        return Means.UPDATE
    if row.status.value == "no_action_required" or NO_ACTION.search(said):
        return Means.NO_ACTION
    return Means.AWAITING if AWAITS.search(said) else None


def _statements(row, answer):
    """What a row says, the fullest words on one thing last: of several that mean the same, the last is asked about."""
    if row.status.raw and (means := _status_means(row)):
        yield StatementDraft(means, row.status.raw, said_on=row.status.said_on, column="status")
    if row.rag and row.rag != row.status.raw:
        yield StatementDraft(Means.ASSESSMENT, row.rag, column="rag")
    for words in filter(None, (row.outcome, row.evidence)):
        yield StatementDraft(Means.UPDATE, words)
    for part in row.updates:
        means = Means.NO_ACTION if NO_ACTION.search(part.text) else Means.UPDATE
        yield StatementDraft(means, part.text, part.letter or "", column="update")
    for note in row.scrutiny:
        by = "" if note.by == "not stated" else note.by
        yield StatementDraft(OUTCOME_MEANS[note.outcome], note.text, note.part or "", by, note.date, column="update")
    if answer and row.action:
        yield StatementDraft(answer, row.action, column="action")


def _status_means(row):
    """What status words state. Words that only name where an action stands, "In progress", state nothing to keep."""
    if row.status.means in STATUS_MEANS:
        return STATUS_MEANS[row.status.means]
    return Means.ASSESSMENT if row.status.means in (None, *ASSESSMENTS) else None


def _action_fields(row):
    fields = {}
    if "target" in row.columns:
        fields |= {
            "target_words": row.target.raw or "",
            "target_on": row.target.date,
            "target_precision": row.target.precision,
        }
    if "expected" in row.columns:
        fields |= {"expected_words": row.expected.raw or "", "expected_on": row.expected.date}
    return fields | _stated(row, cost=row.cost, name="cost_words")


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
