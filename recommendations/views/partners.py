"""For partner agencies: each says for itself what it does about a part; the coordinator checks that it is clear."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.models import Agency

from ..forms.partners import AgencyResponseForm, QualityCheckForm
from ..models import AgencyResponse, Recommendation
from ..permissions import Ruling, may_coordinate, may_respond_for_agency
from ..permissions.partners import agencies_of
from ..selectors.agency_responses import with_checks
from ..services.partners import check_quality, respond_for_agency
from .form_page import PartFormPage, RecommendationFormPage


class RespondForAgency(PartFormPage):
    """Record an agency's own response to one part, the first or another that mends it."""

    template_name = "recommendations/respond_for_agency.html"
    form_class = AgencyResponseForm
    button = _("Respond")

    @property
    def title(self) -> str:
        return gettext("Your agency’s response to %(part)s") % {"part": self.part_named}

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
        response = respond_for_agency(self.part, **form.service_data(), **self.by_at)
        return gettext("The response of %(agency)s is recorded.") % {"agency": response.agency}


class CheckQuality(RecommendationFormPage):
    """Record that a response of an agency was read, and what the agency is asked for."""

    template_name = "recommendations/quality_check.html"
    form_class = QualityCheckForm
    button = _("Record the check")
    may = staticmethod(may_coordinate)

    @cached_property
    def response(self) -> AgencyResponse:
        """The response; 404 for one that the person may not see."""
        visible = AgencyResponse.objects.visible_to(self.request.user, self.request.now)
        related = with_checks(visible).select_related("part__recommendation__inspection")
        return get_object_or_404(related, pk=self.kwargs["pk"])

    @property
    def recommendation(self) -> Recommendation:
        return self.response.part.recommendation

    @property
    def title(self) -> str:
        return gettext("Check the response of %(agency)s") % {"agency": self.response.agency}

    def get_form_kwargs(self) -> dict[str, object]:
        checks = self.response.checks
        return super().get_form_kwargs() | {"last": checks[-1].pk if checks else None}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(response=self.response, part=self.response.part, **kwargs)

    def call_service(self, form: QualityCheckForm) -> str:
        check_quality(self.response, **form.service_data(), **self.by_at)
        return gettext("The response of %(agency)s is checked.") % {"agency": self.response.agency}
