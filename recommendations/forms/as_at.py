"""Asking how something stood at a past moment."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.lib.dates import LONDON, end_of_day, london_date, parse_british
from safeguarding.lib.languages import in_words
from safeguarding.lib.pages.govuk import GovukForm


class AsAtForm(GovukForm):
    """A day, meaning its end in London, or a moment as "2015-08-06T14:30"; components/as_at_form.html draws it.

    now: the request's moment. `moment` is what was asked for; None for now, for nothing and for an error.
    """

    at = forms.CharField(label="As it stood at the end of", required=False)

    def __init__(self, data, *, now: datetime) -> None:
        super().__init__(data, auto_id="as-%s")
        self.now = now

    def clean_at(self) -> datetime | None:
        """The moment, or None for now. Raises ValidationError for the future and for what is no date."""
        return past_moment(self.cleaned_data["at"], self.now)

    @property
    def typed(self) -> str:
        """The words to give back where they could not be read; else ""."""
        return self.data.get("at", "") if self.errors else ""

    @property
    def moment(self) -> datetime | None:
        """The past moment asked for (aware datetime), or None."""
        return self.cleaned_data.get("at") if self.is_valid() else None


def past_moment(typed: str, now: datetime) -> datetime | None:
    """The moment that was typed, or None for `now`, for today and for nothing. Raises ValidationError as AsAtForm.clean_at()."""
    words = typed.strip()
    if not words:
        return None
    moment = _moment(words)
    if london_date(moment) == london_date(now) and moment > now:
        return None
    if moment > now:
        future = gettext("%(on)s is in the future. Enter today or an earlier day.")
        raise ValidationError(future % {"on": in_words(london_date(moment))})
    return moment


def _moment(words: str) -> datetime:
    if words[10:11] == "T":
        try:
            moment = datetime.fromisoformat(words)
            return moment.astimezone(LONDON) if moment.tzinfo else moment.replace(tzinfo=LONDON)
        except (ValueError, OverflowError):
            no_moment = gettext("“%(words)s” is not a moment, such as 2015-08-06T14:30.")
            raise ValidationError(no_moment % {"words": words}) from None
    read = parse_british(words)
    if read.on is None:
        why = read.problem or gettext("“%(words)s” is not a date") % {"words": words}
        raise ValidationError(gettext("%(why)s. Enter a day, such as 6 August 2015.") % {"why": why})
    return end_of_day(read.on)
