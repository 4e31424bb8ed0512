"""A round of updates: what it asks about, by when; who returned what, who was chased or excused, and what is drafted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.lib.dates import london_date
from safeguarding.lib.languages import in_words
from safeguarding.models import HistoryModel, Post, Record, SignedRow

from .actions import Action
from .progress import Assessment, ProgressUpdate
from .reference import NamedPlan
from .sessions import ScrutinySession


class UpdateRound(HistoryModel):
    """Owners are asked for an update on each open action by a day; each post that owns one of them owes one return.

    What it asks about are the actions that were worked on at `commissioned_at`, of its scopes; the owner is whoever owns one now.
    """

    title = models.CharField(max_length=200)
    commissioned_at = models.DateTimeField(editable=False)
    returns_by = models.DateField("returns by")
    session = models.ForeignKey(ScrutinySession, models.PROTECT, null=True, blank=True, related_name="rounds")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-commissioned_at", "-pk"]

    def __str__(self) -> str:
        return gettext("%(title)s, by %(on)s") % {"title": self.title, "on": in_words(self.returns_by)}


class RoundScope(Record):
    """An inspection, a named plan or an action that a round asks about; one without any asks about all open actions."""

    round = models.ForeignKey(UpdateRound, models.PROTECT, related_name="scopes")
    inspection = models.ForeignKey(Inspection, models.PROTECT, null=True, blank=True, related_name="+")
    plan = models.ForeignKey(NamedPlan, models.PROTECT, null=True, blank=True, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(inspection__isnull=False, plan=None, action=None)
                | Q(inspection=None, plan__isnull=False, action=None)
                | Q(inspection=None, plan=None, action__isnull=False),
                name="a_scope_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.inspection or self.plan or self.action)


class ReturnNotice(Record):
    """The owner of a post was asked again for its return, or excused from it; the last one counts."""

    class Kind(models.TextChoices):
        CHASED = "chased", "Chased"
        EXCUSED = "excused", "Excused"

    round = models.ForeignKey(UpdateRound, models.PROTECT, related_name="notices")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="excused") | ~Q(reason=""),
                name="a_post_is_excused_with_a_reason",
                violation_error_message="Say why it is excused.",
            )
        ]


class Return(Record):
    """The owner of a post answered a round, for each of its actions by a ReturnLine; what came to the post later, by another."""

    round = models.ForeignKey(UpdateRound, models.PROTECT, related_name="returns")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "pk"]


class ReturnLine(Record):
    """The update by which a return answers for an action: posted with it, or since the round was commissioned."""

    of = models.ForeignKey(Return, models.PROTECT, related_name="lines")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class ReturnDraft(SignedRow):
    """The words for an action in a round until its owner returns them. It goes with the action where that changes hands.

    version: so that of two who write at once neither undoes the other unseen.
    """

    SIGNED = ("round_id", "action_id", "done", "no_change_because", "assessment", "version", "edited_by_id")

    round = models.ForeignKey(UpdateRound, models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, models.PROTECT, related_name="+")
    done = models.TextField(blank=True)
    no_change_because = models.TextField(blank=True)
    assessment = models.CharField(max_length=10, choices=Assessment, blank=True)
    version = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "action"], name="an_action_is_drafted_once_in_a_round")]

    def __str__(self) -> str:
        return f"Draft {self.pk} for action {self.action_id}"

    @property
    def says(self) -> bool:
        """Return whether anything is in it by which the action is answered for."""
        return bool(self.done or self.no_change_because)


class MailedForm(SignedRow):
    """The form of a return that came by mail or was put into the folder of replies; nothing of it counts before somebody looks.

    sender: the address that the mail says it comes from, which proves nothing; "" where no mail brought it.
    rows: the TypedRows that were read from it, let go once it was looked at; signed until then.
    """

    SIGNED = ("round_id", "post_id", "name", "sender", "sha256", "rows")

    round = models.ForeignKey(UpdateRound, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sender = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, unique=True)
    rows = models.JSONField()
    came_at = models.DateTimeField()
    looked_at_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    looked_at = models.DateTimeField(null=True)
    kept = models.PositiveIntegerField(null=True)  # rows of it, as drafts

    class Meta:
        ordering = ["came_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(looked_at=None, looked_at_by=None, kept=None)
                | Q(looked_at__isnull=False, looked_at_by__isnull=False, kept__isnull=False),
                name="a_mailed_form_says_who_looked_and_what_was_kept",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def came(self) -> str:
        """From which address and when, in a sentence."""
        day = in_words(london_date(self.came_at))
        if self.sender:
            return gettext("A reply by mail from %(sender)s came on %(on)s.") % {"sender": self.sender, "on": day}
        return gettext("A reply, %(name)s, came as a file on %(on)s.") % {"name": self.name, "on": day}
