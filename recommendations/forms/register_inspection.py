"""Which inspection is registered: with the report that is read, or by hand."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext

from inspections.models import InspectingBody, Inspection, InspectionKind
from safeguarding.lib.pages.fields import WrittenDateField

from .embargo import AsksEmbargo, embargo_of
from .service_form import radios

# What an inspection to be registered cannot do without; its publication date it can, where the report gives none.
NEEDED = {
    "body": "Select the inspecting body",
    "kind": "Select the kind of inspection",
    "title": "Enter the title",
    "scope": "Select what was inspected",
}
FIELDS = ["body", "kind", "title", "published", "embargo_day", "embargo_hour", "scope"]


class RegistersInspection(AsksEmbargo):
    """A form that may register an inspection: what it needs is asked for by ask_for_inspection."""

    cautions = (*AsksEmbargo.cautions, "no_date")
    field_order = FIELDS
    where = "open it in the list of inspections"  # where one finds what is registered already

    body = forms.ModelChoiceField(InspectingBody.objects.all(), label="Inspecting body", required=False, empty_label="")
    kind = forms.ModelChoiceField(
        InspectionKind.objects.all(), label="Kind of inspection", required=False, empty_label=""
    )
    title = forms.CharField(label="Title", required=False, max_length=300)
    published = WrittenDateField(
        label="Publication date",
        help_text=(
            "As the report gives it: 11 February 2015, July 2015 or 2015. Due dates are counted from the day. "
            "Before that day only you and the early readers you name see it."
        ),
        required=False,
    )
    scope = radios("What was inspected", Inspection.Scope, required=False, initial=Inspection.Scope.FORCE)

    no_date = forms.BooleanField(label="The report gives no publication date", required=False)

    def ask_for_inspection(self, cleaned: dict[str, object], registered: QuerySet[Inspection]) -> None:
        """Ask for what an inspection cannot do without; it is not to be among those `registered` already."""
        for name, words in NEEDED.items():
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, words)
        if "published" not in self.errors:
            # A date that was forgotten must not become one that is not known.
            if cleaned["published"].on is None:
                self.caution("no_date", "Enter the publication date above, or tick that the report gives none")
            self._refuse_registered(cleaned, registered)
        self.check_embargo()

    def inspection_data(self) -> dict[str, object]:
        """The arguments of inspections.services.register_inspection, but for the slug."""
        published = self.cleaned_data["published"]
        dated = {"published_on": published.on, "published_precision": published.precision}
        return {name: self.cleaned_data[name] for name in NEEDED} | dated | embargo_of(self.cleaned_data)

    def _refuse_registered(self, cleaned, registered):
        """An inspection is registered once: the same title and the same day are most likely the same report."""
        wanted = ((cleaned.get("title") or "").casefold(), cleaned["published"].on)
        if any((one.title.casefold(), one.published_on) == wanted for one in registered):
            self.add_error(
                "title",
                gettext("An inspection with this title and date is registered: %(where)s") % {"where": self.where},
            )


class RegisterInspectionForm(RegistersInspection):
    """An inspection that is registered by hand. inspections: those that are registered."""

    mark_optional = False

    def __init__(self, *args, inspections: QuerySet[Inspection], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.inspections = inspections

    def clean(self) -> dict[str, object]:
        """Ask for what an inspection cannot do without."""
        cleaned = super().clean()
        self.ask_for_inspection(cleaned, self.inspections)
        return cleaned
