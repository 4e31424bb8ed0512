"""Asking for a period between two days or moments."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError

from safeguarding.lib.pages.govuk import GovukForm

from .as_at import past_moment

FIRST, LAST = "from", "to"


class PeriodForm(GovukForm):
    """From the end of a day, or a moment, until another; what_changed/period_form.html draws it.

    now: the request's moment. `begins_at` is None where nothing was asked for, or where it cannot be read; `ends_at` for now too.
    """

    def __init__(self, data, *, now: datetime) -> None:
        super().__init__(data, auto_id="period-%s")
        self.now = now
        self.fields[FIRST] = forms.CharField(label="From the end of", required=False)
        self.fields[LAST] = forms.CharField(label="To the end of", required=False)

    def clean(self) -> dict[str, datetime | None]:
        """The two moments. Errors for what is no past moment, and for an end before its beginning."""
        read = {}
        for name in (FIRST, LAST):
            try:
                read[name] = past_moment(self.cleaned_data.get(name, ""), self.now)
            except ValidationError as error:
                self.add_error(name, error)
        first = read.get(FIRST)
        if first and LAST in read and first >= (read[LAST] or self.now):
            self.add_error(FIRST, "The first day has to be before the last.")
        return read

    @property
    def begins_at(self) -> datetime | None:
        """The moment after which it begins (aware datetime)."""
        return self.cleaned_data.get(FIRST) if self.is_valid() else None

    @property
    def ends_at(self) -> datetime | None:
        """The past moment with which it ends."""
        return self.cleaned_data.get(LAST) if self.is_valid() else None
