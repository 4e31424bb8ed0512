"""About an action itself: what it waits on, another date, its release."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.lib.pages.fields import DateField

from ..models import DeadlineRequest
from .service_form import DatedForm, ServiceForm, hint, radios, text_field


class ReleaseForm(ServiceForm):
    """Why what was force only is shown to the OPCC now."""

    words = ("reason",)

    reason = text_field("Why now", rows=3, help_text="", required=False, max_length=500)


class WaitForm(DatedForm):
    """A note of the body or project that an action waits on. It stops no clock."""

    words = ("body", "meanwhile")
    to_come = ("review_on",)
    been = ("confirmed_on",)

    body = forms.CharField(label="What is it waiting on?", help_text="A body or a project.", max_length=200)
    board = forms.CharField(label="The board it answers to", max_length=200, required=False)
    date_words = forms.CharField(
        label="Its date, in its own words", help_text="For example: go-live in spring.", max_length=200, required=False
    )
    confirmed_on = DateField(label="Date they last confirmed it", required=False)
    review_on = DateField(label="Review date", to_come=True, help_text="When you will look at this again.")
    # The wait is no excuse: who waits says what protects children until then (domain.md, Waiting on).
    meanwhile = text_field("What protects children meanwhile?")


class ReviewWaitForm(DatedForm):
    """A look at a waiting-on note on its review date: has the wait ended?"""

    ENDED, STILL = "ended", "still"
    reveals = {"outcome": {STILL: ["review_on", "confirmed_on"], ENDED: ["why"]}}
    words = ("why",)
    been = ("confirmed_on",)
    mark_optional = False

    outcome = radios("Is it still waiting?", [(STILL, "Yes, still waiting"), (ENDED, "No, it has ended")])
    review_on = DateField(label="Next review date", to_come=True, required=False)
    confirmed_on = DateField(label="Date they last confirmed it", required=False)
    why = text_field("How it ended", rows=2, required=False)

    @property
    def ended(self) -> bool:
        """Return whether a form in order says that the wait has ended."""
        return self.cleaned_data["outcome"] == self.ENDED

    def clean(self) -> dict[str, object]:
        """Still waiting needs a date to come."""
        cleaned = super().clean()
        on = cleaned.get("review_on")
        if cleaned.get("outcome") == self.STILL and not self.errors and (on is None or on <= self.today):
            self.add_error("review_on", "Enter a next review date after today")
        return cleaned


class AskForUpdateForm(DatedForm):
    """Asking an action's owner for an update."""

    words = ("text",)
    to_come = ("answer_by",)

    text = text_field("What do you want to know?", rows=2, max_length=500)
    answer_by = DateField(label="Update by", to_come=True)


class DeadlineForm(DatedForm):
    """Asking for a target date, the first or another. current: the target there is."""

    words = ("reason",)
    to_come = ("new_on",)

    new_on = DateField(label="New target date", to_come=True)
    because = radios(
        "Why another date?",
        # "The plan sets it" is what an import gives as reason, and no person.
        [choice for choice in DeadlineRequest.Because.choices if choice[0] != DeadlineRequest.Because.PLAN],
    )
    reason = text_field("The reason, in words", help_text=hint("Whoever decides reads this, and it is kept."))

    def __init__(self, *args, current: date | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.current = current
        # A first date is asked for like any other; only the question reads otherwise.
        if current is None:
            self.fields["because"].label = gettext("Why this date?")

    def clean_new_on(self) -> date:
        if self.cleaned_data["new_on"] == self.current:
            raise ValidationError("This is its target date already")
        return self.cleaned_data["new_on"]
