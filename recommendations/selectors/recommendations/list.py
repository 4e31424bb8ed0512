"""The list of recommendations: what each filter means, and what a row shows.

Figures elsewhere lead here by query string; both count the same Register, so that they agree.
"""

from dataclasses import dataclass
from datetime import date

from safeguarding.lib.dates import days_between

from ...models import Recommendation
from ...workflow import PartState
from ..holders import Holders
from ..lateness import Late, is_soon

OURS, OTHERS = "ours", "others"

# What a filter keeps: (RegisterRecommendation, value asked for, day on which it is asked) -> whether it stays.
RECOMMENDATION_TESTS = {
    "kind": lambda found, kinds, today: found.row.kind in kinds,
    "state": lambda found, state, today: found.state == state,
    "part_state": lambda found, state, today: any(part.state == state for part in found.parts),
    "ours": lambda found, whose, today: any(part.row.ours == (whose == OURS) for part in found.parts),
    "late": lambda found, way, today: any(part.late for part in found.parts),
    "due": lambda found, value, today: any(is_soon(part.row.due_on, today) for part in found.open_parts),
    "due_after": lambda found, day, today: any(part.row.due_on and part.row.due_on >= day for part in found.parts),
    "due_before": lambda found, day, today: any(part.row.due_on and part.row.due_on <= day for part in found.parts),
    "no_date": lambda found, value, today: any(not _dated(part) for part in found.open_parts),
    "unowned": lambda found, value, today: found.unowned,
    "immediate": lambda found, value, today: any(part.asked_immediately for part in found.open_parts),
    "inspection": lambda found, slug, today: found.inspection.slug == slug,
    "body": lambda found, slug, today: found.inspection.body.slug == slug,
    "theme": lambda found, slug, today: found.theme == slug,
    "owner": lambda found, post, today: found.row.issue_owner_id == int(post),
}


def _dated(part):
    return part.row.due_on is not None or part.asked_immediately


@dataclass(frozen=True)
class RecommendationRow:
    """One recommendation in a list, with the earliest date that binds us and is still open."""

    pk: int
    reference: str
    kind: str
    inspection: object
    text: str
    state: PartState
    due_on: date | None
    due_precision: str
    late: Late | None
    immediate_days: int | None
    owner: str
    holder: str
    unowned: bool


def recommendation_rows(recommendations, register, *, at):
    """Rows for RegisterRecommendations, in their order. One query, for the posts' holders."""
    holders, today = Holders(register.posts), register.today
    return [_recommendation_row(found, today, holders.of(found.row.issue_owner_id, at)) for found in recommendations]


def _recommendation_row(found, today, holder):
    binding = found.open_parts or [part for part in found.parts if part.row.ours]
    first = min((part for part in binding if part.row.due_on), key=lambda part: part.row.due_on, default=None)
    asked_on = min((part.asked_on for part in found.open_parts if part.asked_on), default=None)
    return RecommendationRow(
        pk=found.pk,
        reference=found.reference,
        kind="" if found.row.kind == Recommendation.Kind.RECOMMENDATION else found.kind_label,
        inspection=found.inspection,
        text=found.row.text,
        state=found.state,
        due_on=first and first.row.due_on,
        due_precision=first.row.due_precision if first else "",
        late=Late(days_between(first.row.due_on, today)) if first and first.late else None,
        immediate_days=asked_on and days_between(asked_on, today),
        owner=found.issue_owner,
        holder=holder,
        unowned=found.unowned,
    )
