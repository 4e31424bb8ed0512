"""Accepting a plan: what a document asks, promises and says is recorded, row by row, in one transaction.

An import never signs off (domain.md): "Complete", "No action required" and notes of scrutiny become transcribed
statements, and the action is at most recommended complete.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from inspections.models import Inspection
from safeguarding.history import write
from safeguarding.models import Post

from ..models import Action, Link, Part, PlanDocument, Recommendation, TranscribedStatement
from ..permissions import insist, may_coordinate
from ..workflow import ResponseKind, Status
from .actions import allocate, open_action
from .progress import transcribe_recommendation
from .recommendations import PartDraft, add_recommendation, link, respond


@dataclass(frozen=True)
class StatementDraft:
    """Words that say more than an import may do: TranscribedStatement.Means, part's letter or "", who and when."""

    means: str
    words: str
    letter: str = ""
    said_by: str = ""
    said_on: date | None = None


@dataclass(frozen=True)
class PlannedRow:
    """One row of a plan as it goes in. `place` says where it stands: "plan.xlsx, sheet Plan, row 2".

    task: the action's words, None where the row has none of its own. action_fields and issue_fields: what the
    document has columns for, by field of Action and Recommendation; a column that a document lacks is not there.
    action_owner, issue_owner: the post or other words in those columns, None where there is no such column.
    says_complete: the status words, where they say complete or recommend it. action_number: the action's number in the
    tracker, where the document prints it. action_place: where the action's words stand; rows with one place share one action.
    cells: the document's words by field, for comparing.
    """

    place: str
    inspection: str
    reference: str
    kind: str
    wording: str
    timescale: str = ""
    page_reference: str = ""
    parts: tuple = ()
    task: str | None = None
    links: tuple = ()
    action_fields: dict = field(default_factory=dict)
    issue_fields: dict = field(default_factory=dict)
    action_owner: str | None = None
    issue_owner: str | None = None
    statements: tuple = ()
    says_complete: str = ""
    action_number: int | None = None
    action_place: str = ""
    cells: dict = field(default_factory=dict)


@dataclass
class Acceptance:
    """What accepting a plan did, in numbers of actions and of statements, and what it left alone and why."""

    document: PlanDocument
    opened: int = 0
    changed: int = 0
    unchanged: int = 0
    statements: int = 0
    left: list = field(default_factory=list)
    already: bool = False


@transaction.atomic
def accept_plan(rows, *, name, sha256, data, by, at):
    """Record a plan's rows (PlannedRow), with the file it came in (`data`, bytes).

    The same file again changes nothing. Raises Refused, ValidationError where a row cannot be placed.
    """
    insist(may_coordinate(by, at=at))
    known = PlanDocument.objects.filter(sha256=sha256).first()
    if known:
        return Acceptance(known, already=True)
    document = PlanDocument(name=name, sha256=sha256, rows=len(rows), file=ContentFile(data, name=name))
    acceptance = Acceptance(document)
    try:
        write(document, by=by, at=at)
        for row in rows:
            with _named(row):
                _accept_row(row, acceptance, by=by, at=at)
    except Exception:
        if document.file.name != name:  # it lies in its place by now, and no rollback would take it away
            document.file.delete(save=False)
        raise
    return acceptance


@contextmanager
def _named(row):
    """Say in which row, and of which field, something is that cannot be kept."""
    try:
        yield
    except ValidationError as error:
        by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        said = [
            message if name == NON_FIELD_ERRORS else f"{name.replace('_', ' ')}: {message}"
            for name, messages in by_field.items()
            for message in messages
        ]
        raise ValidationError(f"{row.place}: {' '.join(said)}") from error


def _accept_row(row, acceptance, *, by, at):
    recommendation = _recommendation(row, by=by, at=at)
    _set(recommendation, row.issue_fields | _owner_fields(row.issue_owner, "issue_owner"), row, by=by, at=at)
    parts = list(recommendation.parts.all())
    action = None
    if row.task:
        action = _action(row, parts, acceptance, by=by, at=at)
    else:
        _answer_under_links(row, recommendation, parts, by=by, at=at)
    for draft in row.statements:
        acceptance.statements += _transcribe(
            draft, row, recommendation, parts, action, acceptance.document, by=by, at=at
        )
    if row.says_complete and action and action.status == Status.IN_PROGRESS:
        transcribe_recommendation(action, words=row.says_complete, source=row.place, by=by, at=at)


def _recommendation(row, *, by, at):
    """The recommendation a row means, by inspection and reference; added from the row's words where it is new."""
    inspection = Inspection.objects.visible_to(by, at).filter(slug=row.inspection).first()
    if inspection is None:
        raise ValidationError(f"no inspection “{row.inspection}” is registered. Register it first.")
    found = Recommendation.objects.filter(inspection=inspection, reference=row.reference).first()
    if found:
        return found
    drafts = [PartDraft(text=text, letter=letter, timescale=row.timescale) for letter, text in row.parts]
    return add_recommendation(
        inspection,
        reference=row.reference,
        text=row.wording,
        kind=row.kind,
        page_reference=row.page_reference,
        parts=drafts or [PartDraft(text=row.wording, timescale=row.timescale)],
        by=by,
        at=at,
        why=f"From {row.place}",
    )


def _action(row, parts, acceptance, *, by, at):
    """The action a row means: opened when it is new, changed where the document says otherwise."""
    fields = row.action_fields | _owner_fields(row.action_owner, "owner")
    known = list(Action.objects.filter(coverages__part__in=parts, coverages__ended_at=None).distinct())
    if not known:
        acceptance.opened += 1
        ours = [part for part in parts if part.ours]
        return open_action(text=row.task, parts=ours, origin=row.place, **fields, by=by, at=at, why=f"From {row.place}")
    if len(known) > 1:
        numbers = ", ".join(str(action.pk) for action in known)
        acceptance.left.append(
            f"{row.place}: actions {numbers} answer this recommendation; say which one the row means."
        )
        return None
    [action] = known
    owner = fields.pop("owner", None)
    if owner and action.status == Status.AWAITING_ALLOCATION:
        action = allocate(action, owner, why=f"From {row.place}", by=by, at=at)
    fields.pop("target_on", None)
    changed = _set(action, {"text": row.task} | fields, row, left=acceptance.left, by=by, at=at)
    acceptance.changed += changed
    acceptance.unchanged += not changed
    return action


def _set(noun, fields, row, left=None, *, by, at):
    """Write what a document says otherwise, but never over a person's own change. Whether anything changed."""
    changed = False
    for name, value in fields.items():
        if getattr(noun, name) == value:
            continue
        if not _came_in(noun, name):
            if left is not None:
                label = noun._meta.get_field(name).verbose_name
                left.append(
                    f"{row.place}: the {label} was changed in the tracker since; the document's was not taken over."
                )
            continue
        setattr(noun, name, value)
        changed = True
    if changed:
        write(noun, by=by, at=at, why=f"From {row.place}")
    return changed


def _came_in(noun, name):
    """Whether the present value of a field came from a document, or nobody has given one yet."""
    value = getattr(noun, name)
    if value in ("", None):
        return True
    why = ""
    for past in noun.history.order_by("-history_date", "-history_id"):
        if getattr(past, name) != value:
            break
        why = past.history_change_reason
    return why.startswith("From ")


def _owner_fields(words, name):
    """The post that an owner's words name, by title or alias; the words themselves where none is known."""
    if words is None:
        return {}
    wanted = words.strip().casefold()
    for post in Post.objects.all() if wanted else ():
        if wanted in [post.title.casefold(), *(alias.strip().casefold() for alias in post.aliases.splitlines())]:
            return {name: post, f"{name}_words": words}
    return {f"{name}_words": words}


def _answer_under_links(row, recommendation, parts, *, by, at):
    """A row that only points at others: the links, and the response that they answer it, which closes nothing."""
    for reference in row.links:
        target = Recommendation.objects.filter(inspection=recommendation.inspection, reference=reference).first()
        linked = target and Link.objects.filter(recommendation=recommendation, target=target, ended_at=None).exists()
        if target and not linked:
            link(recommendation, target, Link.Kind.ANSWERED_UNDER, words=row.place, by=by, at=at)
    for part in parts if row.links else ():
        if part.response is None:
            respond(part, ResponseKind.ANSWERED_UNDER, source=row.place, by=by, at=at)


def _transcribe(draft, row, recommendation, parts, action, document, *, by, at):
    """Keep a statement, unless the same words were kept before. 1 if it is new."""
    part: Part | None = next((p for p in parts if draft.letter and p.letter == draft.letter), None)
    same = TranscribedStatement.objects.filter(
        recommendation=recommendation, part=part, means=draft.means, words=draft.words
    )
    if same.exists():
        return 0
    statement = TranscribedStatement(
        recommendation=recommendation,
        part=part,
        action=action,
        means=draft.means,
        words=draft.words,
        said_by=draft.said_by,
        said_on=draft.said_on,
        document=document,
        source=row.place,
        audience=recommendation.inspection.audience,
        marking=recommendation.inspection.marking,
    )
    write(statement, by=by, at=at)
    return 1
