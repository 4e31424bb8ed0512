"""Measures of a recommendation: named, put right, read, and a reading corrected."""

from datetime import datetime
from decimal import Decimal

from django import forms

from safeguarding.lib.pages.fields import DateField, WrittenDateField

from ..models import Measure
from ..models.measures import value_in_words
from ..selectors.facts import day
from ..selectors.moves import Move, moved
from .corrected import CorrectForm
from .put_right import NO, YES, PutRightForm
from .service_form import DatedForm, radios, text_field

NAME, UNIT, BETTER = "What is measured", "Unit", "Which way is better"
BASELINE, OUT_OF, ON, SOURCE = "Baseline", "Out of", "Date of the baseline", "Where the baseline stands"


def number(label: str, **kwargs: object) -> forms.DecimalField:
    """A number that is not negative, with two decimals at most."""
    return forms.DecimalField(label=label, min_value=0, max_digits=12, decimal_places=2, **kwargs)


class MeasureFields(forms.Form):
    """The fields that naming a measure and putting it right share, but for the date."""

    name = forms.CharField(label=NAME, max_length=200, help_text="Such as: children seen in domestic abuse cases.")
    unit = forms.CharField(label=UNIT, max_length=100, required=False, help_text="Such as: cases, or per cent.")
    better = radios(BETTER, Measure.Better.choices)
    baseline = number(BASELINE, required=False, help_text="Leave it empty while it is to come.")
    baseline_of = number(OUT_OF, required=False)
    baseline_source = forms.CharField(
        label=SOURCE, max_length=300, required=False, help_text="Document and page. Needed with a baseline."
    )

    def clean(self) -> dict[str, object]:
        """Ask where a baseline stands."""
        cleaned = super().clean()
        if cleaned.get("baseline") is not None and not cleaned.get("baseline_source"):
            self.add_error("baseline_source", "Say where the baseline stands: the document and page")
        return cleaned


class MeasureForm(MeasureFields, DatedForm):
    """A new measure, with its baseline or without."""

    words = ("name", "baseline_source")
    mark_optional = False

    baseline_on = DateField(label=ON, required=False)

    field_order = ["name", "unit", "better", "baseline", "baseline_of", "baseline_on", "baseline_source"]


class PutMeasureRightForm(MeasureFields, PutRightForm):
    """A measure, put right: a baseline that was to come, or that it is measured no more."""

    noun = "measure"
    words = ("name", "baseline_source", "why")

    baseline_on = WrittenDateField(label=ON, to_the_day=True, required=False)
    stands = radios("Is it measured still?", [(YES, "Yes"), (NO, "No, end it")])

    field_order = ["name", "unit", "better", "baseline", "baseline_of", "baseline_on", "baseline_source", "stands"]

    def __init__(self, *args, at: datetime, **kwargs) -> None:
        super().__init__(*args, at=at, **kwargs)
        self.fields_of = {
            "baseline_on": lambda sent: {"baseline_on": sent["baseline_on"].on},
            "stands": lambda sent: {"ended_at": at if sent["stands"] == NO else None},
        }

    @staticmethod
    def typed(row: Measure) -> dict[str, str]:
        """A row of the measure, of today or of the past, as this form has it typed."""
        numbers = {name: value_in_words(getattr(row, name), None, "") for name in ("baseline", "baseline_of")}
        stated = {"name": row.name, "unit": row.unit, "better": row.better, "baseline_source": row.baseline_source}
        return stated | numbers | {"baseline_on": day(row.baseline_on), "stands": NO if row.ended_at else YES}

    @staticmethod
    def differences(before: Measure, after: Measure) -> list[Move]:
        """The differences between two rows of the measure, each before and after."""
        labels = {"name": NAME, "unit": UNIT, "better": BETTER, "baseline": BASELINE, "baseline_of": OUT_OF}
        labels |= {"baseline_on": ON, "baseline_source": SOURCE, "stands": "Measured still"}
        old, new = (PutMeasureRightForm.typed(row) for row in (before, after))
        return moved({labels[n]: old[n] for n in labels}, {labels[n]: new[n] for n in labels})


class ReadingFields(DatedForm):
    """A measure as it was read on a day."""

    words = ("source", "note")
    been = ("read_on",)

    value = number("Value")
    out_of = number("Out of", required=False)
    read_on = DateField(label="Date of the reading")
    source = forms.CharField(label="Where it stands", max_length=300, help_text="Document and page, or the system.")
    note = text_field("Note", rows=3, required=False)

    def clean_out_of(self) -> Decimal | None:
        """The number; raises ValidationError where the value is more."""
        out_of, value = self.cleaned_data["out_of"], self.cleaned_data.get("value")
        if out_of is not None and value is not None and value > out_of:
            raise forms.ValidationError("This must not be less than the value")
        return out_of


class ReadingForm(ReadingFields):
    """A new reading."""


class CorrectReadingForm(ReadingFields, CorrectForm):
    """A reading, corrected."""

    words = ("source", "note", "why")
