"""The findings of an inspection, in the order of its report: causes of concern, recommendations, strengths."""

from collections import defaultdict
from dataclasses import dataclass, field

from inspections.models import Inspection

from ...models import Recommendation
from ..recommendations.list import RecommendationRow, recommendation_rows
from ..standings import Standings

Kind = Recommendation.Kind


@dataclass
class Group:
    """Recommendations that stand together: under a cause of concern, or under none."""

    concern: RecommendationRow | None = None
    rows: list[RecommendationRow] = field(default_factory=list)


@dataclass(frozen=True)
class Findings:
    """`total` counts recommendations; next steps are beside them."""

    groups: list[Group]
    strengths: list[RecommendationRow]
    next_steps: list[RecommendationRow]
    total: int


def findings(inspection: Inspection, asked: Standings) -> Findings:
    """The Findings of `inspection` that `asked` show: a cause of concern stands above what it asks. Five queries."""
    reported = list(asked.recommendations().filter(inspection=inspection.id).order_by("order", "recommendation"))
    groups = defaultdict(Group)
    apart = {Kind.STRENGTH: [], Kind.NEXT_STEP: []}
    for standing, row in zip(reported, recommendation_rows(reported, asked), strict=True):
        if standing.kind in apart:
            apart[standing.kind].append(row)
        elif standing.kind == Kind.CAUSE_OF_CONCERN:
            groups[row.pk].concern = row
        else:
            groups[row.concern].rows.append(row)
    total = len(reported) - len(apart[Kind.NEXT_STEP])
    return Findings(list(groups.values()), apart[Kind.STRENGTH], apart[Kind.NEXT_STEP], total)
