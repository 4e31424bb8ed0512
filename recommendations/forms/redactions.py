"""Asking that words or a file be taken out of the record, and deciding on what another asked for."""

from collections.abc import Sequence

from django import forms

from ..selectors.redactable import Words
from .reasons import LONGEST_REASON, why_field
from .service_form import ServiceForm, radios, text_field

TAKE_OUT, LEAVE = "take-out", "leave"


class AskToRedactForm(ServiceForm):
    """Which of these words, and why."""

    words = ("reason",)

    fields_named = forms.MultipleChoiceField(
        label="What is to be taken out?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select what is to be taken out"},
    )
    reason = why_field(
        "Why",
        help_text="Everybody reads it instead of the words, such as “A name typed in error.” Do not say the words again.",
    )

    def __init__(self, *args, standing: Sequence[Words], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fields_named"].choices = [(one.name, one.label) for one in standing]
        if len(standing) == 1:
            self.initial["fields_named"] = [standing[0].name]  # there is nothing to choose
        self.standing = [one.text for one in standing]

    def clean_reason(self) -> str:
        """The reason; raises ValidationError for one that says again what is to go."""
        reason = self.cleaned_data["reason"]
        if any(text in reason for text in self.standing if len(text) > 3):
            raise forms.ValidationError("Do not say the words again: the reason stays for everybody to read")
        return reason


class DecideRedactionForm(ServiceForm):
    """Take it out, or leave it as it is, with why."""

    mark_optional = False
    words = ("reason",)
    reveals = {"decision": {LEAVE: ["reason"]}}

    decision = radios(
        "What do you decide?",
        ((TAKE_OUT, "Take it out. It cannot be brought back"), (LEAVE, "Leave it as it is")),
    )
    reason = text_field("Why it stays", rows=3, required=False, max_length=LONGEST_REASON)

    def clean(self) -> dict[str, object]:
        """Ask why it stays, where it does."""
        cleaned = super().clean()
        if cleaned.get("decision") == LEAVE and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why it stays. Whoever asked reads it")
        return cleaned
