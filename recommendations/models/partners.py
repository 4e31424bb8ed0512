"""A partner agency's own words on a part that a report addresses to it, and the coordinator's check of their quality."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

from safeguarding.as_at import recorded
from safeguarding.models import Agency, Record

from .recommendations import Part
from .responses import Response
from .visibility import InspectedQuerySet


class AgencyResponse(Record):
    """An agency's own response to a part: no figure of the force's counts it. The last one of an agency is the one that stands."""

    to_inspection = "part__recommendation__inspection"
    to_agency = "agency"

    part = models.ForeignKey(Part, models.PROTECT, related_name="agency_responses")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    position = models.CharField(max_length=20, choices=Response.Position)
    text = models.TextField("in the agency’s words")
    said_on = models.DateField(help_text="The day it speaks of.")

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.get_position_display()


class QualityCheck(Record):
    """The coordinator has read a response of an agency: it is clear, or the agency is asked to say more. It changes no word of it.

    The last check of a response counts, and those before it stay.
    """

    class Outcome(models.TextChoices):
        CLEAR = "clear", "Checked: clear"
        ASKED = "asked", "Checked: asked to say more"

    to_inspection = "response__part__recommendation__inspection"

    response = models.ForeignKey(AgencyResponse, models.PROTECT, related_name="quality_checks")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField("what is asked for", blank=True)

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="clear") | ~Q(reason=""),
                name="what_an_agency_is_asked_for_is_said",
                violation_error_message="Say what the agency is asked for.",
            )
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


def latest_of_agencies(at: datetime | None = None) -> models.QuerySet[AgencyResponse]:
    """The last response of each agency to each part, of those recorded by `at` (None: by now)."""
    responses = recorded(AgencyResponse, at)
    later = responses.filter(part=OuterRef("part"), agency=OuterRef("agency"), pk__gt=OuterRef("pk"))
    return responses.filter(~Exists(later))


def unchecked(at: datetime | None) -> models.QuerySet[AgencyResponse]:
    """Those of latest_of_agencies() that nobody had checked by then."""
    checks = recorded(QualityCheck, at).filter(response=OuterRef("pk"))
    return latest_of_agencies(at).filter(~Exists(checks))
