"""One recommendation as its page shows it: its parts with response and actions, its links, what waits for the DCC."""

from dataclasses import dataclass

from django.db.models import Q

from safeguarding.models.people import Role
from safeguarding.roles import has_role, standing

from ... import waiting
from ...models import Link, Part, ReportDraft, TranscribedStatement
from ...permissions import Ruling, may_respond
from ..facts import fact, post, quoted, stated
from ..holders import Holders
from ..register import SeenRecommendation

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
    other: SeenRecommendation
    letter: str
    note: str


@dataclass(frozen=True)
class RecommendationPage:
    """facts: rows of components/summary_list.html. asks: what a cause of concern asks. statements: not decided yet.

    respond: the Ruling whether the reader may respond to its parts. scrutinises: whether the DCC's pages are theirs.
    draft: what it was recorded from, with where that stood in the report; None for those outside the force.
    """

    found: SeenRecommendation
    facts: list
    respond: Ruling
    scrutinises: bool
    concern: SeenRecommendation | None
    asks: list
    links: list
    statements: list
    draft: ReportDraft | None
    marking: str


def recommendation_page(recommendation, register, user, *, at):
    """The RecommendationPage of a recommendation that visible_to gave; `register` is its reader's. Seven queries or fewer."""
    found, has = register.recommendations[recommendation.pk], standing(user, at)
    holder = Holders(register.posts).of(found.row.issue_owner_id, at)
    everything = register.recommendations.values()
    return RecommendationPage(
        found=found,
        facts=_facts(found, holder, hears=has.hears(found.inspection.audience)),
        respond=may_respond(user, Part(recommendation=recommendation), at=at),
        scrutinises=has_role(user, Role.DCC, Role.STAFF_OFFICER, at=at),
        concern=register.recommendations.get(found.row.cause_of_concern_id),
        asks=[other for other in everything if other.row.cause_of_concern_id == found.pk],
        links=list(_links(found, register, has)),
        statements=list(_statements(found, user, at)),
        draft=recommendation.drafts.first() if has.in_force else None,
        marking=found.inspection.get_marking_display(),
    )


def _facts(found, holder, *, hears):
    row = found.row
    return stated(
        [
            fact("Issue owner", post(found.issue_owner, holder) or "Nobody yet", quoted(row.issue_owner_words)),
            fact("Theme", row.theme and row.theme.name),
            fact("Page", row.page_reference),
            fact("Corporate or local", row.corporate_or_local),
            fact("Chief officer portfolio", row.portfolio),
            fact("Reporting board", row.reporting_board),
            fact("Plan", row.plan),
            fact("Note", row.note if hears else ""),
        ]
    )


def _links(found, register, has):
    """Links to others in `register` only: what may not be seen is not named. has: the reader's Standing."""
    made = Link.objects.filter(Q(recommendation=found.pk) | Q(target=found.pk), ended_at=None).select_related("part")
    for link in made.order_by("pk"):
        forth = link.recommendation_id == found.pk
        other = register.recommendations.get(link.target_id if forth else link.recommendation_id)
        if other:
            words = link.get_kind_display() if forth else _READ_BACK[link.kind]
            note = link.words if has.hears((found if forth else other).inspection.audience) else ""
            yield Linked(words, other, link.part.letter if link.part and forth else "", note)


def _statements(found, user, at):
    return (
        TranscribedStatement.objects.visible_to(user, at)
        .filter(recommendation=found.pk, pk__in=waiting.statements().values("pk"))
        .select_related("part")
    )
