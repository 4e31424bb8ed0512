"""The list of recommendations: what each filter means, and what a row shows.

Figures elsewhere lead here by query string; both count the same Register, so that they agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from inspections.models import Inspection
from safeguarding.lib.dates import days_between

from ...models import Recommendation
from ...workflow import PartState
from ..lateness import Late, is_soon
from ..post_holders import Holders
from ..register_rows import Register, RegisterRecommendation

OURS, OTHERS = "ours", "others"

# What a filter keeps: (RegisterRecommendation, value asked for, day on which it is asked) -> whether it stays.
RECOMMENDATION_TESTS = {
    "kind": lambda one, kinds, today: one.row.kind in kinds,
    "state": lambda one, state, today: one.state == state,
    "part_state": lambda one, state, today: any(part.state == state for part in one.parts),
    "ours": lambda one, whose, today: any(part.row.ours == (whose == OURS) for part in one.parts),
    "late": lambda one, way, today: any(part.late for part in one.parts),
    "due": lambda one, value, today: any(is_soon(part.row.due_on, today) for part in one.open_parts),
    "due_after": lambda one, day, today: any(part.row.due_on and part.row.due_on >= day for part in one.parts),
    "due_before": lambda one, day, today: any(part.row.due_on and part.row.due_on <= day for part in one.parts),
    "no_date": lambda one, value, today: any(not _dated(part) for part in one.open_parts),
    "unowned": lambda one, value, today: one.unowned,
    "immediate": lambda one, value, today: any(part.asked_immediately for part in one.open_parts),
    "inspection": lambda one, slug, today: one.inspection.slug == slug,
    "body": lambda one, slug, today: one.inspection.body.slug == slug,
    "theme": lambda one, slug, today: one.theme == slug,
    "owner": lambda one, post, today: one.row.issue_owner_id == int(post),
}


def _dated(part):
    return part.row.due_on is not None or part.asked_immediately


@dataclass(frozen=True)
class RecommendationRow:
    """One recommendation in a list, with the earliest date that binds us and is still open."""

    pk: int
    reference: str
    kind: str
    inspection: Inspection
    text: str
    state: PartState
    due_on: date | None
    due_precision: str
    late: Late | None
    immediate_days: int | None
    owner: str
    holder: str
    unowned: bool


def recommendation_rows(
    recommendations: Iterable[RegisterRecommendation], register: Register, *, at: datetime
) -> list[RecommendationRow]:
    """Rows for `recommendations`, in their order. One query, for the posts' holders."""
    holders, today = Holders(register.posts), register.today
    return [_recommendation_row(one, today, holders.of(one.row.issue_owner_id, at)) for one in recommendations]


def _recommendation_row(recommendation, today, holder):
    binding = recommendation.open_parts or [part for part in recommendation.parts if part.row.ours]
    first = min((part for part in binding if part.row.due_on), key=lambda part: part.row.due_on, default=None)
    asked_on = min((part.asked_on for part in recommendation.open_parts if part.asked_on), default=None)
    return RecommendationRow(
        pk=recommendation.pk,
        reference=recommendation.reference,
        kind="" if recommendation.row.kind == Recommendation.Kind.RECOMMENDATION else recommendation.kind_label,
        inspection=recommendation.inspection,
        text=recommendation.row.text,
        state=recommendation.state,
        due_on=first and first.row.due_on,
        due_precision=first.row.due_precision if first else "",
        late=Late(days_between(first.row.due_on, today)) if first and first.late else None,
        immediate_days=asked_on and days_between(asked_on, today),
        owner=recommendation.issue_owner,
        holder=holder,
        unowned=recommendation.unowned,
    )
