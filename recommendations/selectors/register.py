"""The register that a person may see, now or as it stood, joined once: all of it, or that of some recommendations."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from inspections.models import Inspection
from inspections.visibility import KnownInspections, known_inspections
from safeguarding.as_at import decided, pk_of, recorded, rows
from safeguarding.lib.dates import london_date
from safeguarding.models import Post, User
from safeguarding.roles import authority

from .. import waiting
from ..models import Action, Coverage, Part, Recommendation, Response
from ..models.intake import not_withdrawn
from ..models.standings import CoverageStanding
from ..models.visibility import withheld, withheld_actions
from ..workflow import Status
from .register_rows import Register, RegisterAction, RegisterPart, RegisterRecommendation

LATEST_FIRST = (F("published_on").desc(nulls_last=True), "slug")  # inspections


@dataclass(frozen=True)
class _Asked:
    """Whose Register, of when; and the keys of what is in it, as querysets, so that no statement is handed them back."""

    user: User
    now: datetime
    as_at: datetime | None
    only: Q | None

    @property
    def known(self) -> KnownInspections:
        return known_inspections(self.user, self.now, self.as_at)

    @cached_property
    def inspections(self) -> QuerySet:
        return visible_inspections(self.user, now=self.now, as_at=self.as_at)

    @cached_property
    def recommendations(self) -> QuerySet:
        found = rows(Recommendation, self.as_at).filter(self.known.of("inspection"), withdrawn_at=None)
        return found if self.only is None else found.filter(self.only)

    @cached_property
    def parts(self) -> QuerySet:
        return rows(Part, self.as_at).filter(recommendation_id__in=self.recommendations.values("id"), ended_at=None)

    @cached_property
    def coverages(self) -> QuerySet:
        """Of every action, those that have not ended."""
        return rows(Coverage, self.as_at).filter(ended_at=None)

    @cached_property
    def answering(self) -> QuerySet:
        """Keys of the actions that cover one of the parts."""
        return self.coverages.filter(part_id__in=self.parts.values("id")).values("action_id")

    @cached_property
    def actions(self) -> QuerySet:
        """Those that cover one of the parts; in a whole Register also one's own, and in the force those that cover none."""
        wanted = Q(number__in=self.answering)
        if self.only is None:
            has = authority(self.user, self.now)
            wanted |= Q(owner_id__in=has.posts)
            wanted |= ~Q(number__in=self.coverages.values("action_id")) if has.in_force else Q()
        return rows(Action, self.as_at).filter(wanted)


def visible_register(
    user: User,
    *,
    now: datetime,
    as_at: datetime | None = None,
    only: Q | None = None,
    known: Iterable[Inspection] | None = None,
) -> Register:
    """The Register for `user`, whose rights are those of `now`, as it stood at `as_at` (None: as it stands).

    only: a Q over recommendations, to which it is restricted: those, their parts, and the actions that cover these. Whatever is
    asked for one page is asked so. known: all the inspections that it speaks of, if asked already. A constant number of queries.
    """
    asked = _Asked(user, now, as_at, only)
    if known is None:
        known = asked.inspections
        if only is not None:
            known = known.filter(id__in=asked.recommendations.values("inspection_id"))
    inspections = {row.id: row for row in known}
    posts = {pk_of(Post, post): post.title for post in rows(Post, as_at)}
    recommendations = {
        row.id: RegisterRecommendation(row.id, row, inspections[row.inspection_id], posts.get(row.issue_owner_id, ""))
        for row in asked.recommendations.select_related("theme", "board", "portfolio", "plan", "milestone").order_by(
            "order", "id"
        )
    }
    today = london_date(as_at or now)
    parts = _parts(asked, recommendations, _responses(asked), today)
    actions = _actions(asked, parts, posts, today)
    numbers = asked.actions.values("number")
    return Register(
        today, posts, inspections, recommendations, parts, actions, asked.recommendations.values("id"), numbers
    )


def visible_inspections(user: User, *, now: datetime, as_at: datetime | None = None) -> QuerySet[Inspection]:
    """The inspections `user` may know of, as they stood: rights of `now`, the embargo of `as_at`."""
    known = rows(Inspection, as_at).filter(known_inspections(user, now, as_at).of())
    return known.select_related("body", "kind").order_by(*LATEST_FIRST)


def _responses(asked):
    """{part: [Response]} of everything proposed by then, in its order; each with its decision by then, or None."""
    by_part = defaultdict(list)
    proposed = recorded(Response, asked.as_at).filter(not_withdrawn(asked.as_at), part__in=asked.parts.values("id"))
    proposed = proposed.select_related("decision__recorded_by", "recorded_by").annotate(
        withheld=withheld(Response, asked.user, asked.now),
        waits=Exists(waiting.responses(asked.as_at).filter(pk=OuterRef("pk"))),
    )
    for response in proposed.order_by("recorded_at", "pk"):
        response.decided = decided(response, asked.as_at)
        by_part[response.part_id].append(response)
    return by_part


def _parts(asked, recommendations, responses, today):
    parts = {}
    for row in asked.parts.order_by("letter", "id"):
        recommendation = recommendations[row.recommendation_id]
        part_responses = responses[row.id]
        parts[row.id] = part = RegisterPart(row.id, row, recommendation, today, part_responses)
        last = part_responses[-1] if part_responses else None
        # What went over to another part with its response is not said of this one any more.
        said = last and (last.ends_work or last.pk == row.response_id)
        part.undecided = last if said and row.ours and not last.decided else None
        part.proposed = next((response for response in part_responses if response.waits), None)
        part.agreed = bool(part.response and part.response.decided and part.response.decided.agreed)
        recommendation.parts.append(part)
    return parts


def _actions(asked, parts, posts, today):
    coverages = asked.coverages.filter(part_id__in=asked.parts.values("id")).order_by("part_id", "action_id")
    rows_then = asked.actions.annotate(withheld=withheld_actions(asked.user, asked.now)).order_by("number")
    actions = {row.number: RegisterAction(row.number, row, posts.get(row.owner_id, ""), today) for row in rows_then}
    for coverage in coverages:
        action, part = actions[coverage.action_id], parts[coverage.part_id]
        action.parts.append(part)
        if action.status != Status.WITHDRAWN:
            part.actions.append(action)
            part.coverings.append(
                (action.status, coverage.supported_in_id is not None, coverage.recommended_in_id is not None)
            )
    if asked.only is not None:
        _add_dates_elsewhere(asked, parts, actions)
    return actions


def _add_dates_elsewhere(asked, parts, actions):
    """The dates of what its actions answer in other recommendations that may be seen: lateness is judged by all of them."""
    covered = CoverageStanding.objects.at(asked.as_at).filter(asked.known.of("inspection"), action__in=asked.answering)
    precision = "inspection__published_precision"
    for part, number, *dates in covered.values_list("part", "action", "due_on", "asked_on", precision):
        if part not in parts:
            actions[number].elsewhere.append(tuple(dates))
