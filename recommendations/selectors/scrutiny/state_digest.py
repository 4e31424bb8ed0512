"""The exact state of an action that a person has before them when they decide."""

import hashlib
import json

from django.db.models import F, Value

from ...models import Action, Answer, Coverage, Settlement, StatementDecision, WaitingOn


def state_digest(action: Action) -> str:
    """SHA-256, in hexadecimal, of the records on the action and of its own changes; another entry, another digest. One query.

    Keys are enough: a record is never changed, and a noun's every change is a history row.
    """
    # All of them, visible to the person or not: a sign-off on less than the whole state would be a sign-off on another.
    entries = {
        "action": action.history.all(),
        "coverage": Coverage.history.filter(action=action),
        "update": action.updates.all(),
        "evidence": action.evidence.all(),
        "question": action.questions.all(),
        "answer": Answer.objects.filter(question__action=action),
        "settlement": Settlement.objects.filter(question__action=action),
        "decision": action.decisions.all(),
        "taken back": action.recommendations_taken_back.all(),
        "statement": action.statements.all(),
        "confirmation": StatementDecision.objects.filter(statement__action=action),
        "waiting": WaitingOn.history.filter(action=action),
    }
    first, *rest = (
        rows.order_by().values_list(Value(name), F(rows.model._meta.pk.attname)) for name, rows in entries.items()
    )
    # Sorted, since a union promises no order and another order would be another digest.
    listed = sorted(first.union(*rest, all=True))
    return hashlib.sha256(json.dumps(listed).encode()).hexdigest()
