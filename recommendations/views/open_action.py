"""Opening an action by hand: on a recommendation, or from a meeting or a direction of the DCC."""

from functools import cached_property

from django.urls import reverse

from ..forms.open_action import OpenActionForm
from ..models import Part, Recommendation
from ..permissions import may_coordinate
from ..selectors.post_holders import posts_to_choose
from ..selectors.recommendations.parts_to_answer import parts_to_answer
from ..services.actions import open_action
from .form_page import FormPage


class OpenAction(FormPage):
    """Open an action that answers no recommendation."""

    template_name = "recommendations/open_action.html"
    form_class = OpenActionForm
    recommendation: Recommendation | None = None
    parts: list[Part] = []
    may = staticmethod(may_coordinate)

    def get_form_kwargs(self) -> dict[str, object]:
        due = min((part.due_on for part in self.parts if part.due_on), default=None)
        asked = {"posts": posts_to_choose(self.request.now), "parts": self.parts, "due": due}
        return super().get_form_kwargs() | asked

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(recommendation=self.recommendation, **kwargs)

    def call_service(self, form: OpenActionForm) -> str:
        self.opened = open_action(**form.service_data(), **self.by_at)
        return form.done_words(self.opened)

    def get_success_url(self) -> str:
        return reverse("action-detail", args=[self.opened.number])


class OpenActionOnRecommendation(OpenAction):
    """Open an action on parts of one recommendation."""

    @cached_property
    def recommendation(self) -> Recommendation:
        return self.get_visible_or_404(Recommendation, "inspection")

    @cached_property
    def parts(self) -> list[Part]:
        return parts_to_answer(self.recommendation)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(marking=self.recommendation.inspection.get_marking_display(), **kwargs)
