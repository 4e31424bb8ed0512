"""Which report is to be read, and which inspection it is of."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext

from inspections.models import Inspection
from safeguarding.lib.readers.refusals import MEGABYTE, Unreadable
from safeguarding.lib.readers.reports import LARGEST_REPORT, open_pages, pages_of_text

from .kept_files import KeepsFiles
from .register_inspection import FIELDS, RegistersInspection
from .service_form import radios

PASTED = "pasted words"
LONGEST_NAME = 200


class ReportForm(KeepsFiles, RegistersInspection):
    """A report, as a file or as pasted words; of an inspection that is registered, or that it registers.

    inspections: those to choose from. reads: the report is read at once, so that what cannot be read is said beside the file; where a
    worker reads it, it says that there.
    """

    mark_optional = False
    where = "choose it below"
    field_order = ["file", "kept", "words", "which", *FIELDS]
    reveals = {"which": {"registered": ["inspection"], "new": FIELDS}}

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

    def __init__(self, *args, inspections: QuerySet[Inspection], reads: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.reads = reads
        self.fields["inspection"].queryset = inspections
        self.fields["kept"].label, self.fields["kept"].help_text = "Kept from before", "Untick it to leave it out."

    def clean_file(self) -> UploadedFile | None:
        """The file, not yet read. Raises ValidationError for one that is too large."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_REPORT:
            raise ValidationError(
                gettext(
                    "%(file)s is larger than %(size)s MB. "
                    "Take out its pictures, or paste the part with the recommendations."
                )
                % {"file": file.name, "size": LARGEST_REPORT // MEGABYTE}
            )
        return file

    def clean(self) -> dict[str, object]:
        """Read the report, and ask for what an inspection cannot do without."""
        cleaned = super().clean()
        if "file" not in self.errors:
            self._read(cleaned)
        if cleaned.get("which") == "new":
            self.ask_for_inspection(cleaned, self.fields["inspection"].queryset)
        elif cleaned.get("which") and "inspection" not in self.errors and not cleaned.get("inspection"):
            self.add_error("inspection", "Select the inspection")
        return cleaned

    def _read(self, cleaned: dict[str, object]) -> None:
        kept = next(iter(self.chosen), None)
        file, name = (
            (cleaned["file"], cleaned["file"].name) if cleaned["file"] else (kept and kept.file, kept and kept.name)
        )
        words = cleaned.get("words", "")
        if file and words.strip():
            self.add_error("words", "Choose a file or paste words, not both")
        elif file:
            self._read_file(file, name)
            if kept:
                kept.file.close()
        elif words.strip():
            self.uploaded = {"pages": pages_of_text(words), "name": PASTED, "data": words.encode()}
        elif "kept" not in self.errors:
            self.add_error("file", "Choose the report, or paste its words")

    def _read_file(self, file: File, name: str) -> None:
        data = file.read()
        file.seek(0)
        self.uploaded = {"name": name[-LONGEST_NAME:], "data": data}
        try:
            if self.reads:
                self.uploaded["pages"] = open_pages(data, name)
        except Unreadable as refused:
            self.add_error("file", str(refused))
        else:
            self.arrived = [self.cleaned_data["file"]] if self.cleaned_data["file"] else []

    def service_data(self) -> dict[str, object]:
        """The arguments of services.reports.begin."""
        if self.cleaned_data["which"] == "registered":
            return self.uploaded | {"inspection": self.cleaned_data["inspection"]}
        return self.uploaded | {"register": self.inspection_data()}
