"""Withdrawing a whole import while nothing has been built on it: what it opened is withdrawn, what it changed is put back.

Nothing is erased: the document, its statements and every state in between stay in the history.
"""

from datetime import datetime

from django.core.exceptions import ValidationError

from safeguarding.history import verb, write
from safeguarding.models import User

from ..models import Action, PlanDocument, PlanWithdrawal, Recommendation
from ..permissions import insist, may_withdraw_import
from ..selectors.intake.known import PUT_BACK
from ..selectors.intake.work_since import built_on, import_rows
from ..workflow import Status
from .moves import move

# How a status that an import gave is taken back, a step at a time: by moves, since nothing else writes a status.
UNDO = {Status.RECOMMENDED_COMPLETE: "undo_recommendation", Status.IN_PROGRESS: "undo_allocation"}


@verb()
def withdraw_import(document: PlanDocument, *, reason: str, by: User, at: datetime) -> PlanWithdrawal:
    """Withdraw an accepted plan with all that accepting it did.

    Raises Refused; ValidationError with a sentence for each thing that has been built on it.
    """
    insist(may_withdraw_import(by, document, at=at))
    # list() runs the query, which is what takes the lock
    list(PlanDocument.objects.select_for_update().filter(pk=document.pk))
    touched = list(import_rows(document))
    # whoever works on one of these meanwhile comes before or after, never between
    list(Action.objects.select_for_update().filter(pk__in=[n.pk for n, _, _ in touched if isinstance(n, Action)]))
    touched = list(import_rows(document))  # again: before the lock somebody may have changed what they were
    if work := list(built_on(document, touched)):
        raise ValidationError(work)
    withdrawal = write(PlanWithdrawal(document=document, reason=reason), by=by, at=at)
    gone = {noun.pk for noun, _, before in touched if isinstance(noun, Action) and before is None}
    who_and_why = {"why": f"{PUT_BACK}{document.name} was withdrawn: {reason}", "by": by, "at": at}
    for noun, _, before in touched:
        if isinstance(noun, Action):
            _take_back_action(noun, before, **who_and_why)
        elif _taken_back(noun, before, gone, at):
            write(noun, **who_and_why)
    return withdrawal


def _take_back_action(action, before, **who_and_why):
    """Withdraw an action that the import opened; else give it back its fields and, step by step, its status."""
    if before is None:
        move("withdraw_import", action, **who_and_why)
        return
    fields = [field.attname for field in action._meta.concrete_fields if field.attname not in ("number", "status")]
    was = {name: getattr(before, name) for name in fields}
    if action.status == before.status:
        for name, value in was.items():
            setattr(action, name, value)
        write(action, **who_and_why)
    while action.status != before.status:
        move(UNDO[Status(action.status)], action, **was, **who_and_why)


def _taken_back(noun, before, gone, at):
    """Change a noun to what it was before the import, or end what the import brought in; return whether there was anything to do.

    A part goes with its recommendation, and what an action covers stays with a withdrawn action: both say what was.
    """
    if before is not None:
        for field in noun._meta.concrete_fields:
            if not field.primary_key:
                setattr(noun, field.attname, getattr(before, field.attname))
    elif isinstance(noun, Recommendation):
        noun.withdrawn_at = at
    elif hasattr(noun, "ended_at") and getattr(noun, "action_id", None) not in gone:
        noun.ended_at = at
    else:
        return False
    return True
