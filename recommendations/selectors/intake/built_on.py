"""What accepting a plan did to the register, and what has been done since that stands on it."""

from django.utils import timezone

from ...models import (
    Action,
    Coverage,
    DeadlineDecision,
    Decision,
    Evidence,
    FollowUpCheck,
    Link,
    Part,
    ProgressUpdate,
    Question,
    Recommendation,
    Release,
    Response,
    StatementDecision,
    TranscribedStatement,
    WaitingOn,
)
from .changes import Histories

# What an import writes to, in the order in which it is taken back; a post that it made stays.
TOUCHED = (Link, Coverage, Part, Action, Recommendation)

# Records, and nouns by their history, that may stand on an action or on a recommendation: how they lead there.
ON_ACTIONS = (
    (ProgressUpdate, "action", "an update"),
    (Evidence, "action", "evidence"),
    (Question, "action", "a question"),
    (Decision, "action", "a decision"),
    (DeadlineDecision, "request__action", "a decision on its date"),
    (Release, "action", "a release to the OPCC"),
    (WaitingOn.history.model, "action", "a note of what it waits on"),
    (FollowUpCheck.history.model, "action", "a follow-up check"),
    (Coverage.history.model, "action", "another recommendation that it answers"),
)
ON_RECOMMENDATIONS = (
    (Response, "part__recommendation", "a response"),
    (StatementDecision, "statement__recommendation", "a decision on what a document says"),
    (TranscribedStatement, "recommendation", "another document"),
    (Coverage.history.model, "part__recommendation", "another action"),
    (Link.history.model, "recommendation", "a link"),
    (Link.history.model, "target", "a link to it"),
)


def import_rows(document):
    """For each noun that accepting a plan wrote to: the noun, its last history row, and the last from before, None where
    the plan brought it in.

    What a write of the same person at the same moment touched is taken for the import's: accepting is one transaction.
    """
    for model in TOUCHED:
        rows = model.history.filter(history_date=document.recorded_at, history_user=document.recorded_by)
        nouns = model.objects.filter(pk__in=rows.values(model._meta.pk.attname))
        histories = Histories(nouns)
        for noun in nouns.order_by("pk"):
            past = histories.of(noun)
            yield noun, past[0], next((row for row in past if row.history_date < document.recorded_at), None)


def built_on(document):
    """A sentence for each thing done since an import (PlanDocument) that stands on what it did; none: it may go."""
    touched = list(import_rows(document))
    nouns = [noun for noun, _, _ in touched]
    for noun, last, _ in touched:
        if last.history_date > document.recorded_at:
            yield f"{noun} was changed by {last.history_user or 'somebody'} on {_day(last.history_date)}."
    actions = [noun.pk for noun in nouns if isinstance(noun, Action)]
    yield from _since(document, ON_ACTIONS, actions, "Action {}")
    added = [noun for noun, _, before in touched if isinstance(noun, Recommendation) and before is None]
    names = {noun.pk: str(noun) for noun in added}
    yield from _since(document, ON_RECOMMENDATIONS, list(names), "{}", names)
    decided = StatementDecision.objects.filter(statement__document=document).exclude(
        statement__recommendation__in=names
    )
    yield from (f"The DCC decided on {decision.statement} on {_day(decision.recorded_at)}." for decision in decided)


def _since(document, kinds, keys, called, names=None):
    """A sentence for each record or history row later than the import that leads to one of these nouns."""
    for model, path, what in kinds:
        moment = "history_date" if hasattr(model, "history_date") else "recorded_at"
        later = model.objects.filter(**{f"{path}__in": keys, f"{moment}__gt": document.recorded_at})
        for key, when in later.order_by(moment).values_list(path, moment):
            yield f"{called.format((names or {}).get(key, key))} has {what} of {_day(when)}."


def _day(moment):
    return f"{timezone.localtime(moment):%d/%m/%Y}"
