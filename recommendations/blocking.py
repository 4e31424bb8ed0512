"""Which scrutiny questions block completion: of the whole action, of a part, of the last part."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from .models import Action, Coverage, Part, Question

Key = int | OuterRef


def blocking_questions(action: Action | Key, part: Part | Key | None = None) -> QuerySet[Question]:
    """Questions to settle before completion of `part` (None: of the whole action) is supported, as workflow.blocks has it."""
    asked = Question.objects.open().filter(blocks=True, action=action)
    if part is None:
        return asked
    this = OuterRef(part) if isinstance(part, OuterRef) else part  # from within the subquery of a subquery
    others = coverages().filter(~Q(part=this), action=OuterRef("action"), supported_in=None)
    return asked.filter(Q(part=None) | Q(part=part) | ~Exists(others))


def coverages() -> QuerySet[Coverage]:
    """Which action answers which part, where that has not ended."""
    return Coverage.objects.filter(ended_at=None)
