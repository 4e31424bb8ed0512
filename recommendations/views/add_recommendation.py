"""Adding a recommendation to an inspection by hand, its due dates shown before it is recorded."""

from functools import cached_property

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from inspections.models import Inspection

from ..forms.add_recommendation import AddRecommendationForm
from ..permissions import may_coordinate
from ..services.recommendations import add_recommendation
from .form_page import FormPage


class AddRecommendation(FormPage):
    """Add a recommendation: once to see which due dates follow, once more to record it."""

    template_name = "recommendations/add_recommendation.html"
    form_class = AddRecommendationForm
    may = staticmethod(may_coordinate)

    @cached_property
    def inspection(self) -> Inspection:
        return self.get_visible_or_404(Inspection, slug=self.kwargs["slug"])

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"inspection": self.inspection}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(inspection=self.inspection, **kwargs)
        return context | {"formset": context["form"].rows, "marking": self.inspection.get_marking_display()}

    def form_valid(self, form: AddRecommendationForm) -> HttpResponse:
        """Record it where the due dates were seen that follow from it; show them where they were not."""
        if form.dates_seen and self.request.POST.get("press") == "add":
            return super().form_valid(form)
        return self.render_to_response(self.get_context_data(form=form, due=form.due))

    def call_service(self, form: AddRecommendationForm) -> str:
        self.added = add_recommendation(self.inspection, **form.service_data(), **self.by_at)
        return gettext("%(recommendation)s added.") % {"recommendation": self.added}

    def get_success_url(self) -> str:
        return reverse("recommendation-detail", args=[self.added.pk])
