"""Looks back after completion: did it last? (domain.md, The life of an action)"""

from collections.abc import Collection

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce

from inspections.models import Inspection
from safeguarding.models import HistoryModel, Post
from safeguarding.models.recording import NoBulkQuerySet

from ..workflow import Status
from .actions import Action

# In words, of checks that were made.
FOUND = ("it lasted", "it did not last", "it cannot be said yet")
_LASTED, _FAILED, _OPEN = map(Value, FOUND)
LASTED = Case(When(lasted=True, then=_LASTED), When(lasted=False, then=_FAILED), default=_OPEN)
UNANSWERED = Q(done_on=None, called_off_at=None)  # of rows of today and of the past
LONGEST = 60  # months between two of a recurring check: our convention, so that somebody looks again


class CheckQuerySet(NoBulkQuerySet):
    def to_come(self) -> "CheckQuerySet":
        """Those that nobody has answered, on complete actions and on inspections, each with the post that makes it (`maker`).

        The first due is the first.
        """
        due = Q(action=None) | Q(action__status=Status.COMPLETE)
        found = self.filter(due, UNANSWERED).order_by("due_on", "pk")
        return found.annotate(maker=Coalesce("owner", "action__owner"))

    def with_posts(self, posts: Collection[int]) -> "CheckQuerySet":
        """Those that one of these posts (keys) makes: the check's own, else the owner of the action."""
        return self.filter(Q(owner__pk__among=posts) | Q(owner=None, action__owner__pk__among=posts))


class FollowUpCheck(HistoryModel):
    """A dated look back: after the completion of an action, made by its own post or by the owner; or at an inspection, by its post.

    `lasted` is None too where it was looked at and could not be said yet: then another follows. One that recurs `every_months`
    is followed by the next, as soon as it is answered. One that was set in error is called off, for the reason in its history.
    """

    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="checks")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="checks")
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    owner = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="made by")
    every_months = models.PositiveSmallIntegerField("again every so many months", null=True, blank=True)
    follows = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    done_on = models.DateField(null=True, blank=True)
    lasted = models.BooleanField(null=True, blank=True)
    found = models.TextField(blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, inspection=None)
                | Q(action=None, inspection__isnull=False, owner__isnull=False),
                name="a_check_is_on_an_action_or_by_a_post_on_an_inspection",
                violation_error_message="Select the post that makes the check.",
            ),
            models.CheckConstraint(
                condition=Q(every_months=None) | Q(every_months__gte=1, every_months__lte=LONGEST),
                name="a_check_recurs_within_years",
                violation_error_message=f"Enter between 1 and {LONGEST} months.",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(called_off_at=None),
                name="a_check_that_was_made_is_not_called_off",
            ),
        ]

    def __str__(self) -> str:
        return f"Follow-up check {self.pk} of {f'action {self.action_id}' if self.action_id else self.inspection}"

    @property
    def made_by(self) -> Post | None:
        """The post that makes it."""
        return self.owner or (self.action and self.action.owner)
