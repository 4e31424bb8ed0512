"""Until when an inspection is under embargo: its day and hour, asked for where one is registered and where one is put right."""

import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.lib.dates import LONDON
from safeguarding.lib.pages.fields import WrittenDateField

from .service_form import ServiceForm


class AsksEmbargo(ServiceForm):
    """A form with the day and the hour at which an embargo ends; both are left empty where there is none."""

    embargo_day = WrittenDateField(
        label="Embargo until: day",
        help_text="Until then only early readers see it. Leave empty for the publication date.",
        to_the_day=True,
        required=False,
    )
    embargo_hour = forms.CharField(
        label="Embargo until: hour",
        help_text="Such as 00:01 or 9:30.",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )

    def clean_embargo_hour(self) -> time | None:
        """The hour of the clock, None for none; raises ValidationError for anything else."""
        words = self.cleaned_data["embargo_hour"]
        found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", words, re.ASCII)
        if words and not found:
            raise ValidationError(gettext("“%(words)s” is not a time. Write it as 00:01 or 9:30") % {"words": words})
        return time(int(found[1]), int(found[2])) if found else None

    def check_embargo(self) -> None:
        """Ask for the other of the two where one is given. Called by clean."""
        if {"embargo_day", "embargo_hour"}.intersection(self.errors):
            return
        on, hour = self.cleaned_data["embargo_day"].on, self.cleaned_data["embargo_hour"]
        if on and hour is None:
            self.add_error("embargo_hour", "Enter the hour at which the embargo ends, such as 00:01")
        if hour is not None and not on:
            self.add_error("embargo_day", "Enter the day on which the embargo ends, or empty the hour")


def embargo_of(sent: dict[str, object]) -> dict[str, datetime | None]:
    """The field of an Inspection that the cleaned data of AsksEmbargo gives."""
    on, hour = sent["embargo_day"].on, sent["embargo_hour"]
    return {"embargo_until": datetime.combine(on, hour, tzinfo=LONDON) if on else None}
