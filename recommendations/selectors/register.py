"""The whole register that a person may see, now or as it stood: joined once, asked many times."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Exists, OuterRef

from inspections.models import Inspection
from safeguarding.as_at import decided, pk_of, recorded, rows
from safeguarding.lib.dates import london_date
from safeguarding.models import Post, User
from safeguarding.roles import standing

from .. import waiting
from ..models import Action, Coverage, Part, Recommendation, Response
from ..models.intake import not_withdrawn
from ..models.visibility import withheld, withheld_actions
from ..workflow import Status
from .register_rows import Register, RegisterAction, RegisterPart, RegisterRecommendation


def visible_register(user: User, *, now: datetime, as_at: datetime | None = None) -> Register:
    """The Register for `user`, whose rights are those of `now`, as it stood at `as_at` (None: as it stands).

    A constant number of queries.
    """
    inspections = visible_inspections(user, now=now, as_at=as_at)
    posts = {pk_of(Post, post): post.title for post in rows(Post, as_at)}
    recommendations = {
        row.id: RegisterRecommendation(row.id, row, inspections[row.inspection_id], posts.get(row.issue_owner_id, ""))
        for row in rows(Recommendation, as_at)
        .filter(inspection_id__in=inspections, withdrawn_at=None)
        .select_related("theme")
        .order_by("order", "id")
    }
    today = london_date(as_at or now)
    parts = _parts(recommendations, _responses(recommendations, user, now, as_at), today, as_at)
    actions = _actions(parts, posts, user, today, now=now, as_at=as_at)
    return Register(today, posts, inspections, recommendations, parts, actions)


def visible_inspections(user: User, *, now: datetime, as_at: datetime | None = None) -> dict[int, Inspection]:
    """{pk: row} of the inspections `user` may know of: rights of `now`, the embargo of `as_at`."""
    allowed = Inspection.visibility(user, rights_at=now, embargo_at=as_at or now)
    keys = Inspection.objects.filter(allowed).values("pk")
    known = rows(Inspection, as_at).filter(id__in=keys).select_related("body", "kind")
    return {row.id: row for row in known.order_by("-published_on", "slug")}


def _responses(recommendations, user, now, as_at):
    """{part: [Response]} of everything proposed by then, in its order."""
    by_part = defaultdict(list)
    proposed = recorded(Response, as_at).filter(not_withdrawn(as_at), part__recommendation__in=recommendations)
    proposed = proposed.select_related("decision__recorded_by", "recorded_by").annotate(
        withheld=withheld(Response, user, now), waits=Exists(waiting.responses(as_at).filter(pk=OuterRef("pk")))
    )
    for response in proposed.order_by("recorded_at", "pk"):
        by_part[response.part_id].append(response)
    return by_part


def _parts(recommendations, responses, today, as_at):
    parts = {}
    for row in rows(Part, as_at).filter(recommendation_id__in=recommendations).order_by("letter", "id"):
        recommendation = recommendations[row.recommendation_id]
        part_responses = responses[row.id]
        parts[row.id] = part = RegisterPart(row.id, row, recommendation, today, part_responses)
        last = part_responses[-1] if part_responses else None
        part.undecided = last if last and row.ours and not decided(last, as_at) else None
        part.proposed = next((response for response in part_responses if response.waits), None)
        decision = part.response and decided(part.response, as_at)
        part.agreed = bool(decision and decision.agreed)
        recommendation.parts.append(part)
    return parts


def _actions(parts, posts, user, today, *, now, as_at):
    """Actions that cover one of `parts`; in the force also those that cover none anywhere; and one's own."""
    has = standing(user, now)
    covering, covered = defaultdict(list), set()
    for coverage in rows(Coverage, as_at).filter(ended_at=None).order_by("part_id", "action_id"):
        covered.add(coverage.action_id)
        if coverage.part_id in parts:
            covering[coverage.action_id].append(coverage)
    actions = {}
    for row in rows(Action, as_at).annotate(withheld=withheld_actions(user, now)).order_by("number"):
        if row.number not in covering and row.owner_id not in has.posts and (row.number in covered or not has.in_force):
            continue
        actions[row.number] = action = RegisterAction(row.number, row, posts.get(row.owner_id, ""), today)
        for coverage in covering[row.number]:
            part = parts[coverage.part_id]
            action.parts.append(part)
            if action.status != Status.WITHDRAWN:
                part.actions.append(action)
                part.coverings.append(
                    (action.status, coverage.supported_in_id is not None, coverage.recommended_in_id is not None)
                )
    return actions
