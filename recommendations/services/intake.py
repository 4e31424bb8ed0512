"""Accepting a plan: what a document asks, promises and says is recorded, row by row, in one transaction.

An import never signs off (domain.md): "Complete", "No action required" and notes of scrutiny become transcribed
statements, and the action is at most recommended complete.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone

from safeguarding.history import verb, write

from ..models import (
    Action,
    Coverage,
    PlanDocument,
    PlanInspection,
)
from ..permissions import insist, may_coordinate
from ..selectors.intake.compare import cautious, compare
from ..selectors.intake.compared import Outcome, compared_digest
from .planned_rows import record_rows

MOVED_ON = "The register changed while you looked at this plan. Look through it again, then accept it."


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

    @property
    def told(self):
        """What was done, in a sentence or two."""
        if self.already:
            moment = timezone.localtime(self.document.recorded_at)
            by = self.document.recorded_by
            return f"Nothing changed: {by} accepted this file on {moment:%d/%m/%Y at %H:%M}."
        actions = f"Actions: {self.opened} opened, {self.changed} changed, {self.unchanged} as they were."
        return f"{actions} Statements kept for the DCC to confirm or read: {self.statements}."


@verb()
def accept_plan(rows, *, name, sha256, data, answers=None, digest=None, by, at):
    """Record a plan's rows (PlannedRow), with the file it came in (`data`, bytes).

    answers: what was answered about it (Answers); None leaves out whatever has to be asked. digest: of what the
    person saw (selectors.intake.compared); where the register moved on since, nothing is recorded. The same file again
    changes nothing. Raises Refused, ValidationError where a row cannot go in.
    """
    insist(may_coordinate(by, at=at))
    last = accepted_before(sha256)
    if last and not hasattr(last, "withdrawal"):
        return Acceptance(last, already=True)
    _hold({row.inspection for row in rows})
    told = []
    if answers is None:
        answers, told = cautious(rows, by=by, at=at)
    compared = compare(rows, answers, by=by, at=at)
    if digest is not None and digest != compared_digest(compared):
        raise ValidationError(MOVED_ON)
    _insist_on_order(compared)
    document = PlanDocument(
        name=name,
        sha256=sha256,
        rows=len(compared),
        follows=last,
        file=ContentFile(data, name=name),
        **_counted(compared),
    )
    acceptance = Acceptance(document, left=told)
    try:
        write(document, by=by, at=at)
        for inspection in {found.inspection for found in compared if found.outcome.goes_in}:
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


def accepted_before(sha256):
    """The PlanDocument of the same file that was accepted last, or None."""
    found = PlanDocument.objects.filter(sha256=sha256).select_related("withdrawal__recorded_by", "recorded_by")
    return found.order_by("-recorded_at", "-pk").first()


def _insist_on_order(compared):
    """Raise ValidationError, a sentence for each row that cannot go in or has to be asked about still."""
    wrong = [
        f"{found.row.place}: {' '.join(found.refusals or [ask.sentence for ask in found.asks])}"
        for found in compared
        if found.outcome in (Outcome.REFUSED, Outcome.UNCERTAIN)
    ]
    if wrong:
        raise ValidationError(wrong)


def _counted(compared):
    outcomes = [found.outcome for found in compared]
    return {
        "new": outcomes.count(Outcome.NEW),
        "changed": outcomes.count(Outcome.CHANGED),
        "unchanged": outcomes.count(Outcome.UNCHANGED),
        "left_out": outcomes.count(Outcome.LEFT_OUT),
    }
