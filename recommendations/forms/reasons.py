"""The reason that a change cannot do without."""

from django import forms

from .service_form import ServiceForm, text_field

LONGEST_REASON = 2000


def why_field(label: str, **kwargs: object) -> forms.CharField:
    """The field for it, which must be filled."""
    return text_field(
        label,
        rows=3,
        max_length=LONGEST_REASON,
        error_messages={"required": "Say why. It is kept with what it was"},
        **kwargs,
    )


class ReasonForm(ServiceForm):
    """The reason for ending or withdrawing something."""

    words = ("why",)

    why = why_field("Why")
