"""Plans on their way in: kept with what was answered about them, until they are accepted or left."""

from django.core.files.base import ContentFile
from django.db import transaction

from ..models import ColumnLayout, StagedPlan, StatusWord
from ..permissions import insist, may_coordinate
from ..selectors.intake.answers import Answers


@transaction.atomic
def stage_plan(*, name, sha256, data, inspection="", by, at):
    """Keep a file (`data`, bytes) as a plan on its way in; the one that waits already, where it does.

    inspection: the slug of the one it was brought in for, if any. Raises Refused.
    """
    insist(may_coordinate(by, at=at))
    staged = StagedPlan.objects.filter(sha256=sha256).first()
    return staged or StagedPlan.objects.create(
        name=name,
        sha256=sha256,
        file=ContentFile(data, name=name),
        answers=Answers(inspections={"": inspection} if inspection else {}).to_json(),
        staged_by=by,
        staged_at=at,
        edited_by=by,
        edited_at=at,
    )


@transaction.atomic
def answer_about(staged, *, headers=None, remember_words=False, by, at, **answers):
    """Keep more answers about a staged plan: by kind (a field of Answers), a dictionary; None takes an answer back.

    Two coordinators at once lose nothing of each other's. Corrected columns are remembered for the next plan with the same
    header (`headers`: its words by fingerprint), and so is what status words mean, if `remember_words`. Raises Refused.
    """
    insist(may_coordinate(by, at=at))
    staged = StagedPlan.objects.select_for_update().get(pk=staged.pk)
    staged.answers = Answers(**staged.answers).adding(**answers).to_json()
    staged.edited_by, staged.edited_at = by, at
    staged.save()
    for fingerprint, fields in answers.get("columns", {}).items():
        known = {"header": "\n".join(" ".join(words.split()) for words in headers[fingerprint]), "fields": fields}
        ColumnLayout.objects.update_or_create(fingerprint=fingerprint, defaults=known)
    for words, means in answers.get("words", {}).items() if remember_words else ():
        if means:
            StatusWord.objects.update_or_create(words=words, defaults={"means": means})
    return staged


@transaction.atomic
def leave_plan(staged, *, by, at):
    """Let go of a staged plan, accepted or left. Raises Refused."""
    insist(may_coordinate(by, at=at))
    staged.delete()
    # the contents last: a row without its file could be opened, a file without its row cannot
    transaction.on_commit(lambda kept=staged.file: kept.delete(save=False))
