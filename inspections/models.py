"""Inspecting bodies, the inspections that they published, and the dates that follow from them."""

from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from safeguarding.as_at import rows
from safeguarding.lib.dates import Precision
from safeguarding.models import Agency, Audience, HistoryModel, Marking, User
from safeguarding.models.recording import NoBulkQuerySet
from safeguarding.roles import authority


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
        return self.filter(self.model.visibility(user, rights_at=at, embargo_at=at))


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

    @staticmethod
    def visibility(user: User, *, rights_at: datetime, embargo_at: datetime, prefix: str = "") -> Q:
        """A Q over inspections: the person's rights at one moment, the embargo of another.

        Two moments, since the past is shown to a person by the rights they have today, while what was under embargo then was not
        known then. `prefix` leads from another noun to its inspection, such as "inspection__".
        """

        def q(**lookups):
            return Q(**{prefix + name: value for name, value in lookups.items()})

        has = authority(user, rights_at)
        if not has.roles:
            return Q(pk__in=[])  # an early reader who has left reads no more
        # An agency is concerned or not, and the OPCC released to or not; in the force everybody with a role sees every inspection.
        if has.in_force:
            entitled = ~Q(pk__in=[])
        else:
            entitled = Q(pk__in=[])
            if has.opcc:
                entitled |= q(released_at__lte=rights_at)
            if has.agencies:
                entitled |= q(
                    pk__in=AgencyConcerned.objects.filter(agency__in=has.agencies, ended_at=None).values("inspection")
                )
        early = EarlyReader.objects.filter(reader=user, ended_at=None).values("inspection")
        lifted = q(embargo_until__lte=rights_at) | (
            q(embargo_until=None) & (q(published_on=None) | q(published_on__lte=timezone.localdate(rights_at)))
        )
        there = q(withdrawn_at=None)
        if embargo_at < rights_at:
            there |= q(withdrawn_at__gt=embargo_at)
            lifted &= ~q(pk__in=under_embargo(user, embargo_at))
        return ((entitled & lifted) | q(pk__in=early)) & there


def under_embargo(user: User, at: datetime) -> list[int]:
    """Keys of the inspections that only early readers could see at a past moment, by what was recorded of them then.

    Publication dates are put right; what was known on a past day stays as it was. One query, kept on the user for that moment:
    they are few, and as a subquery of every question about the past they would be asked again each time.
    """
    known = user.__dict__.setdefault("_under_embargo", {})
    if at not in known:
        known.clear()
        closed = Q(embargo_until__gt=at) | Q(embargo_until=None, published_on__gt=timezone.localdate(at))
        known[at] = list(rows(Inspection, at).filter(closed).order_by().values_list("id", flat=True))
    return known[at]


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
