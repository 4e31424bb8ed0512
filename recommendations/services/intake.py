"""Accepting a plan: what a document asks, promises and says is recorded, row by row, in one transaction.

An import never signs off (domain.md): "Complete", "No action required" and notes of scrutiny become transcribed
statements, and the action is at most recommended complete.
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.lib.collector import paused
from safeguarding.lib.counting import Count, uncounted
from safeguarding.models import User

from ..models import Action, Coverage, PlanDocument, PlanInspection
from ..permissions import insist, may_coordinate
from ..selectors.intake.answers import Answers
from ..selectors.intake.compare import cautious, compare
from ..selectors.intake.outcomes import ComparedRow, Outcome, compared_digest
from ..selectors.intake.planned_rows import PlannedRow
from .acceptance import Acceptance
from .record_plan import record_rows


class PlanMovedOn(ValidationError):
    """The answers or the register changed since somebody looked at a plan, so what they saw is not what would go in."""

    def __init__(self) -> None:
        super().__init__(gettext("The plan has changed since you opened it. Look again, then accept it."))


@paused()
@verb()
def accept_plan(
    rows: Sequence[PlannedRow],
    *,
    name: str,
    sha256: str,
    data: bytes,
    answers: Answers | None = None,
    digest: str | None = None,
    count: Count = uncounted,
    by: User,
    at: datetime,
) -> Acceptance:
    """Record a plan's rows, with the file it came in: its name, SHA-256 and contents.

    answers: what was answered about it; None leaves out whatever has to be asked. digest: of what the
    person saw (selectors.intake.outcomes); where the register moved on since, nothing is recorded. The same file again
    changes nothing. count is told of the rows. Raises Refused, PlanMovedOn, ValidationError where a row cannot go in.
    """
    insist(may_coordinate(by, at=at))
    # By contents, not by name: a plan that is sent round comes back under another name. One that was withdrawn may come again.
    last = accepted_before(sha256)
    if last and not hasattr(last, "withdrawal"):
        return Acceptance(last, already=True)
    _hold(
        {row.inspection for row in rows}
    )  # before they are compared, so that what is compared is what is recorded over
    left: list[str] = []
    if answers is None:
        answers, compared, left = cautious(rows, by=by, at=at)
    else:
        compared = compare(rows, answers, by=by, at=at)
    if digest is not None:
        _insist_current(compared, digest)
    _insist_on_order(compared)
    file = ContentFile(data, name=name)
    document = PlanDocument(name=name, sha256=sha256, file=file, rows=len(compared), follows=last, **_counted(compared))
    acceptance = Acceptance(document, left=left)
    _record(compared, acceptance, answers, count, by=by, at=at)
    return acceptance


def _record(compared, acceptance, answers, count, *, by, at):
    """Record the document and its rows: all of them or none, since half a plan would have to be told from the rest by hand."""
    document = acceptance.document
    try:
        write(document, by=by, at=at)
        for inspection in {row.inspection for row in compared if row.outcome.goes_in}:
            write(PlanInspection(document=document, inspection=inspection), by=by, at=at)
        record_rows(compared, acceptance, answers, count, by=by, at=at)
    except Exception:
        if document.file.name != document.name:  # it lies in its place by now, and no rollback would take it away
            document.file.delete(save=False)
        raise


def _hold(slugs):
    """Hold what answers these inspections: whoever changes an action meanwhile comes before the comparison, or after."""
    covering = Coverage.objects.filter(part__recommendation__inspection__slug__in=slugs, ended_at=None)
    list(Action.objects.select_for_update().filter(pk__in=covering.values("action")).order_by("pk"))


def accepted_before(sha256: str) -> PlanDocument | None:
    """The PlanDocument of the same file that was accepted last, or None."""
    accepted = PlanDocument.objects.filter(sha256=sha256).select_related("withdrawal__recorded_by", "recorded_by")
    return accepted.order_by("-recorded_at", "-pk").first()


def _insist_current(compared: Sequence[ComparedRow], digest: str) -> None:
    """Raise PlanMovedOn where these rows are not what somebody saw, or nothing is left of them to go in."""
    if digest != compared_digest(compared) or not any(row.outcome.goes_in for row in compared):
        raise PlanMovedOn


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
