"""A published report on its way in: the reading of it, what was drafted, and the file that was kept."""

from datetime import datetime

from django.conf import settings
from django.db import models

from inspections.models import Inspection, Theme
from inspections.reading.blocks import Shape
from inspections.visibility import known_inspections
from safeguarding.models import Record, SignedRow, User
from safeguarding.models.people import Role
from safeguarding.roles import has_role

from .recommendations import Recommendation
from .visibility import OfInspectionQuerySet

SURE_FROM = 0.7  # our convention: what the reader gives to a demand under its own heading, with nothing against it


def kept_as(document: "ReportDocument", filename: str) -> str:
    """Where a report lies: under its digest, whatever it was called."""
    return f"reports/{document.sha256}"


class ReportDocument(Record):
    """A report from which recommendations were recorded, kept as it came; pasted words as text."""

    to_inspection = "inspection"

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="report_documents")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=kept_as)
    items = models.PositiveIntegerField("recorded from it")

    objects = OfInspectionQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            # An inspection may have several reports; each is recorded once, or its recommendations would stand twice.
            models.UniqueConstraint(fields=["inspection", "sha256"], name="a_report_is_recorded_once_an_inspection")
        ]


class ReportReadingQuerySet(models.QuerySet):
    def open_to(self, user: User, at: datetime) -> "ReportReadingQuerySet":
        """Those that `user` may work on: the coordinators', of the inspections they may see."""
        if not has_role(user, Role.COORDINATOR, at=at):
            return self.none()
        return self.filter(known_inspections(user, at).of("inspection"))


def being_read_as(reading: "ReportReading", filename: str) -> str:
    """Where a report waits until its reading is finished."""
    return f"readings/{reading.sha256}"


class ReportReading(SignedRow):
    """The work of reading one report, which may be left and resumed. Finished once its recommendations are recorded.

    drafted: how many drafts it has, those discarded too; so none is taken out unseen.
    """

    SIGNED = ("inspection_id", "name", "sha256", "drafted")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="report_readings")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=being_read_as)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    drafted = models.PositiveIntegerField(default=0, db_default=0)

    objects = ReportReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        constraints = [
            # Two coordinators who begin the same report share one reading.
            models.UniqueConstraint(
                fields=["inspection", "sha256"],
                condition=models.Q(finished_at=None),
                name="a_report_is_read_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ReportParagraph(models.Model):
    """A paragraph, heading or list item of a report as it was read, to be shown beside the drafts. number: from 0."""

    reading = models.ForeignKey(ReportReading, models.CASCADE, related_name="paragraphs")
    number = models.PositiveIntegerField()
    page = models.CharField(max_length=20, blank=True)
    shape = models.CharField(max_length=10, choices=[(shape.value, shape.name.capitalize()) for shape in Shape])
    bullet = models.CharField(max_length=5, blank=True)
    text = models.TextField()
    asks = models.BooleanField("has a word that asks")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="a_paragraph_has_a_number_of_its_own")
        ]

    def __str__(self) -> str:
        return f"Paragraph {self.number} of {self.reading}"


class ReportDraft(SignedRow):
    """One thing that a report asks, as it was read and put right. `version` counts the edits; a stale one is refused.

    parts: a list of {"letter", "text", "timescale", "addressees", "ours"}, words as stated; none where it has no sub-parts.
    places: where it was found, a list of {"page", "before", "words", "after", "paragraphs"}, the last the first and the last
    number of a ReportParagraph; none where a person added it in words of their own.
    """

    SIGNED = (
        *("reading_id", "choice", "kind", "reference", "text", "timescale", "addressees", "ours"),
        *("theme_id", "theme_words", "page_reference", "parts", "places"),
        *("status", "status_by", "status_on", "version"),
    )

    class Choice(models.TextChoices):
        UNDECIDED = "undecided", "To decide"
        KEPT = "kept", "Kept"
        DISCARDED = "discarded", "Discarded"

    reading = models.ForeignKey(ReportReading, models.CASCADE, related_name="drafts")
    order = models.PositiveIntegerField()
    choice = models.CharField(max_length=10, choices=Choice, default=Choice.UNDECIDED)
    kind = models.CharField(max_length=25, choices=Recommendation.Kind, default=Recommendation.Kind.RECOMMENDATION)
    reference = models.CharField("number", max_length=50, blank=True)
    text = models.TextField("wording")
    timescale = models.CharField("time limit", max_length=200, blank=True)
    addressees = models.CharField("addressed to", max_length=300, blank=True)
    ours = models.BooleanField("addressed to us", default=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    theme_words = models.CharField("heading in the report", max_length=200, blank=True)
    page_reference = models.CharField("page", max_length=100, blank=True)
    parts = models.JSONField(default=list, blank=True)
    places = models.JSONField(default=list, blank=True)
    # what a register of recommendations says has become of it: kept as a transcribed statement
    status = models.CharField("status there", max_length=200, blank=True)
    status_by = models.CharField("status said by", max_length=200, blank=True)
    status_on = models.DateField("status said on", null=True, blank=True)
    confidence = models.FloatField(default=1)
    doubts = models.JSONField(default=list, blank=True)
    # SET_NULL and CASCADE here alone: a draft is no record, and nothing of it counts until it is recorded.
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="drafts")

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"Draft {self.pk} from {self.reading}"

    @property
    def sure(self) -> bool:
        """The reader was sure of it, so that it may be kept with others at one press."""
        return self.confidence >= SURE_FROM and not self.doubts

    @property
    def is_next_step(self) -> bool:
        return self.kind == Recommendation.Kind.NEXT_STEP
