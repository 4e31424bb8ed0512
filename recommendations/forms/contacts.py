"""Contact with an inspectorate: recorded, put right, and found."""

from django import forms
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from inspections.models import InspectingBody
from safeguarding.lib.pages.fields import DateField, WrittenDateField
from safeguarding.lib.pages.filter_forms import FilterForm
from safeguarding.lib.uploads.files import ALLOWED

from ..models import Contact, Recommendation
from ..workflow import VerdictOutcome
from .corrected import CorrectForm
from .kept_files import KeepsFiles
from .service_form import NO_CASE_DETAIL, DatedForm, radios, text_field

Kind = Contact.Kind
_VERDICTS = [("", "None"), *(pair for pair in VerdictOutcome.choices if pair[0] != VerdictOutcome.NONE)]


class ContactFields(KeepsFiles, DatedForm):
    """asked: the recommendations of the inspection that may be ticked; by: whose file is kept while the rest is put right."""

    words = ("text", "source")
    been = ("happened_on",)
    mark_optional = False

    kind = radios("What was it?", [pair for pair in Kind.choices if pair[0] != Kind.NONE])
    body = forms.ModelChoiceField(InspectingBody.objects.all(), label="With whom", empty_label=None)
    happened_on = DateField(label="Date")
    text = text_field("What was said, sent or seen", help_text=NO_CASE_DETAIL)
    source = forms.CharField(
        label="Document, and where it is kept",
        max_length=300,
        help_text="Such as “Letter of 3 August 2015, inspections folder”; of a visit or call, the note made of it.",
        error_messages={"required": "Say which document it is, or which note, and where it is kept"},
    )
    document = forms.FileField(
        label="The document itself (optional)",
        help_text=f"Up to 50 MB: {ALLOWED}.",
        required=False,
        allow_empty_file=True,
    )
    recommendations = forms.ModelMultipleChoiceField(
        Recommendation.objects.none(),
        label="Which recommendations was it about?",
        help_text="Leave all of them unticked where it was about the whole inspection.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, asked: QuerySet[Recommendation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recommendations"].queryset = asked
        self.fields["kept"].label, self.fields["kept"].help_text = "Kept from before", "Untick it to leave it out."
        self.order_fields(["kind", "body", "happened_on", "text", "source", "document", "kept", "takes_off"])

    def clean_document(self) -> UploadedFile | None:
        """The document, or None. Raises ValidationError for one that is not kept here."""
        file = self.cleaned_data["document"]
        return self.let_in([file])[0] if file else None

    def service_data(self) -> dict[str, object]:
        """The arguments of a service of contacts; the document that was chosen last, else the one kept from before."""
        kept = next((File(one.file, name=one.name) for one in self.chosen), None)
        data = super().service_data(*set(self.fields).difference(self.cautions, ["kept"]))
        return data | {"document": self.cleaned_data["document"] or kept}


class ContactForm(ContactFields):
    """A contact, and the verdict that a letter of theirs gives."""

    outcome = radios(
        "Which verdict does their letter give on those recommendations?", _VERDICTS, required=False, initial=""
    )


class CorrectContactForm(ContactFields, CorrectForm):
    """A contact, corrected; one that was recorded in error is taken back."""

    words = ("text", "source", "why")

    kind = radios("What was it?", Kind)
    takes_off = forms.BooleanField(label="Remove the document", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._offer_document()
        self.initial["recommendations"] = [item.recommendation_id for item in self.last.items.all()]

    def _offer_document(self) -> None:
        if not self.last.file:
            del self.fields["takes_off"]
            return
        self.fields["document"].label = gettext("Another document instead of %(name)s (optional)") % {
            "name": self.last.name
        }
        self.fields["takes_off"].label = gettext("Remove %(name)s") % {"name": self.last.name}

    def clean(self) -> dict[str, object]:
        """A document is replaced or taken off, not both."""
        cleaned = super().clean()
        if cleaned.get("takes_off") and (cleaned.get("document") or cleaned.get("kept")):
            self.add_error("takes_off", "Leave this unticked, because you chose another document")
        return cleaned


class ContactLogForm(FilterForm):
    """Which contacts are asked for; it stands in the address."""

    q = forms.CharField(label="Words", max_length=200, required=False)
    body = forms.ModelChoiceField(InspectingBody.objects.all(), label="With whom", empty_label="Any", required=False)
    kind = forms.ChoiceField(
        label="What it was",
        choices=[("", "Anything"), *(pair for pair in Kind.choices if pair[0] != Kind.NONE)],
        required=False,
    )
    since = WrittenDateField(label="On or after", to_the_day=True, required=False)
    until = WrittenDateField(label="On or before", to_the_day=True, required=False)

    def only(self) -> Q:
        """A condition on contacts: as asked for; none where the question cannot be understood. Words that are withheld are not found."""
        if not self.is_valid():
            return Q(pk=None)
        asked, only = self.cleaned_data, Q()
        for word in asked["q"].split():
            only &= Q(withheld=False) & (Q(text__icontains=word) | Q(source__icontains=word) | Q(name__icontains=word))
        for name in ("body", "kind"):
            only &= Q(**{name: asked[name]}) if asked[name] else Q()
        if since := asked["since"].on:
            only &= Q(happened_on__gte=since)
        if until := asked["until"].on:
            only &= Q(happened_on__lte=until)
        return only
