"""What an inspection found, in the order of its report."""

from collections import defaultdict
from dataclasses import dataclass, field

from ...models import Recommendation
from ..recommendations.list import RecommendationRow, recommendation_rows

Kind = Recommendation.Kind


@dataclass
class Group:
    """Recommendations that stand together: under a cause of concern, or under none."""

    concern: RecommendationRow | None = None
    rows: list = field(default_factory=list)


@dataclass(frozen=True)
class Findings:
    """What one inspection found. `total` counts recommendations; next steps are beside them."""

    groups: list
    strengths: list
    next_steps: list
    total: int


def findings(inspection, register, *, at):
    """The Findings of `inspection` in `register`: a cause of concern stands above what it asks. One query."""
    seen = [found for found in register.recommendations.values() if found.inspection.pk == inspection.pk]
    rows = {row.pk: row for row in recommendation_rows(seen, register, at=at)}
    groups = defaultdict(Group)
    apart = {Kind.STRENGTH: [], Kind.NEXT_STEP: []}
    for found in seen:
        if found.row.kind in apart:
            apart[found.row.kind].append(rows[found.pk])
        elif found.row.kind == Kind.CAUSE_OF_CONCERN:
            groups[found.pk].concern = rows[found.pk]
        else:
            groups[found.row.cause_of_concern_id].rows.append(rows[found.pk])
    total = len(seen) - len(apart[Kind.NEXT_STEP])
    return Findings(list(groups.values()), apart[Kind.STRENGTH], apart[Kind.NEXT_STEP], total)
