"""The standings that a person may see, at one moment: what every list and every figure is asked of."""

from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from inspections.models import Inspection
from inspections.visibility import KnownInspections, closed, known_inspections
from safeguarding.lib.database.prepared import reckoned
from safeguarding.lib.dates import london_date
from safeguarding.models import User
from safeguarding.roles import authority

from ..models import Action, ActionStanding, AwaitedStanding, CoverageStanding, PartStanding, RecommendationStanding


class Standings:
    """Those that `user` may see, by the rights of `now` and the embargo of `as_at` (None: as it stands).

    Nothing is read until it is asked for, and the keys of what one may see never leave the database.
    """

    def __init__(self, user: User, *, now: datetime, as_at: datetime | None = None, today: date | None = None) -> None:
        self.user, self.now, self.as_at = user, now, as_at
        self.today = today or london_date(as_at or now)  # the day on which lateness is judged
        self.found = {}  # what was asked at once (prepared.ask_at_once), until it is taken: a question's values and rows

    def day(self, ahead: int) -> date:
        """The day that comes so many days after `today`; of fewer than none, before it."""
        return reckoned(date, lambda today: today + timedelta(ahead), self.today)

    @property
    def known(self) -> KnownInspections:
        return known_inspections(self.user, self.now, self.as_at)

    @cached_property
    def inspections(self) -> QuerySet[Inspection]:
        """The inspections that may be known of, as rows of today."""
        return Inspection.objects.filter(self.known.of())

    def recommendations(self) -> QuerySet[RecommendationStanding]:
        return self._of(RecommendationStanding)

    def parts(self) -> QuerySet[PartStanding]:
        return self._of(PartStanding)

    def coverages(self) -> QuerySet[CoverageStanding]:
        return self._of(CoverageStanding)

    def owns(self, action: Action) -> bool:
        """Return whether an action, a row of today or of then, is that of a post of theirs."""
        return action.owner_id in authority(self.user, self.now).posts

    def actions(self) -> QuerySet[ActionStanding]:
        """Actions that answer a part one may see; in the force also those that answer none; of an agency its own, unless closed.

        models.ActionQuerySet.visible_to says the same of today's rows.
        """
        standings, has = ActionStanding.objects.at(self.as_at), authority(self.user, self.now)
        if has.in_force and self.known.all:
            return standings
        answering = self._visible | Q(answers__gt=1) & Q(self.covering())
        if self.known.all and self.as_at:
            # The same, where nothing is kept from them: of the past all coverages would be read for it, of now hardly one.
            answering = Q(answers__gt=0)
        if has.in_force:
            return standings.filter(answering | Q(answers=None))
        covers = CoverageStanding.objects.at(self.as_at).filter(action=OuterRef("action"))
        unless = Exists(covers.filter(inspection__in=closed(self.now, self.as_at)))
        return standings.filter(answering | Q(~unless, owner__pk__among=has.posts) if has.posts else answering)

    def awaited(self) -> QuerySet[AwaitedStanding]:
        """Everything that waits for a decision or an answer; on a whole action, where that may be seen."""
        awaited = AwaitedStanding.objects.at(self.as_at)
        if authority(self.user, self.now).in_force and self.known.all:
            return awaited
        action = self.actions().filter(action=OuterRef("action"))
        return awaited.filter(self._visible | Q(Exists(action), inspection=None))

    def awaiting_on_it(self, **lookups: object) -> Exists:
        """A condition on what waits on an action: something waits on the same that is as `lookups` say."""
        # Without asking again whether the action may be seen, since what waits on it may.
        awaited = AwaitedStanding.objects.at(self.as_at).filter(action=OuterRef("action"), **lookups)
        return Exists(awaited if self.known.all else awaited.filter(self._visible | Q(inspection=None)))

    def covering(self, **lookups: object) -> Exists:
        """A condition on actions: one covers a part that may be seen, and its coverage is as `lookups` say."""
        return Exists(self.coverages().filter(action=OuterRef("action"), **lookups))

    def dated(self, **lookups: object) -> Q:
        """A condition on actions: a part of ours that may be seen has its date (`due_on`, `asked_on`) so."""
        # Most answer one inspection, and then the earliest date is their own: no coverage need be asked.
        return self._visible & Q(**lookups) | Q(answers__gt=1) & Q(self.covering(**lookups))

    def target_beyond(self) -> Q:
        """A condition on actions: the target is after the date of a part of ours that may be seen."""
        return self._visible & Q(due_on__lt=F("target_on")) | Q(answers__gt=1) & Q(
            self.covering(due_on__lt=OuterRef("target_on"))
        )

    def with_part(self, *conditions: Q, **lookups: object) -> Exists:
        """A condition on recommendations: one of its parts is so."""
        # Without asking again whether it may be seen, since its recommendation may.
        parts = PartStanding.objects.at(self.as_at).filter(recommendation=OuterRef("recommendation"))
        return Exists(parts.filter(*conditions, **lookups))

    @property
    def _visible(self):
        """A condition on standings, of which some are of no inspection."""
        return self.known.of_any("inspection")

    def _of(self, model):
        return model.objects.at(self.as_at).filter(self.known.of("inspection"))
