"""Waiving a gap of the plan."""

from safeguarding.lib.pages.fields import DateField

from .reasons import why_field
from .service_form import DatedForm


class WaiveForm(DatedForm):
    """Why a gap is waived, and until when."""

    words = ("reason",)
    to_come = ("until",)

    reason = why_field("Why can it be waived?")
    until = DateField(label="Until", to_come=True, help_text="After this day the gap is listed again.")
