"""The kinds of boxes that the filters of a list have."""

from collections.abc import Iterable
from datetime import date

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.lib.dates import parse_british


class WrittenDay(forms.CharField):
    """A day as British staff write it; cleans to a date, or None."""

    def clean(self, value: str) -> date | None:
        """The date. Raises ValidationError where the words are no certain date."""
        read = parse_british(super().clean(value))
        if read.problem:
            raise ValidationError(gettext("%(why)s. Enter a day, such as 30/4/2015.") % {"why": read.problem})
        return read.on


class Tick(forms.BooleanField):
    """A box to tick; `choices` is how a ticked one is read out among what is chosen."""

    choices = (("on", "yes"),)


class DayFilter(filters.Filter):
    """A day typed in words."""

    field_class = WrittenDay


class TickFilter(filters.Filter):
    """Asked for, or left out of account."""

    field_class = Tick


def choice(label: str, choices: Iterable[tuple[str, str]] = ()) -> filters.ChoiceFilter:
    """One of some choices, or any."""
    return filters.ChoiceFilter(label=label, choices=choices, empty_label="Any")
