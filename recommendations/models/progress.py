"""Progress as owners report it: updates, the evidence behind them, and files on their way in."""

import re
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from safeguarding.as_at import not_yet
from safeguarding.models import Record

from .actions import Action
from .correctable import Correctable
from .recommendations import Part
from .visibility import EntryQuerySet

# Words that say work goes on: closed while the text says work continues is a published finding (domain.md, What goes wrong in
# practice). Our convention: a hint to whoever decides, never a verdict. In such terms that both databases understand it too.
WORK_CONTINUES = re.compile(
    r"(?<!\w)(?:continu(?:e|es|ing)|on-?going|under ?way|in progress|still to|yet to|to follow|(?:will|is|are) (?:now )?be(?:ing)?"
    r"|planned (?:for|to)|to be (?:completed|undertaken))(?!\w)",
    re.IGNORECASE,
)
SAYS_WORK_CONTINUES = Q(done__iregex=WORK_CONTINUES.pattern) | Q(next__iregex=WORK_CONTINUES.pattern)


class Assessment(models.TextChoices):
    """How the owner says it goes. Overdue is not among them: that is computed."""

    ON_TARGET = "on-target", "On target"
    AT_RISK = "at-risk", "At risk"
    OFF_TARGET = "off-target", "Off target"


class ProgressUpdate(Correctable):
    """An owner's report: done and next, or that nothing changed and why; with or without recommending complete."""

    class Shown(models.TextChoices):
        # Activity does not answer whether children are safer (domain.md, The difference made).
        TESTED = "tested", "Tested"
        EFFECT_SHOWN = "effect-shown", "Effect shown"
        NOT_SHOWN = "not-shown", "Tested, effect not shown"
        NOT_TESTED = "not-tested", "Not yet tested"

    to_action = "action"
    to_part = "part"

    action = models.ForeignKey(Action, models.PROTECT, related_name="updates")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    # Beside the computed overdue, never instead of it: a plan said "On target" months after its date (domain.md).
    assessment = models.CharField(max_length=10, choices=Assessment, blank=True)
    done = models.TextField("done since the last update", blank=True)
    next = models.TextField("what happens next", blank=True)
    no_change_because = models.TextField(blank=True)
    expected_on = models.DateField("expected completion", null=True, blank=True)
    recommends_complete = models.BooleanField(default=False)
    shown = models.CharField("what shows it worked", max_length=15, choices=Shown, blank=True)
    shown_by = models.TextField("how it was shown", blank=True)
    source = models.CharField(max_length=300, blank=True, help_text="Document and row, when transcribed.")

    class Meta:
        ordering = ["recorded_at", "pk"]
        # So that PostgreSQL looks for these words once an update, and not at every count of those that have them.
        indexes = [models.Index(fields=["action"], condition=SAYS_WORK_CONTINUES, name="updates_saying_work_continues")]
        constraints = [
            *Correctable.Meta.constraints,
            # A date moved with a form left empty is no update; a recommendation alone says enough.
            models.CheckConstraint(
                condition=~Q(done="") | ~Q(next="") | ~Q(no_change_because="") | Q(recommends_complete=True),
                name="an_update_says_something",
                violation_error_message="Say what was done, what happens next, or why nothing has changed.",
            ),
            # A transcribed one (with a source) says no more than its document did.
            models.CheckConstraint(
                condition=Q(recommends_complete=False) | ~Q(shown="") | ~Q(source=""),
                name="recommending_says_what_shows_it_worked",
                violation_error_message="Say what shows it worked, or that it is not yet tested.",
            ),
        ]

    def __str__(self) -> str:
        return f"Update on action {self.action_id}"


def evidence_path(evidence: "Evidence", filename: str) -> str:
    """Where a piece of evidence lies: under its digest, whatever it was called."""
    return f"evidence/{evidence.sha256}"


class EvidenceQuerySet(EntryQuerySet):
    def not_taken_back(self, at: datetime | None = None) -> "EvidenceQuerySet":
        """Those that nobody had taken back by `at` (None: by now)."""
        return self.filter(not_yet("taken_back", at))


class Evidence(Record):
    """Proof of an output, a test or an effect: a file, a link, or where it is held."""

    class Of(models.TextChoices):
        OUTPUT = "output", "An output, such as a procedure issued"
        TEST = "test", "A test, such as an audit or dip sample"
        EFFECT = "effect", "An effect: the measure moved"

    to_action = "action"
    to_part = "part"

    action = models.ForeignKey(Action, models.PROTECT, related_name="evidence")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="+")
    update = models.ForeignKey(ProgressUpdate, models.PROTECT, null=True, blank=True, related_name="evidence")
    of = models.CharField("evidence of", max_length=10, choices=Of, default=Of.OUTPUT)
    title = models.CharField(max_length=300)
    speaks_of_on = models.DateField("date it speaks of", null=True, blank=True)
    file = models.FileField(upload_to=evidence_path, blank=True)
    name = models.CharField("file name", max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField("size in bytes", null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    held_elsewhere = models.CharField(
        max_length=500, blank=True, help_text="System, holder and reference, where it is not kept here."
    )

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        ordering = ["recorded_at", "pk"]
        constraints = [
            # "Closed without evidence" is a published finding; evidence that may not be copied is at least named.
            models.CheckConstraint(
                condition=~Q(file="") | ~Q(link="") | ~Q(held_elsewhere=""),
                name="evidence_is_somewhere",
                violation_error_message="Attach a file, give a link, or say where it is held.",
            ),
            # The digest proves, years later, that the file is the one the DCC had before them.
            models.CheckConstraint(condition=Q(file="") | ~Q(sha256=""), name="a_file_has_its_digest"),
        ]

    def __str__(self) -> str:
        return f"Evidence {self.pk} on action {self.action_id}"


class Release(Record):
    """The issue owner shows the OPCC everything force-only said on an action up to this moment."""

    to_action = "action"

    action = models.ForeignKey(Action, models.PROTECT, related_name="releases")
    reason = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()


def staged_path(staged: "StagedFile", filename: str) -> str:
    """Where a file waits until its form is right: under its digest."""
    return f"staged/{staged.sha256}"


class StagedFile(models.Model):
    """A file that came in with a form that had errors; kept for its person until the form is right."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    file = models.FileField(upload_to=staged_path)
    staged_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
