"""Notices: of each thing a person is told once by mail; and the days on which they want to be told."""

from datetime import date

from django.conf import settings
from django.db import models

from safeguarding.models import OutgoingMail

from .actions import Action
from .recommendations import Recommendation

WORKING_DAYS = (0, 1, 2, 3, 4)  # of date.weekday()


def working_days() -> list[int]:
    """Monday to Friday."""
    return list(WORKING_DAYS)


class NoticeKind(models.TextChoices):
    """Why somebody is told, in the order of a mail. Of the dates the last that was reached is told, and no other."""

    SENT_BACK = "sent-back", "Sent back to you"
    QUESTION = "question", "Questions for you to answer"
    TO_DECIDE = "to-decide", "Waiting for a decision"
    ROUND = "round", "Updates asked for"
    GIVEN = "given", "New to you"
    OVERDUE = "overdue", "Past the date"
    DUE_7 = "due-7", "Due in the next 7 days"
    DUE_30 = "due-30", "Due in the next 30 days"
    DUE_60 = "due-60", "Due in the next 60 days"
    DECIDED = "decided", "Decided"
    PUBLISHED = "published", "Published by the Commissioner"
    SAID_BY_OPCC = "opcc", "Said by the OPCC"
    ESCALATED = "escalated", "Long past the date, and raised to you"
    UNOWNED = "unowned", "Actions without owner"
    SILENT = "silent", "No update for 30 days"


class Notice(models.Model):
    """A person was told of a thing, for one reason, in a mail.

    thing: "action 14", "question 3"; about: the date or the record that made it so. Once told it is not told again, and another
    date is another notice. action, recommendation: on whose page it is read.
    """

    mail = models.ForeignKey(OutgoingMail, models.PROTECT, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=NoticeKind)
    thing = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)
    action = models.ForeignKey(Action, models.PROTECT, null=True, related_name="notices")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, related_name="notices")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "thing", "about"], name="a_person_is_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.thing}"


class MailPreference(models.Model):
    """The days on which a person is written to, the kinds of notice that they do not want, and until when they are away."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mail_preference")
    days = models.JSONField(default=working_days, help_text="Of date.weekday().")
    unwanted = models.JSONField(default=list, help_text="Kinds of notice.")
    away_until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"Mail preference {self.pk}"

    def writes_on(self, day: date) -> bool:
        """Return whether a mail goes on `day`; on the day on which they are back it does."""
        return day.weekday() in self.days and not (self.away_until and day < self.away_until)
