"""Statuses in the history of actions that no decision bears out: only a decision of the DCC completes an action, or opens it again."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import Lag

from safeguarding.ledger.verify import Finding

from ..models import Action, Decision
from ..workflow import Outcome, Status


def undecided() -> Iterator[Finding]:
    """A Finding for every row of history by which an action is complete, or is so no more, without its decision. One query."""
    decided = Decision.objects.filter(action=OuterRef("number"), recorded_at=OuterRef("history_date"))
    before = Window(Lag("status"), partition_by="number", order_by=["history_date", "history_id"])
    rows = Action.history.annotate(
        before=before,
        supported=Exists(decided.filter(outcome=Outcome.SUPPORTS)),
        reopened=Exists(decided.filter(outcome=Outcome.REOPENS)),
    )
    completed = Q(status=Status.COMPLETE, supported=False) & (Q(before=None) | ~Q(before=F("status")))
    opened = Q(before__in=(Status.COMPLETE, Status.WITHDRAWN), reopened=False) & ~Q(status=F("before"))
    found = rows.filter(completed | opened).order_by("history_id").values_list("number", "status", "history_id")
    for number, status, row in found.iterator():
        label = Status(status).label
        yield Finding("status", f"Action {number} is {label} by row {row} of its history, and no decision says so.")
