"""The data that form pages send, and what they show, for the tests of each."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

PDF = b"%PDF-1.4\n%%EOF\n"


def pdf(name="audit.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def contents(evidence):
    with evidence.file.open() as file:
        return file.read()


def form_data(**changed):
    """The form as it is sent when nothing but `changed` was touched; a row of evidence is `row_0`, and so on."""
    data = {"done": "", "next": "", "no_change_because": "", "assessment": ""}
    data |= {f"evidence-{row}-of": "output" for row in range(3)}
    return data | changed


def date_boxes(name, day, month, year):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


def page(number):
    return reverse("action-update", args=[number])
