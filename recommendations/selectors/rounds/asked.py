"""Conditions on actions and what belongs to one: a round asks about it, a return answers for it, it was reported on since."""

from datetime import datetime

from django.db.models import Exists, Expression, OuterRef, Q, QuerySet

from safeguarding.as_at import recorded

from ...models import (
    Action,
    ActionStanding,
    CoverageStanding,
    ProgressUpdate,
    ReturnDraft,
    ReturnLine,
    RoundScope,
    UpdateRound,
)
from ...workflow import WORKED_ON, Status
from ..standings import Standings

# One that is recommended complete waits for the DCC, and its owner has nothing to say until it is sent back.
OWED = Status.IN_PROGRESS


class InRound:
    """The conditions for one round, by its key and the moment it was commissioned: each a value or a subquery.

    as_at: by what had been recorded then; None: by now. number: where the action's number is in the rows that are asked.
    """

    def __init__(
        self,
        key: int | Expression,
        since: datetime | Expression,
        *,
        as_at: datetime | None = None,
        number: str = "action",
    ) -> None:
        self.key, self.since, self.as_at, self.number = key, since, as_at, OuterRef(number)

    @classmethod
    def of(cls, round: UpdateRound, **kwargs: object) -> "InRound":
        """Those of a round at hand."""
        return cls(round.pk, round.commissioned_at, **kwargs)

    def asked(self) -> Exists:
        """It was worked on and owned when the round was commissioned, and answers something in its scopes."""
        stood = ActionStanding.objects.at(self.since).filter(status__in=WORKED_ON, owner__isnull=False)
        scopes = RoundScope.objects.filter(round=self.key)
        within = Q(inspection=OuterRef("inspection")) | Q(plan=OuterRef("plan"))
        covered = CoverageStanding.objects.at(self.since).filter(Exists(scopes.filter(within)))
        named = Exists(scopes.filter(action=OuterRef("action")))
        in_scope = ~Exists(scopes) | named | Exists(covered.filter(action=OuterRef("action")))
        return Exists(stood.filter(in_scope, action=self.number))

    def answered(self) -> Exists:
        """A return answers for it."""
        lines = recorded(ReturnLine, self.as_at).filter(of__round=self.key)
        return Exists(lines.filter(action=self.number))

    def reported(self) -> Exists:
        """Its owner posted an update since."""
        updates = recorded(ProgressUpdate, self.as_at).filter(corrects=None, recorded_at__gt=self.since)
        return Exists(updates.filter(action=self.number))

    def drafted(self) -> Exists:
        """Something is drafted for it."""
        drafts = ReturnDraft.objects.filter(round=self.key).exclude(done="", no_change_because="")
        return Exists(drafts.filter(action=self.number))

    def owed(self) -> Q:
        """It is asked about, still its owner's work, and no return answers for it yet."""
        return Q(self.asked(), ~Q(self.answered()), status=OWED)


def scopes_of(round: UpdateRound, asked: Standings) -> QuerySet[RoundScope]:
    """The inspections, plans and actions that a round asks about, of those that may be known of."""
    known = Q(inspection=None) | asked.known.of("inspection")
    visible = Q(action=None) | Q(action__in=Action.objects.visible_to(asked.user, asked.now).values("pk"))
    found = RoundScope.objects.filter(known, visible, round=round.id)
    return found.select_related("inspection", "plan", "action").order_by("pk")


def asks_about_all(round: UpdateRound) -> bool:
    """Return whether it asks about every open action: where it asks about what a reader may not know of, it does not."""
    return not RoundScope.objects.filter(round=round.id).exists()
