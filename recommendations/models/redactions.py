"""A text or a file that must not stand in the record, such as a child's name typed in error, is redacted by two people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safeguarding.models import Record


class RedactionRequest(Record):
    """Somebody asks that texts of one thing be redacted. They are named by their fields: the words are not said again here."""

    kind = models.CharField(max_length=100, help_text="The thing’s model, such as progressupdate.")
    key = models.BigIntegerField(help_text="The thing’s.")
    fields = models.JSONField(help_text="The names of the fields.")
    reason = models.TextField(help_text="What stands in the texts’ place says it too.")

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Redaction(Record):
    """Somebody else confirmed it, and the texts are gone. What they were is kept as a digest (safeguarding.RedactedField)."""

    request = models.OneToOneField(RedactionRequest, models.PROTECT, related_name="redaction")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(recorded_by=F("asked_by")),
                name="a_redaction_is_confirmed_by_another",
                violation_error_message="You asked for this, so somebody else has to confirm it.",
            )
        ]


class RedactionDeclined(Record):
    """Somebody else looked, and what was asked for stays as it is, with why."""

    request = models.OneToOneField(RedactionRequest, models.PROTECT, related_name="declined")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name_plural = "redactions declined"
        constraints = [
            models.CheckConstraint(
                condition=~Q(recorded_by=F("asked_by")),
                name="a_redaction_is_declined_by_another",
                violation_error_message="You asked for this, so somebody else has to decide it.",
            )
        ]


class RedactionTakenBack(Record):
    """Whoever asked, in error, asks no more, with why."""

    request = models.OneToOneField(RedactionRequest, models.PROTECT, related_name="taken_back")
    reason = models.TextField()

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = "redaction taken back"
        verbose_name_plural = "redactions taken back"
