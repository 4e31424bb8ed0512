"""The exact state of what a person has before them when they decide: of an action, or of a part without one."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping

from django.db.models import F, Model, QuerySet, Value

from safeguarding.lib.database.prepared import put_together_once

from ...models import (
    Action,
    Answer,
    Coverage,
    Decision,
    Evidence,
    EvidenceTakenBack,
    InspectorateReply,
    InspectorateRequest,
    Part,
    ProgressUpdate,
    Question,
    RecommendationTakenBack,
    Response,
    Settlement,
    StatementDecision,
    TranscribedStatement,
    WaitingOn,
)

# By the word for each in a digest: the records and rows of history, and what leads from them to the action.
# All of them, visible to the person or not: a sign-off on less than the whole state would be a sign-off on another.
OF_ACTION = {
    "action": (Action.history.model, "number"),
    "coverage": (Coverage.history.model, "action"),
    "update": (ProgressUpdate, "action"),
    "evidence": (Evidence, "action"),
    "evidence taken back": (EvidenceTakenBack, "evidence__action"),
    "question": (Question, "action"),
    "answer": (Answer, "question__action"),
    "settlement": (Settlement, "question__action"),
    "decision": (Decision, "action"),
    "taken back": (RecommendationTakenBack, "action"),
    "statement": (TranscribedStatement, "action"),
    "confirmation": (StatementDecision, "statement__action"),
    "inspectorate": (InspectorateRequest, "action"),
    "its answer": (InspectorateReply, "request__action"),
    "waiting": (WaitingOn.history.model, "action"),
}
OF_PART = {
    "part": (Part.history.model, "id"),
    "coverage": (Coverage.history.model, "part"),
    "response": (Response, "part"),
    "statement": (TranscribedStatement, "part"),
}


def state_digest(action: Action) -> str:
    """SHA-256, in hexadecimal, of the records on the action and of its own changes; another entry, another digest. One query.

    Keys are enough: a record is never changed, and a noun's every change is a history row.
    """
    return _digests(_of_action(number=action.pk))[action.pk]


def action_digests(actions: QuerySet[Action]) -> Mapping[int, str]:
    """{number: state_digest()} of several actions. One query."""
    return _digests(_entries(OF_ACTION, "__in", actions.values("pk")))


def part_digests(parts: QuerySet[Part]) -> Mapping[int, str]:
    """{key: the same of a part, its responses and what answers it} of several parts, of which no action speaks. One query."""
    return _digests(_entries(OF_PART, "__in", parts.values("pk")))


@put_together_once
def _of_action(number):
    return _entries(OF_ACTION, "", number)


def _entries(kinds: Mapping[str, tuple[type[Model], str]], lookup, of):
    first, *rest = (
        model._base_manager.filter(**{f"{path}{lookup}": of})
        .order_by()
        .values_list(F(path), Value(name), F(model._meta.pk.attname))
        for name, (model, path) in kinds.items()
    )
    return first.union(*rest, all=True)


def _digests(entries):
    listed = defaultdict(list)
    # Sorted, since a union promises no order and another order would be another digest.
    for key, *entry in sorted(entries):
        listed[key].append(entry)
    return {key: hashlib.sha256(json.dumps(rows).encode()).hexdigest() for key, rows in listed.items()}
