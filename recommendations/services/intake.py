"""Accepting a plan: what a document asks, promises and says is recorded, row by row, in one transaction.

An import never signs off (domain.md): "Complete", "No action required" and notes of scrutiny become transcribed
statements, and the action is at most recommended complete.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from safeguarding.history import verb, write

from ..models import Action, Coverage, PlanDocument, PlanInspection
from ..permissions import insist, may_coordinate
from ..selectors.intake.compare import cautious, compare
from ..selectors.intake.outcomes import ComparedRow, Outcome, compared_digest
from .record_plan import record_rows


class MovedOn(ValidationError):
    """The answers or the register changed since somebody looked at a plan, so what they saw is not what would go in."""

    def __init__(self) -> None:
        super().__init__("The plan is another than you saw: look again, then accept it.")


@dataclass
class Acceptance:
    """The effect of accepting a plan, in numbers of actions and of statements, and what it left alone and why."""

    document: PlanDocument
    opened: int = 0
    changed: int = 0
    unchanged: int = 0
    statements: int = 0
    left: list[str] = field(default_factory=list)
    already: bool = False

    @property
    def summary(self) -> str:
        """Tell what was done, in a sentence or two."""
        if self.already:
            moment = timezone.localtime(self.document.recorded_at)
            by = self.document.recorded_by
            return f"Nothing changed: {by} accepted this file on {moment:%d/%m/%Y at %H:%M}."
        actions = f"Actions: {self.opened} opened, {self.changed} changed, {self.unchanged} as they were."
        return f"{actions} Statements kept for the DCC to confirm or read: {self.statements}."


@verb()
def accept_plan(rows, *, name, sha256, data, answers=None, digest=None, by, at) -> Acceptance:
    """Record a plan's rows (PlannedRow), with the file it came in (`data`, bytes).

    answers: what was answered about it (Answers); None leaves out whatever has to be asked. digest: of what the
    person saw (selectors.intake.outcomes); where the register moved on since, nothing is recorded. The same file again
    changes nothing. Raises Refused, MovedOn, ValidationError where a row cannot go in.
    """
    insist(may_coordinate(by, at=at))
    last = accepted_before(sha256)
    if last and not hasattr(last, "withdrawal"):
        return Acceptance(last, already=True)
    _hold({row.inspection for row in rows})
    left: list[str] = []
    if answers is None:
        answers, compared, left = cautious(rows, by=by, at=at)
    else:
        compared = compare(rows, answers, by=by, at=at)
    if digest is not None:
        _insist_seen(compared, digest)
    _insist_on_order(compared)
    document = PlanDocument(
        name=name,
        sha256=sha256,
        rows=len(compared),
        follows=last,
        file=ContentFile(data, name=name),
        **_counted(compared),
    )
    acceptance = Acceptance(document, left=left)
    try:
        write(document, by=by, at=at)
        for inspection in {row.inspection for row in compared if row.outcome.goes_in}:
            write(PlanInspection(document=document, inspection=inspection), by=by, at=at)
        record_rows(compared, acceptance, answers, by=by, at=at)
    except Exception:
        if document.file.name != name:  # it lies in its place by now, and no rollback would take it away
            document.file.delete(save=False)
        raise
    return acceptance


def _hold(slugs):
    """Hold what answers these inspections: whoever changes an action meanwhile comes before the comparison, or after."""
    covering = Coverage.objects.filter(part__recommendation__inspection__slug__in=slugs, ended_at=None)
    list(Action.objects.select_for_update().filter(pk__in=covering.values("action")).order_by("pk"))


def accepted_before(sha256) -> PlanDocument | None:
    """The PlanDocument of the same file that was accepted last, or None."""
    accepted = PlanDocument.objects.filter(sha256=sha256).select_related("withdrawal__recorded_by", "recorded_by")
    return accepted.order_by("-recorded_at", "-pk").first()


def _insist_seen(compared: Sequence[ComparedRow], digest: str) -> None:
    """Raise MovedOn where these rows are not what somebody saw, or nothing is left of them to go in."""
    if digest != compared_digest(compared) or not any(row.outcome.goes_in for row in compared):
        raise MovedOn


def _insist_on_order(compared):
    """Raise ValidationError, a sentence for each row that cannot go in or has to be asked about still."""
    wrong = [
        f"{row.row.place}: {' '.join(row.refusals or [question.sentence for question in row.questions])}"
        for row in compared
        if row.outcome in (Outcome.REFUSED, Outcome.UNCERTAIN)
    ]
    if wrong:
        raise ValidationError(wrong)


def _counted(compared):
    outcomes = [row.outcome for row in compared]
    return {
        "new": outcomes.count(Outcome.NEW),
        "changed": outcomes.count(Outcome.CHANGED),
        "unchanged": outcomes.count(Outcome.UNCHANGED),
        "left_out": outcomes.count(Outcome.LEFT_OUT),
    }
