"""Taken back by its owner: a recommendation to complete and a date asked for, before anybody has decided; evidence, whenever."""

from django.db import models

from safeguarding.models import Record

from .actions import Action
from .deadlines import DeadlineRequest
from .progress import Evidence
from .recommendations import Part
from .visibility import EntryQuerySet


class RecommendationTakenBack(Record):
    """The owner takes back that an action, or one part of it, is complete. What was said with it stays."""

    to_action = "action"
    to_part = "part"

    action = models.ForeignKey(Action, models.PROTECT, related_name="recommendations_taken_back")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "recommendation taken back"
        verbose_name_plural = "recommendations taken back"
        ordering = ["recorded_at", "pk"]


class DeadlineTakenBack(Record):
    """A date that was asked for is no longer asked for."""

    to_action = "request__action"

    request = models.OneToOneField(DeadlineRequest, models.PROTECT, related_name="taken_back")
    reason = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "request for a date taken back"
        verbose_name_plural = "requests for a date taken back"
        ordering = ["recorded_at", "pk"]


class EvidenceTakenBack(Record):
    """Evidence that was given in error, such as the wrong file, and proves nothing any more. What it was stays to be read."""

    to_action = "evidence__action"
    to_part = "evidence__part"

    evidence = models.OneToOneField(Evidence, models.PROTECT, related_name="taken_back")
    reason = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "evidence taken back"
        verbose_name_plural = "evidence taken back"
        ordering = ["recorded_at", "pk"]
