"""The Police and Crime Commissioner's published response to reports, as the Police Act 1996 s.55 asks for it."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.models import Inspection
from inspections.visibility import known_inspections
from safeguarding.models import HistoryModel, User
from safeguarding.models.recording import NoBulkQuerySet
from safeguarding.roles import authority

from .recommendations import Recommendation

CLOCK = "pcc-comments"  # its key in inspections.clocks


class CommissionerResponseQuerySet(NoBulkQuerySet):
    """Responses, and what belongs to one; `to_response` leads there."""

    def visible_to(self, user: User, at: datetime) -> QuerySet:
        """Those of reports that `user` may know of, every one; until a response is published it is the OPCC's own paper."""
        prefix, known = self.model.to_response, known_inspections(user, at)
        reports = AnsweredReport.objects.filter(response=OuterRef(f"{prefix}pk"), ended_at=None)
        visible = self if known.all else self.exclude(Exists(reports.exclude(known.of("inspection"))))
        return visible if authority(user, at).opcc else visible.exclude(**{f"{prefix}published_on": None})


class CommissionerResponse(HistoryModel):
    """One response, which may answer several reports: its own words, and the day of each step that s.55 asks for."""

    to_response = ""

    title = models.CharField(max_length=200)
    comments = models.TextField("the Commissioner’s comments", blank=True)
    invited_on = models.DateField("chief officer invited to comment", null=True, blank=True)
    comments_by = models.DateField("chief officer’s comments asked for by", null=True, blank=True)
    received_on = models.DateField("chief officer’s comments received", null=True, blank=True)
    chief_officer_comments = models.TextField("the chief officer’s comments", blank=True)
    reply = models.TextField("the Commissioner’s reply to them", blank=True)
    published_on = models.DateField("published", null=True, blank=True)
    published_where = models.CharField("where it is published", max_length=300, blank=True)
    inspectors_sent_on = models.DateField("copy sent to the inspectors", null=True, blank=True)
    secretary_sent_on = models.DateField("copy sent to the Home Secretary", null=True, blank=True)

    objects = CommissionerResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on=None) | ~Q(published_where=""),
                name="a_published_response_says_where",
                violation_error_message="Say where it is published.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AnsweredReport(HistoryModel):
    """That a response answers the report of an inspection."""

    to_response = "response__"

    response = models.ForeignKey(CommissionerResponse, models.PROTECT, related_name="reports")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="commissioner_responses")
    ended_at = models.DateTimeField("answers it no more", null=True, blank=True)

    objects = CommissionerResponseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection"],
                condition=Q(ended_at=None),
                name="a_report_is_answered_by_one_response",
                violation_error_message="Another response answers this report.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.inspection}, answered by {self.response}"


class CommissionerComment(HistoryModel):
    """A response on one recommendation: that it is done, what is proposed, or why nothing is."""

    class Kind(models.TextChoices):
        DONE = "done", "Done"
        PROPOSED = "proposed", "Proposed"
        NOTHING = "nothing", "Nothing, and why"

    to_response = "response__"

    response = models.ForeignKey(CommissionerResponse, models.PROTECT, related_name="recommendation_comments")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="commissioner_comments")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()

    objects = CommissionerResponseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "recommendation"],
                name="a_response_comments_once_on_a_recommendation",
                violation_error_message="Somebody else commented on it after you opened this page.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.response}, on {self.recommendation}"
