"""Documents that come in: those accepted, those withdrawn again, and those that a coordinator is still working on."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from inspections.models import Inspection
from safeguarding.as_at import not_yet
from safeguarding.models import HistoryModel, Record, SignedRow, User
from safeguarding.models.recording import NoBulkQuerySet
from safeguarding.roles import authority

from .visibility import OfInspectionQuerySet


def kept_as(document: "PlanDocument", filename: str) -> str:
    """Where an accepted plan lies: under its digest, whatever it was called."""
    return f"plans/{document.sha256}"


def not_withdrawn(at: datetime | None = None) -> Q:
    """A Q over what a plan brought in (its `document`): the plan was not withdrawn by `at` (None: by now)."""
    return not_yet("document__withdrawal", at)


class PlanDocumentQuerySet(NoBulkQuerySet):
    def visible_to(self, user: User, at: datetime) -> "PlanDocumentQuerySet":
        """Those that `user`, of the force, may know of at `at`: none of the inspections they answer is kept from them."""
        if not authority(user, at).in_force:
            return self.none()
        answered = PlanInspection.objects.filter(document=OuterRef("pk"))
        # A plan names its rows in its own words: one inspection that is kept from the reader closes all of it.
        hidden = answered.exclude(pk__in=PlanInspection.objects.visible_to(user, at).values("pk"))
        return self.filter(~Exists(hidden))


class PlanDocument(Record):
    """An action plan or progress table that was accepted, kept as it came.

    `new`, `changed`, `unchanged` and `left_out` count its rows by what accepting them did.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.FileField(upload_to=kept_as)
    rows = models.PositiveIntegerField()
    # Kept, not counted again: the register moves on, and these say what accepting did on that day.
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The same file, accepted before and withdrawn.",
    )

    objects = PlanDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            # Only what follows a withdrawn import of the file may bring it in again, and one import has one follower.
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(follows=None),
                name="a_file_is_accepted_once",
                violation_error_message="This file was accepted before.",
            )
        ]


class PlanInspection(Record):
    """An accepted plan answers this inspection."""

    to_inspection = "inspection"

    document = models.ForeignKey(PlanDocument, models.PROTECT, related_name="inspections")
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="+")

    objects = OfInspectionQuerySet.as_manager()

    class Meta:
        ordering = ["inspection"]
        constraints = [models.UniqueConstraint(fields=["document", "inspection"], name="a_plan_answers_it_once")]


class PlanWithdrawal(Record):
    """An accepted plan was withdrawn as a whole, because nothing had been built on it."""

    document = models.OneToOneField(PlanDocument, models.PROTECT, related_name="withdrawal")
    reason = models.TextField()

    class Meta:
        ordering = ["recorded_at", "pk"]


def staged_plan_path(staged: "StagedPlan", filename: str) -> str:
    """Where a plan waits until it is accepted or left: under its digest."""
    return f"staged-plans/{staged.sha256}"


class StagedPlan(SignedRow):
    """A plan on its way in: the file, and what coordinators have answered about it so far. Nothing of it counts yet.

    `answers` is a selectors.intake.answers.Answers.
    """

    SIGNED = ("name", "sha256", "answers")

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=staged_plan_path)
    answers = models.JSONField(default=dict)
    staged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    staged_at = models.DateTimeField()
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    class Meta:
        ordering = ["-edited_at"]
        # Two coordinators with the same file work on one set of answers.
        constraints = [models.UniqueConstraint(fields=["sha256"], name="a_plan_waits_once")]

    def __str__(self) -> str:
        return self.name


class StagedGrids(SignedRow):
    """The tables of a staged plan's file, as a worker read them once for every process. packed: as lib.sandbox.pack gives them."""

    SIGNED = ("plan_id", "packed")

    plan = models.OneToOneField(StagedPlan, models.CASCADE, related_name="+")
    packed = models.BinaryField()

    def __str__(self) -> str:
        return f"Tables of {self.plan_id}"


class ColumnLayout(HistoryModel):
    """Which column holds what in plans whose header has these words, as a coordinator corrected it."""

    fingerprint = models.CharField(max_length=64, unique=True)
    header = models.TextField(help_text="The header’s words, one column a line.")
    fields = models.JSONField(help_text="By column from 0: the field, or nothing for a column that is not read.")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(self.header.splitlines())


class StatusWord(HistoryModel):
    """The force's own meaning of a status word; it goes before the tracker's table (importers.status_words)."""

    words = models.CharField(max_length=200, unique=True)
    means = models.CharField(max_length=25)

    class Meta:
        ordering = ["words"]

    def __str__(self) -> str:
        return f"{self.words}: {self.means}"
