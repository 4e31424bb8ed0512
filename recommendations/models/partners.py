"""A partner agency's own words on a part that a report addresses to it."""

from django.db import models

from safeguarding.models import Agency, Record

from .recommendations import Part, Response
from .visibility import InspectedQuerySet


class AgencyResponse(Record):
    """An agency's own response to a part: no figure of the force's counts it. The last one of an agency is the one that stands."""

    to_inspection = "part__recommendation__inspection"
    to_agency = "agency"

    part = models.ForeignKey(Part, models.PROTECT, related_name="agency_responses")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    position = models.CharField(max_length=20, choices=Response.Position)
    text = models.TextField("in the agency's words")
    said_on = models.DateField(help_text="The day it speaks of.")

    objects = InspectedQuerySet.as_manager()

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.get_position_display()
