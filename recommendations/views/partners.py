"""For partner agencies: each says for itself what it does about a part that is addressed to it."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from safeguarding.models import Agency

from ..forms.partners import AgencyResponseForm
from ..models import Part
from ..permissions import Ruling, may_respond_for_agency
from ..permissions.partners import agencies_of
from ..services.partners import respond_for_agency
from .form_page import FormPage


class RespondForAgency(FormPage):
    """Record an agency's own response to one part, the first or another that mends it."""

    template_name = "recommendations/respond_for_agency.html"
    form_class = AgencyResponseForm

    @cached_property
    def part(self) -> Part:
        """The part; 404 for one that the person may not see."""
        visible = Part.objects.visible_to(self.request.user, self.request.now)
        return get_object_or_404(visible.select_related("recommendation__inspection"), pk=self.kwargs["pk"])

    @cached_property
    def ruling(self) -> Ruling:
        return may_respond_for_agency(self.request.user, self.part, at=self.request.now)

    @cached_property
    def agencies(self) -> list[Agency]:
        return agencies_of(self.request.user, self.part, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"agencies": self.agencies}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        marking = self.part.recommendation.inspection.get_marking_display()
        return super().get_context_data(part=self.part, agencies=self.agencies, marking=marking, **kwargs)

    def call_service(self, form: AgencyResponseForm) -> str:
        said = respond_for_agency(self.part, **form.service_data(), **self.by_at)
        return f"The response of {said.agency} is recorded."

    def get_success_url(self) -> str:
        return reverse("recommendation-detail", args=[self.part.recommendation_id])
