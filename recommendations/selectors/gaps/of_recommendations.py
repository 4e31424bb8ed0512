"""The gaps of recommendations and of their parts, each as a condition on those that are counted, so not on next steps."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from safeguarding.as_at import not_yet, recorded, rows

from ...models import Part, PartStanding, RecommendationStanding, Response, TranscribedStatement
from ...models.intake import not_withdrawn
from ...workflow import Ledgers, PartState, ResponseKind
from ..post_holders import posts_held
from ..recommendations.list import OPEN_PART, is_counted, is_unowned
from ..standings import Standings

_UNANSWERED = Q(state=PartState.NO_ACTION)
# No action covers a part in one of these.
_WITHOUT_ACTION = Q(
    state__in=[
        PartState.NO_ACTION,
        PartState.AWAITING_DIRECTION,
        PartState.RESPONSE_PROPOSED,
        PartState.POSITION,
        PartState.ANSWERED_UNDER,
        PartState.ENDED,
    ]
)


def recommendations(asked: Standings) -> QuerySet[RecommendationStanding]:
    """Those that are counted."""
    return asked.recommendations().filter(is_counted())


def parts_of_ours(asked: Standings) -> QuerySet[PartStanding]:
    """Those of ours, of recommendations that are counted, that no action covers or an inspectorate has judged: no other has a gap."""
    return asked.parts().filter(is_counted(), _WITHOUT_ACTION | ~Q(ledgers=Ledgers.NONE), ours=True)


def without_action(asked: Standings) -> Q:
    """Nothing answers any part of ours of a recommendation: no action, and no response instead."""
    return _UNANSWERED & ~asked.with_part(~_UNANSWERED, ours=True)


def without_issue_owner(asked: Standings) -> Q:
    """A recommendation asks something of us still, and no post owns the issue."""
    return is_unowned()


def issue_owner_gone(asked: Standings) -> Q:
    """A recommendation asks something of us still, and nobody holds the post that owns the issue."""
    held = posts_held(asked.as_at or asked.now, asked.as_at)
    return OPEN_PART & Q(issue_owner__isnull=False) & ~Q(issue_owner__in=held)


def part_not_covered(asked: Standings) -> Q:
    """Nothing answers a part of ours, while something answers another of its recommendation."""
    others = PartStanding.objects.at(asked.as_at).filter(recommendation=OuterRef("recommendation"), ours=True)
    return _UNANSWERED & Q(Exists(others.exclude(_UNANSWERED)))


def verdict_differs(asked: Standings) -> Q:
    """One ledger has closed a part of ours, and the other has not."""
    return Q(ledgers=Ledgers.DISPUTED) | OPEN_PART & Q(ledgers=Ledgers.VERIFIED)


def awaits_direction(asked: Standings) -> Q:
    """A part of ours was asked for immediately, and the force's response is that it awaits direction."""
    return Q(state=PartState.AWAITING_DIRECTION, immediate=True)


def written_off(asked: Standings) -> Q:
    """A part is ours, no action covers it, and it is said to need none, or to be another body's.

    A document said so and the DCC has not decided on it, or a response does, proposed or in force.
    """
    about = Q(part=None) | Q(part=OuterRef("part"))
    statements = recorded(TranscribedStatement, asked.as_at).filter(
        about, not_withdrawn(asked.as_at), not_yet("decision", asked.as_at), recommendation=OuterRef("recommendation")
    )
    of_another = Response.objects.filter(kind=ResponseKind.ANOTHER_BODY).values("pk")
    in_force = rows(Part, asked.as_at).filter(id=OuterRef("part"), response__in=of_another)
    says_so = Exists(statements.filter(means=TranscribedStatement.Means.NO_ACTION))
    return _WITHOUT_ACTION & (says_so | Q(proposed__in=of_another) | Exists(in_force))
