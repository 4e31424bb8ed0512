"""The parts of a recommendation in a line each: what they are now, and which actions answer them."""

from dataclasses import dataclass, field

from django.db.models import F, FilteredRelation, Q

from ..models import Coverage, Part
from ..workflow import PartState, Status, part_state


@dataclass(eq=False)
class PartLine:
    """A part with its state and the coverages in force."""

    part: Part
    coverages: list[Coverage] = field(default_factory=list)

    @property
    def state(self) -> PartState:
        return part_state(
            ours=self.part.ours,
            asks=self.part.recommendation.asks,
            response=self.part.response and self.part.response.kind,
            coverings=[
                (Status(c.action.status), c.supported_in_id is not None, c.recommended_in_id is not None)
                for c in self.coverages
                if c.action.status != Status.WITHDRAWN
            ],
        )


def part_lines(recommendations, user, at):
    """A PartLine for every part of `recommendations` (a queryset or keys) that `user` may see at `at`, in printed order.

    One query.
    """
    rows = (
        Part.objects.visible_to(user, at)
        .filter(recommendation__in=recommendations)
        .annotate(coverage=FilteredRelation("coverages", condition=Q(coverages__ended_at=None)))
        .select_related("coverage__action", "recommendation__inspection", "recommendation__issue_owner", "response")
        .order_by(
            "recommendation__inspection",
            "recommendation__order",
            "recommendation",
            "letter",
            "pk",
            F("coverage__action"),
        )
    )
    lines = {}
    for row in rows:
        line = lines.setdefault(row.pk, PartLine(row))
        if coverage := getattr(row, "coverage", None):  # Django leaves the name out where nothing was joined
            line.coverages.append(coverage)
    return list(lines.values())
