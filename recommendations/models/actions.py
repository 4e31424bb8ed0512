"""What the force has promised to do, which parts it answers, and what it waits on."""

from django.db import models
from django.db.models import Q

from inspections.models import Inspection
from safeguarding.lib.dates import Precision
from safeguarding.models import Audience, Marking, Noun, Post
from safeguarding.models.recording import KeptQuerySet
from safeguarding.roles import standing

from ..workflow import Status
from .recommendations import Part
from .visibility import InspectedQuerySet, withheld_actions


class ActionQuerySet(KeptQuerySet):
    def visible_to(self, user, at):
        """Actions covering a part that `user` may see; in the force also those that cover none; and their own.

        Each says whether its words are `withheld`: text, words of dates and cost, what it waits on.
        """
        has = standing(user, at)
        covering = Coverage.objects.filter(
            Inspection.visibility(user, rights_at=at, embargo_at=at, prefix="part__recommendation__inspection__"),
            ended_at=None,
        )
        seen = Q(pk__in=covering.values("action"))
        if has.in_force:
            seen |= ~Q(pk__in=Coverage.objects.filter(ended_at=None).values("action"))
        return self.filter(seen | Q(owner__in=has.posts)).annotate(withheld=withheld_actions(user, at))


class Action(Noun):
    """One promise with one owner. Its number is force-wide and never used again: it is the key.

    `status` is the echo of the last move (workflow.MOVES), and services.moves alone changes it; the records of progress and
    scrutiny are the truth.
    """

    guarded = ("status",)

    number = models.BigAutoField(primary_key=True)
    text = models.TextField()
    owner = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name="action owner"
    )
    owner_words = models.CharField(
        max_length=200, blank=True, help_text="The owner as a document names them, where no post is known."
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.AWAITING_ALLOCATION)
    target_words = models.CharField("target as stated", max_length=300, blank=True)
    target_on = models.DateField("current target", null=True, blank=True)
    target_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    original_target_on = models.DateField("original target", null=True, blank=True)
    expected_words = models.CharField("expected completion as stated", max_length=300, blank=True)
    expected_on = models.DateField("expected completion", null=True, blank=True)
    cost_words = models.CharField("cost as stated", max_length=300, blank=True)
    unfunded = models.BooleanField(default=False)
    origin = models.CharField(
        max_length=300, blank=True, help_text="The document and row, the meeting or the direction it came from."
    )
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.OPCC)
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.OFFICIAL)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(status__in=[Status.AWAITING_ALLOCATION, Status.WITHDRAWN]),
                name="an_action_without_owner_awaits_allocation",
                violation_error_message="Name the action owner first.",
            ),
            models.CheckConstraint(
                condition=Q(target_on=None) | Q(original_target_on__isnull=False),
                name="a_current_target_has_an_original",
            ),
        ]

    def __str__(self):
        return f"Action {self.number}"


class Coverage(Noun):
    """This action answers this part. What was recommended and supported for it alone is echoed here."""

    to_inspection = "part__recommendation__inspection"

    action = models.ForeignKey(Action, models.PROTECT, related_name="coverages")
    part = models.ForeignKey(Part, models.PROTECT, related_name="coverages")
    recommended_in = models.ForeignKey(
        "recommendations.ProgressUpdate", models.PROTECT, null=True, blank=True, related_name="+"
    )
    supported_in = models.ForeignKey(
        "recommendations.Decision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["part"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "part"], condition=Q(ended_at=None), name="a_part_is_covered_once_by_an_action"
            )
        ]

    def __str__(self):
        return f"Action {self.action_id} for {self.part}"


class WaitingOn(Noun):
    """A dated note on what an action waits for; it stops no clock."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="waits")
    body = models.CharField("body or project", max_length=200)
    board = models.CharField("its board", max_length=200, blank=True)
    date_words = models.CharField("its date, in its words", max_length=200, blank=True)
    confirmed_on = models.DateField("last confirmed", null=True, blank=True)
    review_on = models.DateField("review date")
    meanwhile = models.TextField("what protects children meanwhile")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "waiting-on note"
        ordering = ["review_on"]

    def __str__(self):
        return f"What action {self.action_id} waits on"


class FollowUpCheck(Noun):
    """A dated look back after completion: did it last?"""

    action = models.ForeignKey(Action, models.PROTECT, related_name="checks")
    what = models.CharField(max_length=300)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    lasted = models.BooleanField(null=True, blank=True)
    found = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on"]

    def __str__(self):
        return f"Follow-up check {self.pk} of action {self.action_id}"
