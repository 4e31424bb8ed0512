"""The lines of a recommendation for the paper to the Commissioner."""

from functools import cached_property

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..forms.paper_lines import PaperLinesForm
from ..permissions import Ruling, may_speak_for
from ..services.paper_lines import write_lines
from .form_page import RecommendationFormPage


class WriteLines(RecommendationFormPage):
    """Write them, or put them right: whoever speaks for the recommendation."""

    template_name = "recommendations/write_lines.html"
    form_class = PaperLinesForm
    title, button = _("Lines for the paper"), _("Save the lines")

    @cached_property
    def ruling(self) -> Ruling:
        return may_speak_for(self.request.user, self.recommendation, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"thing": self.recommendation}

    def call_service(self, form: PaperLinesForm) -> str:
        write_lines(self.recommendation, **form.service_data(), **self.by_at)
        return gettext("The lines for the paper are saved.")
