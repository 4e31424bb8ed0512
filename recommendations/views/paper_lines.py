"""The lines of a recommendation for the paper to the Commissioner."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse

from ..forms.paper_lines import PaperLinesForm
from ..models import Recommendation
from ..permissions import Ruling, may_speak_for
from ..services.paper_lines import write_lines
from .form_page import FormPage


class WriteLines(FormPage):
    """Write them, or put them right: whoever speaks for the recommendation."""

    template_name = "recommendations/write_lines.html"
    form_class = PaperLinesForm

    @cached_property
    def recommendation(self) -> Recommendation:
        """The recommendation; 404 for one that the person may not see."""
        visible = Recommendation.objects.visible_to(self.request.user, self.request.now)
        return get_object_or_404(visible.select_related("inspection"), pk=self.kwargs["pk"])

    @cached_property
    def ruling(self) -> Ruling:
        return may_speak_for(self.request.user, self.recommendation, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"recommendation": self.recommendation}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        marking = self.recommendation.inspection.get_marking_display()
        return super().get_context_data(recommendation=self.recommendation, marking=marking, **kwargs)

    def call_service(self, form: PaperLinesForm) -> str:
        write_lines(self.recommendation, **form.service_data(), **self.by_at)
        return "The lines for the paper are saved."

    def get_success_url(self) -> str:
        return reverse("recommendation-detail", args=[self.recommendation.pk])
