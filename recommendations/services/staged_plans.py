"""Plans on their way in: kept with what was answered about them, until they are accepted or left."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.lib.counting import Count, uncounted
from safeguarding.lib.readers.sandbox import pack
from safeguarding.models import User

from ..models import ColumnLayout, StagedGrids, StagedPlan, StatusWord
from ..permissions import insist, may_coordinate
from ..selectors.intake.answers import Answers
from ..selectors.plans.staged import ReadPlan, grids_of, read_staged
from .acceptance import Acceptance
from .intake import accept_plan
from .uploads import is_as_it_came

NO_HEADER = "(no heading)"  # of a single column whose heading is blank


class PlanGone(ValidationError):
    """A plan does not wait any more: somebody else accepted it or gave it up meanwhile."""

    def __init__(self) -> None:
        super().__init__(gettext("Somebody accepted this plan, or gave it up, at the same moment."))


class PlanChangedBehind(ValidationError):
    """The row of a plan that waits is not as the tracker saved it."""

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "What is kept of this plan was changed in the database, not on its page. Nothing was recorded. "
                "Tell your administrator, give this plan up and bring it in again."
            )
        )


@verb()
def stage_plan(*, name: str, sha256: str, data: bytes, inspection: str = "", by: User, at: datetime) -> StagedPlan:
    """Keep a file as a plan on its way in; the one that waits already, where it does.

    inspection: the slug of the one it was brought in for, if any. Raises Refused.
    """
    insist(may_coordinate(by, at=at))
    staged = StagedPlan.objects.filter(sha256=sha256).first()
    if staged:
        return staged
    staged = StagedPlan(name=name, sha256=sha256, staged_by=by, staged_at=at, edited_by=by, edited_at=at)
    staged.answers = Answers(inspections={"": inspection} if inspection else {}).to_json()
    staged.file = ContentFile(data, name=name)
    try:
        with transaction.atomic():
            staged.save()
    except IntegrityError:  # somebody else brought it in at the same moment
        staged.file.delete(save=False)
        return StagedPlan.objects.get(sha256=sha256)
    return staged


def keep_reading(staged: StagedPlan, *, count: Count = uncounted) -> None:
    """Read the file of a staged plan, and keep its tables for whoever looks at it; count is told of the rows.

    Raises Unreadable, FileNotFoundError.
    """
    packed = pack(grids_of(staged, count=count))
    StagedGrids.objects.get_or_create(plan=staged, defaults={"packed": packed})


@verb()
def answer_about(
    staged: StagedPlan,
    *,
    headers: Mapping[str, Sequence[str]] | None = None,
    by: User,
    at: datetime,
    **answers: Mapping[str, Any],
) -> StagedPlan:
    """Keep more answers about a staged plan: by kind (a field of Answers), a dictionary; None takes an answer back.

    Two coordinators at once lose nothing of each other's. Corrected columns are remembered for the next plan with the same
    header (`headers`: its words by fingerprint). Raises Refused, PlanGone, PlanChangedBehind.
    """
    insist(may_coordinate(by, at=at))
    # The answers are one JSON value: added to what the page had read, they would undo what somebody else answered since.
    staged = _held(staged)
    staged.answers = Answers(**staged.answers).adding(**answers).to_json()
    staged.edited_by, staged.edited_at = by, at
    staged.save()
    for fingerprint, fields in answers.get("columns", {}).items():
        layout = ColumnLayout.objects.filter(fingerprint=fingerprint).first() or ColumnLayout(fingerprint=fingerprint)
        layout.header = "\n".join(" ".join(words.split()) for words in headers[fingerprint]) or NO_HEADER
        layout.fields = fields
        write(layout, by=by, at=at, why=f"Said of {staged.name}")
    return staged


def accept_staged(staged: StagedPlan, *, digest: str, count: Count = uncounted, by: User, at: datetime) -> Acceptance:
    """Accept a staged plan as it was looked at (intake.accept_plan), remember the status words that were to be remembered, and
    let go of what was kept while it waited.

    digest: of the comparison that was seen. count is told of the rows. Raises Refused, Unreadable, PlanGone, PlanMovedOn, ValidationError.
    """
    # before the transaction: a file takes seconds to read, and on SQLite everybody's writes would wait
    try:
        read = read_staged(staged)
    except FileNotFoundError:
        raise PlanGone from None
    return _accept(staged, read, digest=digest, count=count, by=by, at=at)


@verb()
def _accept(staged: StagedPlan, read: ReadPlan, *, digest: str, count: Count, by: User, at: datetime) -> Acceptance:
    answers, staged = read.answers, _held(staged)
    if not is_as_it_came(staged):
        raise ValidationError(
            gettext("The file that waits is not the one that was brought. Give this plan up and bring it in again.")
        )
    with staged.file.open() as file:
        data = file.read()
    came = {"name": staged.name, "sha256": staged.sha256, "data": data}
    accepted = accept_plan(read.rows, **came, answers=answers, digest=digest, count=count, by=by, at=at)
    for words in answers.remember:
        if words in answers.words:
            known = StatusWord.objects.filter(words=words).first() or StatusWord(words=words)
            known.means = answers.words[words]
            write(known, by=by, at=at, why=f"Said of {staged.name}")
    give_up_plan(staged, by=by, at=at)
    return accepted


@verb()
def give_up_plan(staged: StagedPlan, *, by: User, at: datetime) -> None:
    """Let go of a staged plan with its file and its answers. Raises Refused."""
    insist(may_coordinate(by, at=at))
    staged.delete()
    # the contents last: a row without its file could be opened, a file without its row cannot
    transaction.on_commit(lambda kept=staged.file: kept.delete(save=False))


def _held(staged):
    """The plan as it waits now, held for this change; of two at once the second comes here when the first is done."""
    found = StagedPlan.objects.select_for_update().filter(pk=staged.pk).first()
    if found is None:
        raise PlanGone
    if not found.is_as_signed:
        raise PlanChangedBehind
    return found
