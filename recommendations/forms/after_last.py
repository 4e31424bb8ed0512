"""A form whose record takes the place of the last of its kind, which nobody may go over unseen."""

from django import forms
from django.core.exceptions import ValidationError

from safeguarding.roles import Refused

from .service_form import ServiceForm


class AfterLast(ServiceForm):
    """last: the key of the last, None for the first; it goes along, and the service refuses where another came since."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, last: int | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.last = self.initial["after"] = last

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show why it was not done; what is sent next goes over the last knowingly."""
        super().refuse(error)
        self.data = self.data.copy()
        self.data["after"] = self.last or ""
