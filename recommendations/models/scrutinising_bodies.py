"""Who holds the force to account: a role with dates, since commissioners give way to mayors or boards (domain.md)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from safeguarding.models import HistoryModel


class ScrutinisingBody(HistoryModel):
    """The commissioner, mayor or board who holds the force to account from a day until and including another; one at a time.

    Questions, assurances and notes of the one carry over to the next: they are the OPCC reviewers', whoever these work for.
    """

    name = models.CharField(
        max_length=200, help_text="As papers name it, such as Police and Crime Commissioner for Anyshire."
    )
    from_on = models.DateField("from")
    until_on = models.DateField("until and including", null=True, blank=True)

    class Meta:
        verbose_name_plural = "scrutinising bodies"
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="a_scrutinising_body_ends_after_it_begins",
                violation_error_message="It must end on or after the day on which it begins.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """One at a time, so that a paper names one. Raises ValidationError."""
        if self.from_on is None:
            return
        others = ScrutinisingBody.objects.exclude(pk=self.pk).exclude(until_on__lt=self.from_on)
        if self.until_on:
            others = others.exclude(from_on__gt=self.until_on)
        if other := others.first():
            raise ValidationError(
                {"from_on": gettext("%(body)s holds the force to account then. End that first.") % {"body": other}}
            )
