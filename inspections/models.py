"""Inspecting bodies, the inspections that they published, and the dates that follow from them."""

from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from safeguarding.lib.dates import Precision
from safeguarding.models import Agency, Audience, HistoryModel, Marking, User
from safeguarding.models.recording import NoBulkQuerySet

from .visibility import known_inspections


class InspectingBody(HistoryModel):
    """Reference data: HMIC, HMICFRS, Ofsted, an inquiry. `aliases` holds other names, one a line."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, unique=True)
    aliases = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "inspecting bodies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class InspectionKind(HistoryModel):
    """Reference data: child protection, thematic, PEEL, inquiry, peer review, audit, joint."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Theme(HistoryModel):
    """Reference data: what a recommendation is about, in the house's words."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class InspectionQuerySet(NoBulkQuerySet):
    def visible_to(self, user: User, at: datetime) -> "InspectionQuerySet":
        """Inspections `user` may know of at `at` (domain.md, Released to the OPCC)."""
        return self.filter(known_inspections(user, at).of())


class Inspection(HistoryModel):
    """One inspection, inquiry, review or audit, from its fieldwork to its report."""

    class Scope(models.TextChoices):
        FORCE = "force", "This force"
        NATIONAL = "national", "National"
        OTHER = "other", "Another area"

    slug = models.SlugField(unique=True)
    body = models.ForeignKey(InspectingBody, models.PROTECT)
    kind = models.ForeignKey(InspectionKind, models.PROTECT)
    title = models.CharField(max_length=300)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.FORCE)
    fieldwork_started_on = models.DateField(null=True, blank=True)
    fieldwork_ended_on = models.DateField(null=True, blank=True)
    fieldwork_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    published_on = models.DateField("publication date", null=True, blank=True)
    # Some reports give a month only; no time limit is counted from that.
    published_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    published_note = models.TextField(blank=True, help_text="Where sources disagree, who says what.")
    received_on = models.DateField(
        null=True, blank=True, help_text="Day the principal authority received it, where a clock starts then."
    )
    # Apart from marking and "public": before the embargo lifts only named people see it, however it is marked (domain.md, Duties).
    embargo_until = models.DateTimeField(null=True, blank=True)
    marking = models.CharField(max_length=20, choices=Marking, default=Marking.OFFICIAL)
    audience = models.CharField(
        max_length=10,
        choices=Audience,
        default=Audience.OPCC,
        help_text="Who texts and files entered under it are for, unless a person narrows it.",
    )
    is_public = models.BooleanField("public", default=True)
    released_at = models.DateTimeField("released to the OPCC", null=True, blank=True)
    numbering = models.CharField(max_length=200, blank=True, help_text="Who gave the recommendations their numbers.")
    note = models.TextField(blank=True)
    # Withdrawn and not deleted: what it was, and why it went, stays in its history.
    withdrawn_at = models.DateTimeField(
        "withdrawn", null=True, blank=True, help_text="Registered by mistake, and nothing was built on it."
    )

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fieldwork_ended_on=None) | Q(fieldwork_ended_on__gte=F("fieldwork_started_on")),
                name="fieldwork_ends_after_it_starts",
                violation_error_message="Fieldwork cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def opens_at(self) -> datetime | None:
        """The moment everybody with rights may see it: end of embargo, else publication; None: at once."""
        if self.embargo_until:
            return self.embargo_until
        if self.published_on:
            return timezone.make_aware(datetime.combine(self.published_on, time.min))
        return None

    def is_under_embargo(self, at: datetime) -> bool:
        """Return whether named early readers alone may see it at `at`."""
        opens_at = self.opens_at()
        return opens_at is not None and opens_at > at


class Milestone(HistoryModel):
    """A statutory or stated step with a date, from the timetable of clocks or the report itself."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="milestones")
    # The key of the clock, not the clock: its text and rule are kept as they were when it started.
    clock = models.SlugField(blank=True, help_text="Key in the timetable; blank when stated in the report.")
    label = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    rule = models.TextField(blank=True)
    source = models.TextField(blank=True)
    # Where no date of the inspection is the start of the clock: the day an incident was known, say.
    started_on = models.DateField("the clock started", null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    # A document may say it was met without a day.
    done_words = models.TextField(blank=True)
    # What starts a clock may be put right: body, kind, dates. Then it may not run at all.
    ended_at = models.DateTimeField("does not apply since", null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "clock"], condition=~Q(clock=""), name="a_clock_runs_once_an_inspection"
            )
        ]

    def __str__(self) -> str:
        return self.label


class EarlyReader(HistoryModel):
    """A person named to see an inspection before its embargo lifts."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="early_readers")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "reader"], condition=Q(ended_at=None), name="an_early_reader_is_named_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader}, early reader of {self.inspection}"


class AgencyConcerned(HistoryModel):
    """A partner agency that an inspection concerns, and so may see it."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="agencies_concerned")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "agencies concerned"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "agency"], condition=Q(ended_at=None), name="an_agency_is_concerned_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}, concerned by {self.inspection}"
