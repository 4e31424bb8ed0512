"""The work of the OPCC: how far it is assured about an inspection, and what it notes for a meeting of a board and at one."""

from django.db import models
from django.db.models import Q

from inspections.models import Inspection
from safeguarding.models import Record

from .correctable import Correctable, OfInspectionCorrections
from .meetings import Meeting
from .recommendations import Recommendation
from .visibility import OfInspectionQuerySet


class Assurance(Record):
    """The OPCC's word on one inspection, with its reason; the last one counts, and those before it stay."""

    class Level(models.TextChoices):
        ASSURED = "assured", "Assured"
        PARTLY = "partly", "Partly assured"
        NOT_ASSURED = "not-assured", "Not assured"

    to_inspection = "inspection"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="assurances")
    level = models.CharField(max_length=12, choices=Level)
    reason = models.TextField()

    objects = OfInspectionQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]


class MeetingNote(Correctable):
    """The OPCC's words on an inspection, or one recommendation of it: for a meeting, or the minute of what became of it there.

    A note may be for no meeting in particular; what became of it was at one.
    """

    class Outcome(models.TextChoices):
        NOTE = "note", "Note for a meeting"
        NOTED = "noted", "Noted"
        CHALLENGED = "challenged", "Challenged"
        DEFERRED = "deferred", "Deferred"

    to_inspection = "inspection"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="meeting_notes")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="meeting_notes"
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="notes")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.NOTE)
    text = models.TextField("note or minute")

    objects = OfInspectionCorrections.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="note") | Q(meeting__isnull=False),
                name="what_became_of_it_was_at_a_meeting",
                violation_error_message="Select the meeting at which it was noted, challenged or deferred",
            ),
        ]
