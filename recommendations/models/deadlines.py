"""Dates that are asked for, and agreed by somebody else."""

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from safeguarding.as_at import not_yet, recorded
from safeguarding.lib.languages import in_words
from safeguarding.models import Record

from .actions import Action
from .four_eyes_constraints import copied_person, recorded_by_another_than
from .intake import PlanDocument, not_withdrawn
from .visibility import EntryQuerySet


class DeadlineRequestQuerySet(EntryQuerySet):
    def pending(self, at: datetime | None = None) -> "DeadlineRequestQuerySet":
        """Those that waited for a decision at `at` (None: now): not decided, taken back, nor withdrawn with the plan that asked."""
        # Not by a join: PostgreSQL thinks that next to none are undecided, and reads all decisions for each.
        decided = recorded(DeadlineDecision, at).values("request")
        return self.filter(not_withdrawn(at), not_yet("taken_back", at)).exclude(pk__in=decided)


class DeadlineRequest(Record):
    """An owner asks for a target date, the first or another one; or a plan does."""

    class Because(models.TextChoices):
        IT = "it", "Waiting on IT"
        PARTNER = "partner", "Waiting on a partner"
        RESOURCING = "resourcing", "Resourcing"
        SCOPE = "scope", "The scope changed"
        PLAN = "plan", "As in the plan"
        OTHER = "other", "Another reason"

    to_action = "action"

    action = models.ForeignKey(Action, models.PROTECT, related_name="deadline_requests")
    # Copied when it is asked: the action's target moves on, and an extension is counted from the date it extends.
    previous_on = models.DateField("target when asked", null=True, blank=True)
    new_on = models.DateField("date asked for")
    because = models.CharField(max_length=12, choices=Because)
    reason = models.TextField()
    # A plan that says another date changes none: it asks for it (domain.md, An import never signs off).
    document = models.ForeignKey(
        PlanDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deadline_requests",
        help_text="The plan that asked for it.",
    )

    objects = DeadlineRequestQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]


# Of a request that was agreed, the day agreed; of a decision, the day it is about: agreed instead, or else asked for.
AGREED_ON = Coalesce("decision__instead_on", "new_on")
DAY_DECIDED = Coalesce("instead_on", "request__new_on")


class DeadlineDecision(Record):
    """A second person agrees the date asked for or another one instead, or does not."""

    to_action = "request__action"

    # One decision a request; asking again is a new request, so that refusals are counted too.
    request = models.OneToOneField(DeadlineRequest, models.PROTECT, related_name="decision")
    agreed = models.BooleanField()
    instead_on = models.DateField(
        "date agreed instead", null=True, blank=True, help_text="Another date than was asked for, where one was agreed."
    )
    reason = models.TextField()  # of either outcome: boards found dates moved without reason or approval
    asked_by = copied_person()
    held_by = copied_person(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            recorded_by_another_than("asked_by", "You asked for this date, so somebody else has to decide."),
            recorded_by_another_than("held_by", "You own this action, so somebody else has to decide."),
            models.CheckConstraint(
                condition=Q(agreed=True) | Q(instead_on=None), name="a_date_that_is_not_agreed_has_none_instead"
            ),
        ]

    @property
    def agreed_on(self) -> date | None:
        """The day agreed; None where none was."""
        return (self.instead_on or self.request.new_on) if self.agreed else None

    def __str__(self) -> str:
        asked_on = in_words(self.request.new_on)
        if self.instead_on:
            return gettext("%(on)s agreed instead of %(asked)s") % {"on": in_words(self.instead_on), "asked": asked_on}
        return (gettext("%(on)s agreed") if self.agreed else gettext("%(on)s not agreed")) % {"on": asked_on}


def target_agreed(at: datetime | None = None) -> models.Subquery:
    """Of a row of actions, as it stood at `at` (None: now): the last decision on its target; None where nobody decided on it.

    An action can be opened with a target that somebody has to agree; where that is refused, the target stands and this says so.
    """
    on_target = recorded(DeadlineDecision, at).alias(day=DAY_DECIDED)
    on_target = on_target.filter(request__action=models.OuterRef("number"), day=models.OuterRef("target_on"))
    return models.Subquery(on_target.order_by("-recorded_at", "-pk").values("agreed")[:1])
