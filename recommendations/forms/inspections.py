"""Who is named to an inspection."""

from django import forms
from django.db.models import QuerySet

from safeguarding.models import Agency, User

from .service_form import ServiceForm


class ReadersForm(ServiceForm):
    """A person to read the inspection early, an agency that it concerns, or both. Those named already are not offered."""

    mark_optional = False

    reader = forms.ModelChoiceField(User.objects.none(), label="Early reader", required=False, empty_label="")
    agency = forms.ModelChoiceField(Agency.objects.none(), label="Agency concerned", required=False, empty_label="")

    def __init__(self, *args, readers: QuerySet[User], agencies: QuerySet[Agency], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset, self.fields["agency"].queryset = readers, agencies

    def clean(self) -> dict[str, object]:
        """Ask for one of the two at least."""
        cleaned = super().clean()
        if not self.errors and not (cleaned["reader"] or cleaned["agency"]):
            self.add_error("reader", "Select a person or an agency")
        return cleaned
