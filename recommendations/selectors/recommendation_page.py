"""One recommendation as its page shows it: its parts with response and actions, its links, what waits for the DCC."""

from dataclasses import dataclass

from django.db.models import Q

from safeguarding.lib.dates import is_late
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from ..models import Link, Part, Response, TranscribedStatement
from ..permissions import Ruling, may_respond
from .deadlines import CLOSED
from .facts import fact, post, quoted, stated
from .lists import highest
from .ownership import Holders
from .register import SeenPart, SeenRecommendation

_READ_BACK = {
    Link.Kind.ANSWERED_UNDER: "answers also",
    Link.Kind.SUPERSEDES: "is superseded by",
    Link.Kind.DUPLICATES: "asks the same as",
    Link.Kind.DEPENDS_ON: "is needed by",
}


@dataclass(frozen=True)
class PartView:
    """One part. proposed: the Response that ends work and waits for the DCC, or None."""

    seen: SeenPart
    proposed: Response | None
    late: bool


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
    """

    found: SeenRecommendation
    facts: list
    parts: list
    respond: Ruling
    scrutinises: bool
    concern: SeenRecommendation | None
    asks: list
    links: list
    statements: list
    marking: str


def recommendation_page(recommendation, register, user, *, at):
    """The RecommendationPage of a recommendation that visible_to gave; `register` is its reader's. Six queries or fewer."""
    found = register.recommendations[recommendation.pk]
    everything = register.recommendations.values()
    return RecommendationPage(
        found=found,
        facts=_facts(found, Holders(register.posts).of(found.row.issue_owner_id, at)),
        parts=[_part(part, register.today) for part in found.parts],
        respond=may_respond(user, Part(recommendation=recommendation), at=at),
        scrutinises=has_role(user, Role.DCC, Role.STAFF_OFFICER, at=at),
        concern=register.recommendations.get(found.row.cause_of_concern_id),
        asks=[other for other in everything if other.row.cause_of_concern_id == found.pk],
        links=list(_links(found, register)),
        statements=list(_statements(found, user, at)),
        marking=highest([found.inspection.marking]),
    )


def _facts(found, holder):
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
            fact("Note", row.note),
        ]
    )


def _part(part, today):
    late = part.row.ours and part.state not in CLOSED and is_late(part.row.due_on, today)
    return PartView(part, part.responses[-1] if part.proposed else None, late)


def _links(found, register):
    """Links to others in `register` only: what may not be seen is not named."""
    made = Link.objects.filter(Q(recommendation=found.pk) | Q(target=found.pk), ended_at=None).select_related("part")
    for link in made.order_by("pk"):
        forth = link.recommendation_id == found.pk
        other = register.recommendations.get(link.target_id if forth else link.recommendation_id)
        if other:
            words = link.get_kind_display() if forth else _READ_BACK[link.kind]
            yield Linked(words, other, link.part.letter if link.part and forth else "", link.words)


def _statements(found, user, at):
    return (
        TranscribedStatement.objects.visible_to(user, at)
        .to_confirm()
        .filter(recommendation=found.pk, decision=None)
        .select_related("part")
    )
