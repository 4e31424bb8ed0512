"""An agency's own response to a part, and the check of its quality."""

from django import forms

from safeguarding.lib.pages.fields import DateField
from safeguarding.models import Agency

from ..models import QualityCheck, Response
from .after_last import AfterLast
from .service_form import DatedForm, radios, text_field


class AgencyResponseForm(DatedForm):
    """agencies: those for which the person speaks; with one there is no choice."""

    words = ("text",)
    been = ("said_on",)

    agency = forms.ChoiceField(label="Agency", widget=forms.RadioSelect)
    position = radios("Where your agency stands", Response.Position)
    text = text_field("In your agency’s words", rows=5)
    said_on = DateField(label="Date it is about")

    def __init__(self, *args, agencies: list[Agency], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(agency.pk): agency for agency in agencies}
        self.fields["agency"].choices = [(key, agency.name) for key, agency in self.agencies.items()]
        if len(agencies) == 1:
            del self.fields["agency"]

    def service_data(self) -> dict[str, object]:
        """The arguments of services.partners.respond_for_agency."""
        data = super().service_data("position", "text", "said_on")
        chosen = self.cleaned_data.get("agency", next(iter(self.agencies)))
        return data | {"agency": self.agencies[chosen]}


class QualityCheckForm(AfterLast):
    """Is the response clear, or what is the agency asked for?"""

    words = ("reason",)
    mark_optional = False
    reveals = {"outcome": {QualityCheck.Outcome.ASKED.value: ["reason"]}}

    outcome = radios(
        "Is it clear?",
        [(QualityCheck.Outcome.CLEAR, "Yes"), (QualityCheck.Outcome.ASKED, "No, ask the agency to say more")],
    )
    reason = text_field("What the agency is asked for", required=False)

    def clean(self) -> dict[str, object]:
        """Ask for the words where they are needed."""
        cleaned = super().clean()
        if cleaned.get("outcome") == QualityCheck.Outcome.ASKED and not cleaned.get("reason"):
            self.add_error("reason", "Say what the agency is asked for")
        return cleaned

    def service_data(self) -> dict[str, object]:
        """The arguments of services.partners.check_quality; what is clear needs no words."""
        data = self.cleaned_data
        return {
            "outcome": data["outcome"],
            "after": data["after"],
            "reason": data["reason"] if data["outcome"] == QualityCheck.Outcome.ASKED else "",
        }
