"""Withdrawing a whole import while nothing has been built on it: what it opened is withdrawn, what it changed is put back.

Nothing is erased: the document, its statements and every state in between stay in the history.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from safeguarding.history import write

from ..models import Action, PlanDocument, PlanWithdrawal, Recommendation
from ..permissions import insist, may_withdraw_import
from ..selectors.intake.built_on import built_on, import_rows
from ..selectors.intake.known import PUT_BACK
from ..workflow import MOVES


@transaction.atomic
def withdraw_import(document, *, reason, by, at):
    """Withdraw an accepted plan (PlanDocument) with all that accepting it did.

    Raises Refused; ValidationError with a sentence for each thing that has been built on it.
    """
    insist(may_withdraw_import(by, document, at=at))
    list(PlanDocument.objects.select_for_update().filter(pk=document.pk))
    touched = list(import_rows(document))
    # whoever works on one of these meanwhile comes before or after, never between
    list(Action.objects.select_for_update().filter(pk__in=[n.pk for n, _, _ in touched if isinstance(n, Action)]))
    touched = list(import_rows(document))
    if standing := list(built_on(document, touched)):
        raise ValidationError(standing)
    withdrawal = write(PlanWithdrawal(document=document, reason=reason), by=by, at=at)
    gone = {noun.pk for noun, _, before in touched if isinstance(noun, Action) and before is None}
    for noun, _, before in touched:
        if _taken_back(noun, before, gone, at):
            write(noun, by=by, at=at, why=f"{PUT_BACK}{document.name} was withdrawn: {reason}")
    return withdrawal


def _taken_back(noun, before, gone, at):
    """Change a noun to what it was before the import, or end what the import brought in. Whether there was anything to do.

    A part goes with its recommendation, and what an action covers stays with a withdrawn action: both say what was.
    """
    if before is not None:
        for field in noun._meta.concrete_fields:
            if not field.primary_key:
                setattr(noun, field.attname, getattr(before, field.attname))
    elif isinstance(noun, Action):
        noun.status = MOVES["withdraw_import"].target
    elif isinstance(noun, Recommendation):
        noun.withdrawn_at = at
    elif hasattr(noun, "ended_at") and getattr(noun, "action_id", None) not in gone:
        noun.ended_at = at
    else:
        return False
    return True
