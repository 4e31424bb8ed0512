"""The fields of a part of a recommendation, as the forms on one have them."""

from django import forms
from django.utils.translation import gettext

from .put_right import NO, YES
from .service_form import radios, text_field

AS_PRINTED = "As the report prints it."
LETTER = {"help_text": "Such as a, or iv. Empty where it has none.", "max_length": 5, "required": False}
LIMIT = {
    "help_text": "In the report’s words: within three months. The due date is counted from them.",
    "max_length": 200,
    "required": False,
}


class PartFields(forms.Form):
    """All that is typed of one part."""

    letter = forms.CharField(label="Letter", **LETTER)
    text = text_field("Wording", rows=6, help_text=AS_PRINTED)
    addressees = forms.CharField(label="Addressed to", help_text=AS_PRINTED, max_length=300, required=False)
    ours = radios("Addressed to this force", [(YES, "Yes"), (NO, "No")])
    timescale = forms.CharField(label="Time limit", **LIMIT)


def letter_taken(letter: str) -> str:
    """The words that refuse a letter, "" for none, which another part has."""
    if not letter:
        return gettext("Another part has no letter")
    return gettext("Another part has the letter %(letter)s") % {"letter": letter}
