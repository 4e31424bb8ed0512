"""The findings of an inspection, in the order of its report: causes of concern, recommendations, strengths."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from inspections.models import Inspection

from ...models import Recommendation
from ..recommendations.list import RecommendationRow, recommendation_rows
from ..register_rows import Register

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


def findings(inspection: Inspection, register: Register, *, at: datetime) -> Findings:
    """The Findings of `inspection` in `register`: a cause of concern stands above what it asks. One query."""
    reported = [each for each in register.recommendations.values() if each.inspection.pk == inspection.pk]
    rows = {row.pk: row for row in recommendation_rows(reported, register, at=at)}
    groups = defaultdict(Group)
    apart = {Kind.STRENGTH: [], Kind.NEXT_STEP: []}
    for each in reported:
        if each.row.kind in apart:
            apart[each.row.kind].append(rows[each.pk])
        elif each.row.kind == Kind.CAUSE_OF_CONCERN:
            groups[each.pk].concern = rows[each.pk]
        else:
            groups[each.row.cause_of_concern_id].rows.append(rows[each.pk])
    total = len(reported) - len(apart[Kind.NEXT_STEP])
    return Findings(list(groups.values()), apart[Kind.STRENGTH], apart[Kind.NEXT_STEP], total)
