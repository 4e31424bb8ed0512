"""The recommendations that one may be linked to, and those under which a part is answered."""

from datetime import datetime

from django.db.models import QuerySet

from inspections.models import Inspection
from safeguarding.models import User

from ...models import Part, Recommendation
from ...models.recommendations import printed
from ...waiting import answered_under


def may_be_linked(user: User, at: datetime) -> dict[str, QuerySet]:
    """`among`: the recommendations that `user` may see at `at`; `inspections`: those that they are of."""
    return {
        "among": Recommendation.objects.visible_to(user, at),
        "inspections": Inspection.objects.visible_to(user, at),
    }


def answered_under_in_words(part: Part) -> list[str]:
    """The numbers of the recommendations under which a part is said to be answered, as printed. One query."""
    links = answered_under(part, part.recommendation).order_by("pk")
    return [printed(reference) for reference in links.values_list("target__reference", flat=True)]
