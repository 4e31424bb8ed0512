"""The register that a person may see, now or as it stood, joined once: all of it, or that of some recommendations."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from inspections.models import Inspection
from inspections.visibility import known_inspections
from safeguarding.as_at import decided, pk_of, recorded, rows
from safeguarding.lib.database.prepared import put_together_once
from safeguarding.models import Post, User

from .. import waiting
from ..models import Response
from ..models.intake import not_withdrawn
from ..models.visibility import withheld, withheld_actions
from ..workflow import Status
from .prepared import prepared
from .register_keys import EVERYTHING, Only, RegisterKeys
from .register_rows import Register, RegisterAction, RegisterPart, RegisterRecommendation
from .standings import Standings

LATEST_FIRST = (F("published_on").desc(nulls_last=True), "slug")  # inspections


def visible_register(
    user: User,
    *,
    now: datetime,
    as_at: datetime | None = None,
    only: Only = EVERYTHING,
    known: Iterable[Inspection] | None = None,
) -> Register:
    """The Register for `user`, whose rights are those of `now`, as it stood at `as_at` (None: as it stands).

    only: the recommendations to which it is restricted, with their parts, and the actions that cover these. Whatever is asked for one
    page is asked so. known: all the inspections that it speaks of, if asked already. A constant number of queries.
    """
    asked = Standings(user, now=now, as_at=as_at)
    which = only._asdict()
    inspections = {row.id: row for row in (_inspections(asked, **which) if known is None else known)}
    posts = {pk_of(Post, post): post.title for post in _posts(as_at=as_at)}
    recommendations = {
        row.id: RegisterRecommendation(row.id, row, inspections[row.inspection_id], posts.get(row.issue_owner_id, ""))
        for row in _recommendations(asked, **which)
    }
    parts = _joined_parts(asked, which, recommendations)
    actions = _joined_actions(asked, which, parts, posts)
    return Register(asked.today, posts, inspections, recommendations, parts, actions, RegisterKeys(asked, *only))


def visible_inspections(user: User, *, now: datetime, as_at: datetime | None = None) -> QuerySet[Inspection]:
    """The inspections `user` may know of, as they stood: rights of `now`, the embargo of `as_at`."""
    known = rows(Inspection, as_at).filter(known_inspections(user, now, as_at).of())
    return known.select_related("body", "kind").order_by(*LATEST_FIRST)


@prepared
def _inspections(asked, *, kept, key):
    known = visible_inspections(asked.user, now=asked.now, as_at=asked.as_at)
    return (
        known.filter(id__in=RegisterKeys(asked, kept, key).recommendations.values("inspection_id")) if kept else known
    )


@put_together_once
def _posts(as_at):
    return rows(Post, as_at)


@prepared
def _recommendations(asked, *, kept, key):
    found = RegisterKeys(asked, kept, key).recommendations
    return found.select_related("theme", "board", "portfolio", "plan", "milestone").order_by("order", "id")


@prepared
def _responses(asked, *, kept, key):
    """Everything proposed by then, in its order."""
    parts = RegisterKeys(asked, kept, key).parts
    proposed = recorded(Response, asked.as_at).filter(not_withdrawn(asked.as_at), part__in=parts.values("id"))
    proposed = proposed.select_related("decision__recorded_by", "recorded_by").annotate(
        withheld=withheld(Response, asked.user, asked.now),
        waits=Exists(waiting.responses(asked.as_at).filter(pk=OuterRef("pk"))),
    )
    return proposed.order_by("recorded_at", "pk")


@prepared
def _parts(asked, *, kept, key):
    return RegisterKeys(asked, kept, key).parts.order_by("letter", "id")


@prepared
def _actions(asked, *, kept, key):
    found = RegisterKeys(asked, kept, key).actions
    return found.annotate(withheld=withheld_actions(asked.user, asked.now)).order_by("number")


@prepared
def _coverages(asked, *, kept, key):
    keys = RegisterKeys(asked, kept, key)
    return keys.coverages.filter(part_id__in=keys.parts.values("id")).order_by("part_id", "action_id")


@prepared
def _dates(asked, *, kept, key):
    """The dates of all parts that its actions cover and that may be seen."""
    answering = RegisterKeys(asked, kept, key).answering
    covered = asked.coverages().filter(action__in=answering)
    return covered.values_list("part", "action", "due_on", "asked_on", "inspection__published_precision")


def _joined_parts(asked, which, recommendations):
    by_part = defaultdict(list)
    for response in _responses(asked, **which):
        response.decided = decided(response, asked.as_at)
        by_part[response.part_id].append(response)
    parts = {}
    for row in _parts(asked, **which):
        recommendation, responses = recommendations[row.recommendation_id], by_part[row.id]
        parts[row.id] = part = RegisterPart(row.id, row, recommendation, asked.today, responses)
        last = responses[-1] if responses else None
        # What went over to another part with its response is not said of this one any more.
        counts = last and (last.ends_work or last.pk == row.response_id)
        part.undecided = last if counts and row.ours and not last.decided else None
        part.proposed = next((response for response in responses if response.waits), None)
        part.agreed = bool(part.response and part.response.decided and part.response.decided.agreed)
        recommendation.parts.append(part)
    return parts


def _joined_actions(asked, which, parts, posts):
    actions = {
        row.number: RegisterAction(row.number, row, posts.get(row.owner_id, ""), asked.today)
        for row in _actions(asked, **which)
    }
    for coverage in _coverages(asked, **which):
        action, part = actions[coverage.action_id], parts[coverage.part_id]
        action.parts.append(part)
        if action.status != Status.WITHDRAWN:
            part.actions.append(action)
            part.coverings.append(
                (action.status, coverage.supported_in_id is not None, coverage.recommended_in_id is not None)
            )
    # Lateness is judged by all that an action answers: also in other recommendations that may be seen.
    for part, number, *dates in _dates(asked, **which) if which["kept"] else ():
        if part not in parts:
            actions[number].elsewhere.append(tuple(dates))
    return actions
