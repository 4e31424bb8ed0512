"""For partner agencies: each says for itself what it does about a part that is addressed to it."""

from functools import cached_property

from safeguarding.models import Agency

from ..forms.partners import AgencyResponseForm
from ..permissions import Ruling, may_respond_for_agency
from ..permissions.partners import agencies_of
from ..services.partners import respond_for_agency
from .form_page import PartFormPage


class RespondForAgency(PartFormPage):
    """Record an agency's own response to one part, the first or another that mends it."""

    template_name = "recommendations/respond_for_agency.html"
    form_class = AgencyResponseForm
    button = "Respond"

    @property
    def title(self) -> str:
        return f"Your agency’s response to {self.part_named}"

    @cached_property
    def ruling(self) -> Ruling:
        return may_respond_for_agency(self.request.user, self.part, at=self.request.now)

    @cached_property
    def agencies(self) -> list[Agency]:
        return agencies_of(self.request.user, self.part, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"agencies": self.agencies}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(agencies=self.agencies, **kwargs)

    def call_service(self, form: AgencyResponseForm) -> str:
        said = respond_for_agency(self.part, **form.service_data(), **self.by_at)
        return f"The response of {said.agency} is recorded."
