"""The whole of an inspection, to be put right."""

from django import forms
from django.core.exceptions import ValidationError

from inspections.models import InspectingBody, Inspection, InspectionKind
from safeguarding.lib.dates import LONDON, ReadDate
from safeguarding.lib.pages.fields import WrittenDateField
from safeguarding.models import Marking

from ..selectors.facts import day
from ..selectors.inspections.changes import differences
from .embargo import AsksEmbargo, embargo_of
from .put_right import NO, YES, PutRightForm
from .reasons import why_field
from .service_form import NO_CASE_DETAIL, hint, radios, text_field

# Fields that are typed as they are recorded.
AS_THEY_ARE = ("title", "scope", "published_note", "marking", "numbering", "note")


def _fieldwork(sent):
    started, ended = sent["fieldwork_started"], sent["fieldwork_ended"]
    precision = started.precision if started.on else ended.precision
    return {"fieldwork_started_on": started.on, "fieldwork_ended_on": ended.on, "fieldwork_precision": precision}


class PutInspectionRightForm(AsksEmbargo, PutRightForm):
    """The whole of an inspection as it stands, to be changed."""

    noun = "inspection"
    joined = ("body", "kind")
    fields_of = {
        "published": lambda sent: {
            "published_on": sent["published"].on,
            "published_precision": sent["published"].precision,
        },
        "received": lambda sent: {"received_on": sent["received"].on},
        "fieldwork_started": _fieldwork,
        "fieldwork_ended": _fieldwork,
        "embargo_day": embargo_of,
        "embargo_hour": embargo_of,
        "is_public": lambda sent: {"is_public": sent["is_public"] == YES},
    }
    # Before the embargo, which every form that asks for one has first.
    field_order = ["title", "body", "kind", "scope", "published", "published_note", "received"]
    field_order += ["fieldwork_started", "fieldwork_ended"]
    words = ("published_note", "note", "why")

    title = forms.CharField(label="Title", max_length=300)
    body = forms.ModelChoiceField(InspectingBody.objects.all(), label="Inspecting body", empty_label=None)
    kind = forms.ModelChoiceField(InspectionKind.objects.all(), label="Kind of inspection", empty_label=None)
    scope = radios("What was inspected", Inspection.Scope)
    published = WrittenDateField(
        label="Publication date",
        help_text=(
            "Due dates are counted from it. As the report gives it: 11 February 2015, July 2015 or 2015. "
            "Leave it empty where it gives none."
        ),
        required=False,
    )
    published_note = text_field(
        "Note on the publication date", rows=2, help_text="Where sources disagree, who says what.", required=False
    )
    received = WrittenDateField(
        label="Day received",
        help_text="By the principal authority, where a date is counted from it.",
        to_the_day=True,
        required=False,
    )
    fieldwork_started = WrittenDateField(label="Fieldwork from", required=False)
    fieldwork_ended = WrittenDateField(label="Fieldwork to", required=False)
    marking = radios("Marking", Marking)
    is_public = radios("Can be made public", [(YES, "Yes"), (NO, "No")])
    numbering = forms.CharField(
        label="Numbering", help_text="Who gave the recommendations their numbers.", max_length=200, required=False
    )
    note = text_field("Note", rows=3, help_text=NO_CASE_DETAIL, required=False)
    why = why_field("Why it is put right", help_text=hint("Such as “The report says 12 February.”"))

    differences = staticmethod(differences)

    @staticmethod
    def typed(row: Inspection) -> dict[str, str]:
        """A row of an inspection, of today or of the past, as this form has it typed."""
        embargo = row.embargo_until and row.embargo_until.astimezone(LONDON)
        return {
            **{name: getattr(row, name) for name in AS_THEY_ARE},
            "body": str(row.body_id),
            "kind": str(row.kind_id),
            "published": day(row.published_on, row.published_precision),
            "received": day(row.received_on),
            "fieldwork_started": day(row.fieldwork_started_on, row.fieldwork_precision),
            "fieldwork_ended": day(row.fieldwork_ended_on, row.fieldwork_precision),
            "embargo_day": day(embargo and embargo.date()),
            "embargo_hour": f"{embargo:%H:%M}" if embargo else "",
            "is_public": YES if row.is_public else NO,
        }

    def clean_received(self) -> ReadDate:
        """The day; raises ValidationError for one that is to come."""
        read = self.cleaned_data["received"]
        if read.on and read.on > self.today:
            raise ValidationError("Day received must be today or earlier")
        return read

    def clean(self) -> dict[str, object]:
        """Hold the dates against each other."""
        cleaned = self.cleaned_data
        self._check_fieldwork(cleaned.get("fieldwork_started"), cleaned.get("fieldwork_ended"))
        self.check_embargo()
        return super().clean()

    def _check_fieldwork(self, started, ended):
        if not (started and started.on and ended and ended.on):
            return
        if started.precision != ended.precision:
            self.add_error("fieldwork_ended", "Give both ends of the fieldwork to the day, or both to the month")
        elif ended.on < started.on:
            self.add_error("fieldwork_ended", "Fieldwork cannot end before it starts")
