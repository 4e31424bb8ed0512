"""A verdict of an inspecting body on a recommendation: recorded, and corrected."""

from django import forms
from django.db.models import QuerySet

from inspections.models import InspectingBody, Inspection
from safeguarding.lib.pages.fields import DateField

from ..workflow import Grade, VerdictOutcome
from .corrected import CorrectForm
from .questions import AboutPart
from .service_form import DatedForm, hint, radios, text_field


def _grade(label: str, help_text: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", "Not said"), *Grade.choices], required=False, help_text=help_text
    )


class VerdictFields(DatedForm):
    """inspections: those whose report may be named as the one that says so."""

    words = ("difference", "source")
    been = ("given_on",)

    outcome = radios("What they say", [pair for pair in VerdictOutcome.choices if pair[0] != VerdictOutcome.NONE])
    grade = _grade("Met, as they say", "Only where they give a grade.")
    claimed = _grade("Met, as we had said", "What the force said of itself, in the same words.")
    body = forms.ModelChoiceField(InspectingBody.objects.all(), label="By whom", empty_label=None)
    given_on = DateField(label="Date of the verdict")
    source = forms.CharField(
        label="Document and page", max_length=300, help_text="Such as “Letter after the revisit, page 2”."
    )
    given_in = forms.ModelChoiceField(
        Inspection.objects.none(),
        label="Inspection whose report says so",
        required=False,
        empty_label="None of those recorded here",
    )
    difference = text_field(
        "What they find missing, and why we saw it otherwise",
        help_text=hint("Needed where we have closed it and they have not, and where the grades differ."),
        required=False,
    )

    def __init__(self, *args, inspections: QuerySet[Inspection], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_in"].queryset = inspections

    def clean(self) -> dict[str, object]:
        """Ask why two grades differ."""
        cleaned = super().clean()
        grades = {cleaned.get("grade"), cleaned.get("claimed")} - {"", None}
        if len(grades) > 1 and not cleaned.get("difference"):
            self.add_error("difference", "Say why their grade is another than ours")
        return cleaned


class VerdictForm(VerdictFields, AboutPart):
    """A verdict on a recommendation, or on one part of it."""

    whole = "The whole recommendation"


class CorrectVerdictForm(VerdictFields, CorrectForm):
    """A verdict, corrected; one that was recorded in error is taken back."""

    words = ("difference", "source", "why")

    outcome = radios("What they say", VerdictOutcome)
