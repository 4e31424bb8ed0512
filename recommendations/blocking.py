"""Which scrutiny questions block completion: of the whole action, of a part, of the last part; now or at a past moment.

`at` is None for now, else an aware datetime; how rows of the past are asked stands in waiting.py.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from .models import Action, Coverage, CoverageStanding, Part, Question

Moment = datetime | None
Key = int | OuterRef


def blocking_questions(action: Action | Key, part: Part | Key | None = None, at: Moment = None) -> QuerySet[Question]:
    """Questions to settle before completion of `part` (None: of the whole action) is supported.

    For a part: those about it and about the whole; for the last part, which completes the action, all of them
    (domain.md: a DCC question blocks completion until it is answered and the answer accepted).
    """
    asked = Question.objects.open(at).filter(blocks=True, action=action)
    if part is None:
        return asked
    this = OuterRef(part) if isinstance(part, OuterRef) else part  # from within the subquery of a subquery
    others = coverages(at).filter(~Q(part=this), action=OuterRef("action"), supported_in=None)
    # A question about another part holds this one up where no other is left: supporting it would complete the action.
    return asked.filter(Q(part=None) | Q(part=part) | ~Exists(others))


def coverages(at: Moment = None) -> QuerySet[Coverage] | QuerySet[CoverageStanding]:
    """Which action answers which part, where that has not ended.

    Now of the records, because a verb asks before its standings are there; then of the standings.
    """
    return Coverage.objects.filter(ended_at=None) if at is None else CoverageStanding.objects.at(at)
