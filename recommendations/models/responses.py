"""The force's response to a part of a recommendation, and the DCC's decision on one that ends work."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from safeguarding.models import Record

from ..workflow import ENDS_WORK, ResponseKind
from .intake import PlanDocument
from .recommendations import Part
from .visibility import InspectedQuerySet


class Response(Record):
    """The force's response to one part. One that ends work on a part of ours waits for the DCC's agreement."""

    class Position(models.TextChoices):
        IN_PLACE = "in-place", "Already in place"
        UNDER_WAY = "under-way", "Under way"
        FURTHER_ACTION = "further-action", "Further action needed"

    to_inspection = "part__recommendation__inspection"

    part = models.ForeignKey(Part, models.PROTECT, related_name="responses")
    kind = models.CharField(max_length=20, choices=ResponseKind)
    reason = models.TextField(blank=True, help_text="Published with the response.")
    position = models.CharField(max_length=20, choices=Position, blank=True)
    said_on = models.DateField(null=True, blank=True, help_text="The day the response speaks of.")
    direction_from = models.CharField(max_length=200, blank=True)
    review_on = models.DateField("review by", null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(
        PlanDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responses",
        help_text="The plan that said it.",
    )

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            # The reason is published with it: "no action required" over a part of ours is a finding (domain.md).
            models.CheckConstraint(
                condition=~Q(kind__in=ENDS_WORK) | ~Q(reason=""),
                name="ending_work_needs_a_reason",
                violation_error_message="Give the reason, in words that can be published.",
            ),
            # Not applicable today: the force, or the law, may change.
            models.CheckConstraint(
                condition=~Q(kind=ResponseKind.NOT_APPLICABLE) | Q(review_on__isnull=False),
                name="not_applicable_has_a_review_date",
                violation_error_message="Give the date when it will be looked at again.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ResponseKind.POSITION) | ~Q(position=""),
                name="a_position_says_which",
                violation_error_message="Say which position: already in place, under way or further action needed.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def ends_work(self) -> bool:
        return self.kind in ENDS_WORK


class ResponseDecision(Record):
    """The DCC agrees a response that ends work on a part of ours, or does not."""

    to_inspection = "response__part__recommendation__inspection"

    response = models.OneToOneField(Response, models.PROTECT, related_name="decision")
    agreed = models.BooleanField()
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issue_held_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = InspectedQuerySet.as_manager()

    class Meta:
        constraints = [
            # Four eyes (domain.md): neither who proposed the response nor who then held the issue.
            models.CheckConstraint(
                condition=~Q(recorded_by=F("proposed_by")),
                name="a_response_is_agreed_by_another",
                violation_error_message="You proposed this response, so somebody else has to agree it.",
            ),
            models.CheckConstraint(
                condition=Q(issue_held_by=None) | ~Q(recorded_by=F("issue_held_by")),
                name="a_response_is_not_agreed_by_the_issue_owner",
                violation_error_message="You hold the issue, so somebody else has to agree the response.",
            ),
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(reason=""),
                name="a_refused_response_has_a_reason",
                violation_error_message="Say why you do not agree it.",
            ),
        ]
