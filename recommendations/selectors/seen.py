"""The exact state of an action that a person has before them when they decide."""

import hashlib
import json


def seen(action):
    """SHA-256 of everything said on the action and of its own last change; another entry, another digest."""
    state = {
        "action": action.history.values_list("history_id", flat=True).order_by("-history_id")[:1],
        "coverages": action.coverages.values_list("pk", "part", "recommended_in", "supported_in", "ended_at").order_by("pk"),
        "updates": action.updates.values_list("pk", flat=True).order_by("pk"),
        "evidence": action.evidence.values_list("pk", "sha256").order_by("pk"),
        "questions": action.questions.values_list("pk", "answers", "settlement").order_by("pk", "answers"),
        "decisions": action.decisions.values_list("pk", flat=True).order_by("pk"),
        "statements": action.statements.values_list("pk", flat=True).order_by("pk"),
    }
    listed = {name: list(rows) for name, rows in state.items()}
    return hashlib.sha256(json.dumps(listed, default=str, sort_keys=True).encode()).hexdigest()
