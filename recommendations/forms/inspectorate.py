"""An inspectorate was asked, and answered."""

from django import forms
from django.utils.translation import gettext

from inspections.models import InspectingBody
from safeguarding.lib.languages import in_words
from safeguarding.lib.pages.fields import DateField

from ..models import DeadlineRequest, InspectorateReply
from .corrected import CorrectForm
from .service_form import DatedForm, hint, radios, text_field

Outcome = InspectorateReply.Outcome


class AskedFields(DatedForm):
    """Who asked which inspectorate, when, and what."""

    words = ("text", "asked_by")
    been = ("asked_on",)

    body = forms.ModelChoiceField(InspectingBody.objects.all(), label="Who was asked", empty_label=None)
    asked_by = forms.CharField(
        label="Who asked", max_length=200, help_text="Name or post, such as “Head of Public Protection”."
    )
    asked_on = DateField(label="When")
    text = text_field("What was asked", help_text=hint("And how, such as by letter."))


class CorrectRequestForm(AskedFields, CorrectForm):
    """A request of an inspectorate, corrected."""

    words = (*AskedFields.words, "why")


class AskInspectorateForm(AskedFields):
    """A request of an inspectorate. date_asked: the date on the action that it may be about, or None."""

    field_order = ["about"]

    about = radios("About")

    def __init__(self, *args, whole: str, date_asked: DeadlineRequest | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.date_asked = date_asked
        if date_asked:
            self.fields["about"].choices = [
                ("date", gettext("The date asked for, %(on)s") % {"on": in_words(date_asked.new_on)}),
                ("whole", whole),
            ]
            self.initial.setdefault("about", "date")
        else:
            del self.fields["about"]

    def service_data(self) -> dict[str, object]:
        """The arguments of services.inspectorate.ask_inspectorate, but for the matter."""
        data = {name: self.cleaned_data[name] for name in ("body", "asked_by", "asked_on", "text")}
        on_date = self.date_asked if self.cleaned_data.get("about") == "date" else None
        return data | {"deadline_request": on_date}


class InspectorateReplyForm(DatedForm):
    """The answer of an inspectorate. on_date: it was asked about a date, so one that agrees names a day."""

    words = ("text", "source")
    been = ("said_on",)
    mark_optional = False
    reveals = {"outcome": {Outcome.AGREED: ["until"]}}

    outcome = radios("What do they say?", Outcome.choices)
    until = DateField(label="Agreed until", required=False)
    said_on = DateField(label="Date of the answer", required=False)
    source = forms.CharField(
        label="Document and page", max_length=300, required=False, help_text="Such as “Letter, page 2”."
    )
    text = text_field("In their words (optional)", required=False)

    def __init__(self, *args, on_date: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.on_date = on_date
        if not on_date:
            self.fields["until"].label = "Agreed until (optional)"

    def service_data(self) -> dict[str, object]:
        """The arguments of services.inspectorate.record_reply."""
        return {name: self.cleaned_data[name] for name in ("outcome", "until", "said_on", "source", "text")}

    def clean(self) -> dict[str, object]:
        """An answer has its day and its document; an agreed date its day; only what is agreed has one."""
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome in (Outcome.AGREED, Outcome.REFUSED):
            if not cleaned.get("said_on") and "said_on" not in self.errors:
                self.add_error("said_on", "Enter the date of the answer")
            if not cleaned.get("source"):
                self.add_error("source", "Say in which document, and on which page")
        if outcome != Outcome.AGREED:
            cleaned["until"] = None
        elif self.on_date and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", "Enter the day until which they agree")
        return cleaned
