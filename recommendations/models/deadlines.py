"""Dates that are asked for, and agreed by somebody else."""

from django.db import models

from safeguarding.as_at import not_yet
from safeguarding.models import Record

from .actions import Action
from .intake import PlanDocument, not_withdrawn
from .second_person import another_than, person
from .visibility import EntryQuerySet


class DeadlineRequestQuerySet(EntryQuerySet):
    """Dates asked for."""

    def pending(self, at=None):
        """Those that waited for a decision at `at` (None: now): not decided, nor withdrawn with the plan that asked."""
        return self.filter(not_yet("decision", at), not_withdrawn(at))


class DeadlineRequest(Record):
    """An owner asks for a target date, the first or another one; or a plan does."""

    class Because(models.TextChoices):
        IT = "it", "Waiting on IT"
        PARTNER = "partner", "Waiting on a partner"
        RESOURCING = "resourcing", "Resourcing"
        SCOPE = "scope", "The scope changed"
        PLAN = "plan", "As the plan has it"
        OTHER = "other", "Another reason"

    to_action = "action"

    action = models.ForeignKey(Action, models.PROTECT, related_name="deadline_requests")
    previous_on = models.DateField("target when asked", null=True, blank=True)
    new_on = models.DateField("date asked for")
    because = models.CharField(max_length=12, choices=Because)
    reason = models.TextField()
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


class DeadlineDecision(Record):
    """A second person agrees the date asked for, or does not."""

    to_action = "request__action"

    request = models.OneToOneField(DeadlineRequest, models.PROTECT, related_name="decision")
    agreed = models.BooleanField()
    reason = models.TextField()
    asked_by = person()
    held_by = person(null=True, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            another_than("asked_by", "You asked for this date, so somebody else has to decide."),
            another_than("held_by", "You own this action, so somebody else has to decide."),
        ]
