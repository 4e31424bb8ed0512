"""The standings that a person may see, at one moment: what every list and every figure is asked of."""

from datetime import datetime
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from inspections.models import Inspection
from safeguarding.lib.dates import london_date
from safeguarding.models import User
from safeguarding.roles import authority

from ..models import ActionStanding, AwaitedStanding, CoverageStanding, PartStanding, RecommendationStanding


class Standings:
    """Those that `user` may see, by the rights of `now` and the embargo of `as_at` (None: as it stands).

    Nothing is read until it is asked for, and the keys of what one may see never leave the database.
    """

    def __init__(self, user: User, *, now: datetime, as_at: datetime | None = None) -> None:
        self.user, self.now, self.as_at = user, now, as_at
        self.today = london_date(as_at or now)  # the day on which lateness is judged

    @cached_property
    def inspections(self) -> QuerySet[Inspection]:
        """The inspections that may be known of, as rows of today."""
        allowed = Inspection.visibility(self.user, rights_at=self.now, embargo_at=self.as_at or self.now)
        return Inspection.objects.filter(allowed)

    def recommendations(self) -> QuerySet[RecommendationStanding]:
        return self._of(RecommendationStanding)

    def parts(self) -> QuerySet[PartStanding]:
        return self._of(PartStanding)

    def coverages(self) -> QuerySet[CoverageStanding]:
        return self._of(CoverageStanding)

    def actions(self) -> QuerySet[ActionStanding]:
        """Actions that answer a part one may see; in the force also those that answer none; and one's own.

        models.ActionQuerySet.visible_to says the same of today's rows.
        """
        has = authority(self.user, self.now)
        visible = Q(inspection__in=self._keys) | Q(answers__gt=1) & Q(self.covering()) | Q(owner__in=has.posts)
        if has.in_force:
            visible |= Q(answers=None)
        return ActionStanding.objects.at(self.as_at).filter(visible)

    def awaited(self) -> QuerySet[AwaitedStanding]:
        """Everything that waits for a decision or an answer; on a whole action, where that may be seen."""
        action = self.actions().filter(action=OuterRef("action"))
        seen = Q(inspection__in=self._keys) | Q(Exists(action), inspection=None)
        return AwaitedStanding.objects.at(self.as_at).filter(seen)

    def awaiting_on_it(self, **lookups: object) -> Exists:
        """A condition on what waits on an action: something waits on the same that is as `lookups` say."""
        # Without asking again whether the action may be seen, since what waits on it may.
        seen = Q(inspection__in=self._keys) | Q(inspection=None)
        return Exists(AwaitedStanding.objects.at(self.as_at).filter(seen, action=OuterRef("action"), **lookups))

    def covering(self, **lookups: object) -> Exists:
        """A condition on actions: one covers a part that may be seen, and its coverage is as `lookups` say."""
        return Exists(self.coverages().filter(action=OuterRef("action"), **lookups))

    def dated(self, **lookups: object) -> Q:
        """A condition on actions: a part of ours that may be seen has its date (`due_on`, `asked_on`) so."""
        # Most answer one inspection, and then the earliest date is their own: no coverage need be asked.
        return Q(inspection__in=self._keys, **lookups) | Q(answers__gt=1) & Q(self.covering(**lookups))

    def target_beyond(self) -> Q:
        """A condition on actions: the target is after the date of a part of ours that may be seen."""
        alone = Q(inspection__in=self._keys, due_on__lt=F("target_on"))
        return alone | Q(answers__gt=1) & Q(self.covering(due_on__lt=OuterRef("target_on")))

    def with_part(self, *conditions: Q, **lookups: object) -> Exists:
        """A condition on recommendations: one of its parts is so."""
        # Without asking again whether it may be seen, since its recommendation may.
        parts = PartStanding.objects.at(self.as_at).filter(recommendation=OuterRef("recommendation"))
        return Exists(parts.filter(*conditions, **lookups))

    @cached_property
    def _keys(self):
        return self.inspections.order_by().values("pk")

    def _of(self, model):
        return model.objects.at(self.as_at).filter(inspection__in=self._keys)
