"""Saving what was asked of a page under a name."""

from django import forms

from .service_form import ServiceForm


class SaveViewForm(ServiceForm):
    """The name under which it is kept."""

    words = ("name",)

    name = forms.CharField(
        label="Name",
        max_length=80,
        help_text="Only you see it. A view of yours that has this name already is replaced.",
    )
