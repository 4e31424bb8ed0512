"""Actions that the force has promised, the parts they answer, and what they wait on."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext

from inspections.visibility import closed
from safeguarding.as_at import rows
from safeguarding.lib.database.keys import EVERY
from safeguarding.lib.dates import Precision
from safeguarding.models import Audience, HistoryModel, Marking, Post, User
from safeguarding.models.recording import NoBulkQuerySet
from safeguarding.roles import authority

from ..workflow import Status
from .recommendations import Part
from .visibility import InspectedQuerySet, of_inspections, sees_every_action, withheld_actions


class ActionQuerySet(NoBulkQuerySet):
    def visible_to(self, user: User, at: datetime) -> "ActionQuerySet":
        """Actions covering a part that `user` may see; in the force also those that cover none; of an agency their own, unless closed.

        Each says whether its words are `withheld`: text, words of dates and cost, what it waits on.
        """
        return self.known_to(user, at).annotate(withheld=withheld_actions(user, at))

    def known_to(self, user: User, at: datetime) -> "ActionQuerySet":
        """Those of visible_to, without asking whose words are withheld: for what asks only that they are there."""
        return self.filter(visible_actions(user, at))


def visible_actions(user: User, now: datetime, as_at: datetime | None = None) -> Q:
    """A condition on rows of actions, of today or as at a moment: `user` may see them, as ActionQuerySet.visible_to has it.

    By the rights of `now`; by the owner, what was covered and the embargo of `as_at` (None: of now).
    """
    if sees_every_action(user, now, as_at):
        return EVERY
    has = authority(user, now)
    covered = rows(Coverage, as_at).filter(ended_at=None, action=OuterRef("number")).order_by()
    # Not a list of keys, which a database makes of the whole register before it looks at one action.
    visible = Q(Exists(covered.filter(of_inspections(Coverage, user, now, as_at))))
    # An action from a meeting or a direction answers no report, so nothing says that anybody outside may see it.
    if has.in_force:
        return visible | ~Exists(covered)
    unless = covered.filter(part__recommendation__inspection__in=closed(now, as_at))
    return visible | Q(~Exists(unless), owner__pk__among=has.posts) if has.posts else visible


class Action(HistoryModel):
    """One promise with one owner. Its number is force-wide and never used again: it is the key.

    `status` is the echo of the last move (workflow.MOVES), and services.moves alone changes it; the records of progress and
    scrutiny are the truth.
    """

    guarded = ("status",)

    # Numbers are quoted in papers and minutes, so one that was given must never mean another action.
    number = models.BigAutoField(primary_key=True)
    text = models.TextField()
    owner = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name="action owner"
    )
    # Blank is "not stated" and free text stays free text: an import never guesses a post or a date (domain.md).
    owner_words = models.CharField(
        max_length=200, blank=True, help_text="The owner as a document names them, where no post is known."
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.AWAITING_ALLOCATION)
    target_words = models.CharField("target as stated", max_length=300, blank=True)
    target_on = models.DateField("current target", null=True, blank=True)
    target_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    # Overdue is shown against both, or "nothing outstanding" comes to mean "everything extended" (domain.md).
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
            # Work under way has somebody to answer for it ("owners gone" is a published finding, domain.md); withdrawn work needs nobody.
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(status__in=[Status.AWAITING_ALLOCATION, Status.WITHDRAWN]),
                name="an_action_without_owner_awaits_allocation",
                violation_error_message="Name the action owner first.",
            ),
            # Without a first target a moved date would look like one that was kept.
            models.CheckConstraint(
                condition=Q(target_on=None) | Q(original_target_on__isnull=False),
                name="a_current_target_has_an_original",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Action %(number)s") % {"number": self.number}


class Coverage(HistoryModel):
    """This action answers this part. What was recommended and supported for it alone is echoed here."""

    to_inspection = "part__recommendation__inspection"

    # A model of its own, since a many-to-many has no history and this has: what covered a part then is asked as at.
    action = models.ForeignKey(Action, models.PROTECT, related_name="coverages")
    part = models.ForeignKey(Part, models.PROTECT, related_name="coverages")
    # Echoes of records, for lists; not booleans, so that one sees which update and which decision.
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
            # Ended coverages stay as rows, and the same one may begin again.
            models.UniqueConstraint(
                fields=["action", "part"], condition=Q(ended_at=None), name="a_part_is_covered_once_by_an_action"
            )
        ]

    def __str__(self) -> str:
        return gettext("Action %(number)s for %(part)s") % {"number": self.action_id, "part": self.part}


STILL_WAITING = "Still waiting"  # why a note changes that was only looked at again; any other reason puts it right


class WaitingOn(HistoryModel):
    """A dated note on what an action waits for; it stops no clock."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="waits")
    body = models.CharField("body or project", max_length=200)
    board = models.CharField("its board", max_length=200, blank=True)
    date_words = models.CharField("its date, in its words", max_length=200, blank=True)
    confirmed_on = models.DateField("last confirmed", null=True, blank=True)
    review_on = models.DateField("review date")
    # Asked of whoever waits, because the children concerned do not stop being at risk (domain.md, The life of an action).
    meanwhile = models.TextField("what protects children meanwhile")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "waiting-on note"
        ordering = ["review_on"]

    def __str__(self) -> str:
        return f"What action {self.action_id} waits on"
