"""One recommendation as its page shows it: its parts with response and actions, its links, what waits for the DCC."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from safeguarding.models import User
from safeguarding.models.people import Role
from safeguarding.roles import has_role, standing

from ... import waiting
from ...models import Link, Part, Recommendation, ReportDraft, TranscribedStatement
from ...permissions import Ruling, may_coordinate, may_respond
from ..facts import fact, post, quoted, stated
from ..post_holders import Holders
from ..register_rows import Register, RegisterRecommendation

_READ_BACK = {
    Link.Kind.ANSWERED_UNDER: "answers also",
    Link.Kind.SUPERSEDES: "is superseded by",
    Link.Kind.DUPLICATES: "asks the same as",
    Link.Kind.DEPENDS_ON: "is needed by",
}


@dataclass(frozen=True)
class Linked:
    """How this recommendation, or its part `letter`, stands to another."""

    words: str
    other: RegisterRecommendation
    letter: str
    note: str


@dataclass(frozen=True)
class RecommendationPage:
    """facts: rows of components/summary_list.html. asks: what a cause of concern asks. statements: not decided yet.

    respond: the Ruling whether the reader may respond to its parts. coordinates: whether they may open actions on it and name
    its issue owner. scrutinises: whether the DCC's pages are theirs.
    draft: what it was recorded from, with where that stood in the report; None for those outside the force.
    """

    recommendation: RegisterRecommendation
    facts: list[dict[str, str]]
    respond: Ruling
    coordinates: Ruling
    scrutinises: bool
    concern: RegisterRecommendation | None
    asks: list[RegisterRecommendation]
    links: list[Linked]
    statements: list[TranscribedStatement]
    draft: ReportDraft | None
    marking: str


def shown_with(recommendation: Recommendation) -> Q:
    """A Q over the recommendations that its page names, to which a Register may be restricted: it, what it stands to, its concern."""
    links = Link.objects.filter(ended_at=None)
    return (
        Q(id__in=[recommendation.pk, recommendation.cause_of_concern_id or recommendation.pk])
        | Q(cause_of_concern_id=recommendation.pk)
        | Q(id__in=links.filter(recommendation=recommendation.pk).values("target"))
        | Q(id__in=links.filter(target=recommendation.pk).values("recommendation"))
    )


def recommendation_page(
    recommendation: Recommendation, register: Register, user: User, *, at: datetime
) -> RecommendationPage:
    """The RecommendationPage of a recommendation that visible_to gave; Seven queries or fewer.

    register: its reader's, with the recommendations of `shown_with`.
    """
    joined, has = register.recommendations[recommendation.pk], standing(user, at)
    holder = Holders(register.posts).of(joined.row.issue_owner_id, at)
    everything = register.recommendations.values()
    return RecommendationPage(
        recommendation=joined,
        facts=_facts(joined, holder, hears=has.hears(joined.inspection.audience)),
        respond=may_respond(user, Part(recommendation=recommendation), at=at),
        coordinates=may_coordinate(user, at=at),
        scrutinises=has_role(user, Role.DCC, Role.STAFF_OFFICER, at=at),
        concern=register.recommendations.get(joined.row.cause_of_concern_id),
        asks=[other for other in everything if other.row.cause_of_concern_id == joined.pk],
        links=list(_links(joined, register, has)),
        statements=list(_statements(joined, user, at)),
        draft=recommendation.drafts.first() if has.in_force else None,
        marking=joined.inspection.get_marking_display(),
    )


def _facts(asked, holder, *, hears):
    row = asked.row
    return stated(
        [
            fact("Issue owner", post(asked.issue_owner, holder) or "Nobody yet", quoted(row.issue_owner_words)),
            fact("Theme", row.theme and row.theme.name),
            fact("Page", row.page_reference),
            fact("Corporate or local", row.corporate_or_local),
            fact("Chief officer portfolio", row.portfolio),
            fact("Reporting board", row.reporting_board),
            fact("Plan", row.plan),
            fact("Note", row.note if hears else ""),
        ]
    )


def _links(recommendation, register, has):
    """Links to others in `register` only: what may not be seen is not named. has: the reader's Standing."""
    made = Link.objects.filter(
        Q(recommendation=recommendation.pk) | Q(target=recommendation.pk), ended_at=None
    ).select_related("part")
    for link in made.order_by("pk"):
        forth = link.recommendation_id == recommendation.pk
        other = register.recommendations.get(link.target_id if forth else link.recommendation_id)
        if other:
            words = link.get_kind_display() if forth else _READ_BACK[link.kind]
            note = link.words if has.hears((recommendation if forth else other).inspection.audience) else ""
            yield Linked(words, other, link.part.letter if link.part and forth else "", note)


def _statements(recommendation, user, at):
    return (
        TranscribedStatement.objects.visible_to(user, at)
        .filter(recommendation=recommendation.pk, pk__in=waiting.statements().values("pk"))
        .select_related("part")
    )
