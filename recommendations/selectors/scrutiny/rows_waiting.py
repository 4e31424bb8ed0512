"""The rows that wait for a decision or an answer (waiting.py), of those that a reader may see, now or then."""

from functools import reduce
from operator import or_

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ... import waiting
from ...models import ActionStanding
from ..standings import Standings


def with_dcc(asked: Standings) -> dict[str, QuerySet]:
    """For each of queue_order.KINDS the rows that wait for the DCC; each says `since` when."""
    at, actions, parts = asked.as_at, asked.actions(), asked.parts().values("part")
    completions = _completions(asked, answered=True)
    answers = waiting.answers(at).filter(Q(part=None) | Q(part__in=parts))
    recommendations = asked.recommendations().values("recommendation")
    return {
        "action": completions,
        "statement": _since(waiting.statements(at), recommendation__in=recommendations),
        "response": _since(waiting.responses(at), part__in=parts),
        "deadline": _dates(asked, beyond=True),
        # An action stands in the queue once: where it waits for support, its answers are read on the same page.
        "answer": _since_first(actions, answers).exclude(action__in=completions.values("action")),
        "answer-about": waiting.answers_about(at).filter(recommendation__in=recommendations),
    }


def with_owners(asked: Standings) -> dict[str, QuerySet]:
    """Actions recommended complete with a question to answer first, and dates for the issue owner; `since` when."""
    free = _completions(asked, answered=True).values("action")
    return {
        "action": _completions(asked, answered=False).exclude(action__in=free),
        "deadline": _dates(asked, beyond=False),
    }


def _completions(asked, *, answered):
    """Actions recommended complete, whole or in part; with `answered` those with which no question waits for its owner."""
    parts = waiting.recommended(asked.as_at).filter(answered=answered, part__in=asked.parts().values("part"))
    return _since_first(asked.actions(), parts, waiting.recommended_whole(asked.as_at).filter(answered=answered))


def _dates(asked, *, beyond):
    return _since(waiting.deadlines(asked.as_at), action__in=asked.actions().values("action"), beyond=beyond)


def _since_first(actions: QuerySet[ActionStanding], *waits: QuerySet) -> QuerySet[ActionStanding]:
    """The actions on which one of `waits` waits, each with `since` the first of them does."""
    some = reduce(or_, (Q(action__in=rows.values("action")) for rows in waits))
    first, *others = (
        Subquery(rows.filter(action=OuterRef("action")).order_by("since").values("since")[:1]) for rows in waits
    )
    return actions.filter(some).annotate(since=Coalesce(first, *others) if others else first)


def _since(records, **seen):
    return records.filter(**seen).annotate(since=F("recorded_at"))
