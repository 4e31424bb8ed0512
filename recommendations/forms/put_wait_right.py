"""A note of what an action waits on, as it stands, to be put right."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from safeguarding.lib.dates import ReadDate
from safeguarding.lib.pages.fields import WrittenDateField

from ..models import WaitingOn
from ..selectors.facts import day
from ..selectors.moves import Move, moved
from .put_right import PutRightForm
from .service_form import text_field

# In the order of the form.
LABELS = {
    "body": "What it is waiting on",
    "board": "The board it answers to",
    "date_words": "Its date, in its own words",
    "confirmed_on": "Last confirmed",
    "review_on": "Review date",
    "meanwhile": "What protects children meanwhile",
}


def _on(name):
    return lambda sent: {name: sent[name].on}


class PutWaitRightForm(PutRightForm):
    """A waiting-on note, put right."""

    noun = "waiting-on note"
    words = ("body", "meanwhile", "why")
    fields_of: Mapping = {name: _on(name) for name in ("confirmed_on", "review_on")}

    body = forms.CharField(label=LABELS["body"], max_length=200)
    board = forms.CharField(label=LABELS["board"], max_length=200, required=False)
    date_words = forms.CharField(label=LABELS["date_words"], max_length=200, required=False)
    confirmed_on = WrittenDateField(label=LABELS["confirmed_on"], to_the_day=True, required=False)
    review_on = WrittenDateField(label=LABELS["review_on"], to_the_day=True)
    meanwhile = text_field(LABELS["meanwhile"])

    @staticmethod
    def typed(row: WaitingOn) -> dict[str, str]:
        """A row of the note as this form has it typed."""
        dates = {name: day(getattr(row, name)) for name in PutWaitRightForm.fields_of}
        return {name: getattr(row, name) for name in LABELS} | dates

    @staticmethod
    def differences(before: WaitingOn, after: WaitingOn) -> list[Move]:
        """The differences between two rows of the note, each before and after."""
        old, new = (
            {label: words for name, label in LABELS.items() if (words := PutWaitRightForm.typed(row)[name])}
            for row in (before, after)
        )
        return moved(old, new)

    def clean_confirmed_on(self) -> ReadDate:
        """The day; raises ValidationError for one that is to come."""
        read = self.cleaned_data["confirmed_on"]
        if read.on and read.on > self.today:
            raise ValidationError("Last confirmed must be today or earlier")
        return read
