"""A recommendation, or a part of one, to be put right."""

from django import forms
from django.core.exceptions import ValidationError

from inspections.models import Theme
from safeguarding.lib.folding import without_invisible
from safeguarding.lib.pages.fields import WrittenDateField

from ..models import Part, Recommendation
from ..models.recommendations import printed
from ..selectors.facts import day
from ..selectors.recommendations.changes import part_differences, recommendation_differences
from .part_fields import AS_PRINTED, PartFields, letter_taken
from .put_right import NO, YES, PutRightForm
from .service_form import NO_CASE_DETAIL, text_field

# Fields that are typed as they are recorded.
AS_THEY_ARE = ("kind", "text", "page_reference", "plan_page_reference", "note")


def _reference(sent):
    # Next steps have numbers of their own, kept apart from those of the recommendations (models.recommendations.printed).
    next_step = "next-step-" if sent["kind"] == Recommendation.Kind.NEXT_STEP else ""
    return {"kind": sent["kind"], "reference": next_step + without_invisible(printed(sent["reference"]))}


class PutRecommendationRightForm(PutRightForm):
    """A recommendation: its kind, number, words and place. Owner and parts have pages of their own."""

    joined = ("theme", "cause_of_concern")
    fields_of = {"kind": _reference, "reference": _reference}
    words = ("text", "note", "why")

    kind = forms.ChoiceField(label="Kind", choices=Recommendation.Kind)
    reference = forms.CharField(label="Number", help_text="As printed, or as the force gives it.", max_length=40)
    order = forms.IntegerField(
        label="Order in the report", help_text="1 comes first.", min_value=0, max_value=9999, widget=forms.TextInput
    )
    text = text_field("Wording", rows=6, help_text=AS_PRINTED)
    page_reference = forms.CharField(label="Page", max_length=100, required=False)
    plan_page_reference = forms.CharField(label="Page in the force’s plan", max_length=100, required=False)
    theme = forms.ModelChoiceField(Theme.objects.all(), label="Theme", required=False, empty_label="None")
    cause_of_concern = forms.ModelChoiceField(
        Recommendation.objects.none(),
        label="Recommended under the cause of concern",
        required=False,
        empty_label="None",
    )
    note = text_field("Note", rows=3, help_text=NO_CASE_DETAIL, required=False)

    def __init__(self, *args, thing: Recommendation, **kwargs) -> None:
        super().__init__(*args, thing=thing, **kwargs)
        self.noun = thing.get_kind_display().lower()
        self.others = Recommendation.objects.filter(inspection=thing.inspection_id, withdrawn_at=None).exclude(
            pk=thing.pk
        )
        concerns = self.others.filter(kind=Recommendation.Kind.CAUSE_OF_CONCERN)
        self.fields["cause_of_concern"].queryset = concerns

    differences = staticmethod(recommendation_differences)

    @staticmethod
    def typed(row: Recommendation) -> dict[str, str]:
        """A row of a recommendation, of today or of the past, as this form has it typed."""
        return {
            **{name: getattr(row, name) for name in AS_THEY_ARE},
            "reference": printed(row.reference),
            "order": str(row.order),
            "theme": str(row.theme_id or ""),
            "cause_of_concern": str(row.cause_of_concern_id or ""),
        }

    def clean(self) -> dict[str, object]:
        """Refuse a number that another has."""
        numbered = not {"kind", "reference"}.intersection(self.errors) and self.touched & {"kind", "reference"}
        if numbered and self.others.filter(reference=_reference(self.cleaned_data)["reference"]).exists():
            self.add_error("reference", "Another recommendation of this inspection has this number")
        return super().clean()


class PutPartRightForm(PartFields, PutRightForm):
    """A part: its letter and words, whom it is addressed to, and its time limit."""

    noun = "part"
    fields_of = {
        "ours": lambda sent: {"ours": sent["ours"] == YES},
        "due": lambda sent: {"due_on": sent["due"].on, "due_precision": sent["due"].precision},
    }
    words = ("text", "why")

    due = WrittenDateField(
        label="Due date", help_text="Type one only where none follows from the words above.", required=False
    )

    differences = staticmethod(part_differences)

    @staticmethod
    def typed(row: Part) -> dict[str, str]:
        """A row of a part, of today or of the past, as this form has it typed."""
        return {
            **{name: getattr(row, name) for name in ("letter", "text", "addressees", "timescale")},
            "ours": YES if row.ours else NO,
            "due": day(row.due_on, row.due_precision),
        }

    def clean_letter(self) -> str:
        """The letter; raises ValidationError where another part has it."""
        letter = self.cleaned_data["letter"]
        others = Part.objects.filter(recommendation=self.thing.recommendation_id, ended_at=None).exclude(
            pk=self.thing.pk
        )
        if others.filter(letter=letter).exists():
            raise ValidationError(letter_taken(letter))
        return letter
