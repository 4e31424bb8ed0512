"""The short letters of an owner: what it waits on, another date, an answer, what a follow-up check found."""

from django import forms
from django.core.exceptions import ValidationError

from safeguarding.lib.dates import london_date
from safeguarding.lib.fields import DateField

from ..models import DeadlineRequest
from .letters import NO_CASE_DETAIL, LetterForm


def _text(label, *, rows=4, **kwargs):
    kwargs = {"help_text": NO_CASE_DETAIL} | kwargs
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ShortLetter(LetterForm):
    """at: the request's moment; dates are judged by that day in London."""

    def __init__(self, *args, at, **kwargs):
        self.today = london_date(at)
        super().__init__(*args, **kwargs)

    def said(self, *names):
        """What a service takes of a letter in order: the fields named, or all but the cautions."""
        return {name: self.cleaned_data[name] for name in names or set(self.fields) - set(self.cautions)}

    def _to_come(self, name):
        on = self.cleaned_data[name]
        if on and on <= self.today:
            raise ValidationError(f"{self.fields[name].label} must be after today")
        return on

    def _been(self, name):
        on = self.cleaned_data[name]
        if on and on > self.today:
            raise ValidationError(f"{self.fields[name].label} must be today or earlier")
        return on


class WaitForm(ShortLetter):
    """What an action waits on. It stops no clock."""

    words = ("body", "meanwhile")

    body = forms.CharField(label="What does it wait on?", help_text="A body or a project.", max_length=200)
    board = forms.CharField(label="The board it answers to", max_length=200, required=False)
    date_words = forms.CharField(
        label="Its date, in its own words", help_text="For example: go-live in spring.", max_length=200, required=False
    )
    confirmed_on = DateField(label="Date they last confirmed it", required=False)
    review_on = DateField(label="Review date", help_text="When you will look at this again.")
    meanwhile = _text("What protects children meanwhile?")

    def clean_confirmed_on(self):
        return self._been("confirmed_on")

    def clean_review_on(self):
        return self._to_come("review_on")


class ReviewWaitForm(ShortLetter):
    """A look at a waiting-on note on its review date: has the wait ended?"""

    ENDED, STILL = "ended", "still"
    reveals = {"outcome": {STILL: ["review_on", "confirmed_on"], ENDED: ["why"]}}
    words = ("why",)
    mark_optional = False

    outcome = forms.ChoiceField(
        label="Does it still wait?",
        choices=[(STILL, "Yes, still waiting"), (ENDED, "No, it has ended")],
        widget=forms.RadioSelect,
    )
    review_on = DateField(label="Next review date", required=False)
    confirmed_on = DateField(label="Date they last confirmed it", required=False)
    why = _text("How it ended", rows=2, required=False)

    @property
    def ended(self):
        """Whether a letter in order says that the wait has ended."""
        return self.cleaned_data["outcome"] == self.ENDED

    def clean_confirmed_on(self):
        return self._been("confirmed_on")

    def clean(self):
        """Still waiting needs a date to come."""
        cleaned = super().clean()
        on = cleaned.get("review_on")
        if cleaned.get("outcome") == self.STILL and not self.errors and (on is None or on <= self.today):
            self.add_error("review_on", "Enter a next review date after today")
        return cleaned


class DeadlineForm(ShortLetter):
    """Asking for a target date, the first or another. current: the target there is (date or None)."""

    words = ("reason",)

    new_on = DateField(label="New target date")
    because = forms.ChoiceField(
        label="Why another date?",
        choices=[choice for choice in DeadlineRequest.Because.choices if choice[0] != DeadlineRequest.Because.PLAN],
        widget=forms.RadioSelect,
    )
    reason = _text("The reason, in words", help_text=f"Whoever decides reads this, and it is kept. {NO_CASE_DETAIL}")

    def __init__(self, *args, current, **kwargs):
        super().__init__(*args, **kwargs)
        self.current = current
        if current is None:
            self.fields["because"].label = "Why this date?"

    def clean_new_on(self):
        on = self._to_come("new_on")
        if on == self.current:
            raise ValidationError("This is its target date already")
        return on


class AnswerForm(ShortLetter):
    """An answer to a scrutiny question."""

    words = ("text",)

    text = _text("Your answer", rows=6)


class CheckForm(ShortLetter):
    """What a follow-up check found: did it last?"""

    words = ("found",)

    lasted = forms.TypedChoiceField(
        label="Did it last?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    found = _text("What the check found")
    done_on = DateField(label="Date of the check")

    def clean_done_on(self):
        return self._been("done_on")
