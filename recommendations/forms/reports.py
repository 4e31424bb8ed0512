"""Which report is to be read, and which inspection it is of."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from inspections.models import InspectingBody, Inspection, InspectionKind
from safeguarding.lib.fields import DateField
from safeguarding.lib.pages import LARGEST_REPORT, pages_of_text, read_pages
from safeguarding.lib.refusals import MEGABYTE, Unreadable

from .kept_files import KeepsFiles
from .letters import LetterForm, radios

PASTED = "pasted words"
LONGEST_NAME = 200
NEW = ("body", "kind", "title", "published_on", "scope")


class ReportForm(KeepsFiles, LetterForm):
    """A report, as a file or as pasted words; of an inspection that is registered, or that it registers.

    inspections: those to choose from. Once valid it knows the `pages`, as lib.pages reads them.
    """

    mark_optional = False
    field_order = ["file", "kept", "words", "which"]
    reveals = {"which": {"registered": ["inspection"], "new": list(NEW)}}

    file = forms.FileField(
        label="The report",
        help_text="PDF, Word (.docx), a saved web page (.html) or plain text, up to 20 MB.",
        required=False,
        allow_empty_file=True,
    )
    words = forms.CharField(
        label="Or paste its words", widget=forms.Textarea(attrs={"rows": 5}), required=False, strip=False
    )
    which = radios(
        "Which inspection is it of?",
        [("new", "One to register now"), ("registered", "One that is registered")],
        error_messages={"required": "Select which inspection it is of"},
    )
    inspection = forms.ModelChoiceField(Inspection.objects.none(), label="Inspection", required=False, empty_label="")
    body = forms.ModelChoiceField(
        InspectingBody.objects.all(), label="Inspecting body", required=False, empty_label=""
    )
    kind = forms.ModelChoiceField(
        InspectionKind.objects.all(), label="Kind of inspection", required=False, empty_label=""
    )
    title = forms.CharField(label="Title", required=False, max_length=300)
    published_on = DateField(
        label="Publication date",
        help_text="Due dates are counted from it. Before that day only you and the early readers you name see it.",
        required=False,
    )
    scope = radios("What was inspected", Inspection.Scope, required=False, initial=Inspection.Scope.FORCE)

    def __init__(self, *args, inspections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["inspection"].queryset = inspections

    def clean_file(self):
        """The file, not yet read. Raises ValidationError for one that is too large."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_REPORT:
            raise ValidationError(
                f"{file.name} is larger than {LARGEST_REPORT // MEGABYTE} MB. Take out its pictures, or paste the part "
                "with the recommendations."
            )
        return file

    def clean(self):
        """Read the report, and ask for what an inspection cannot do without."""
        cleaned = super().clean()
        if "file" not in self.errors:
            self._read(cleaned)
        needed = {"new": NEW, "registered": ("inspection",)}.get(cleaned.get("which"), ())
        for name in needed:
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def _read(self, cleaned):
        self.report = cleaned["file"] or next((kept.file for kept in self.chosen), None)
        words = cleaned.get("words", "")
        if self.report and words.strip():
            self.add_error("words", "Choose a file or paste words, not both")
        elif self.report:
            self._read_file(cleaned)
        elif words.strip():
            self.pages, self.report = pages_of_text(words), ContentFile(words.encode(), name=PASTED)
        elif "kept" not in self.errors:
            self.add_error("file", "Choose the report, or paste its words")

    def _read_file(self, cleaned):
        self.report.name = self.report.name if cleaned["file"] else self.chosen[0].name
        try:
            self.pages = read_pages(self.report.read(), self.report.name)
        except Unreadable as refused:
            self.add_error("file", str(refused))
        else:
            self.arrived = [cleaned["file"]] if cleaned["file"] else []
        finally:
            self.report.seek(0)

    def said(self):
        """What services.reports.begin takes."""
        cleaned = self.cleaned_data
        self.report.seek(0)
        told = {"pages": self.pages, "name": self.report.name[-LONGEST_NAME:], "data": self.report.read()}
        if cleaned["which"] == "registered":
            return told | {"inspection": cleaned["inspection"]}
        return told | {"register": {name: cleaned[name] for name in NEW}}
