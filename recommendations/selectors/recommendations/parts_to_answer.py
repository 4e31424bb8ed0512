"""The parts of a recommendation that an action may answer: those addressed to us, first those that no action answers."""

from django.db.models import Exists, OuterRef

from ...models import Coverage, Part, Recommendation
from ...workflow import Status


def parts_to_answer(recommendation: Recommendation) -> list[Part]:
    """Its parts of ours, each with whether it is `covered` by an action that was not withdrawn. One query."""
    covering = Coverage.objects.filter(part=OuterRef("pk"), ended_at=None).exclude(action__status=Status.WITHDRAWN)
    ours = Part.objects.filter(recommendation=recommendation, ours=True, ended_at=None).annotate(
        covered=Exists(covering)
    )
    return list(ours.select_related("recommendation").order_by("covered", "letter", "pk"))
