"""The inspectorate's verdict on a recommendation: recorded beside our closure, and corrected."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..forms.verdicts import CorrectVerdictForm, VerdictForm
from ..models import Part, Verdict
from ..permissions import may_record_verdict
from ..selectors.register import visible_inspections
from ..services.verdicts import correct_verdict, record_verdict
from .corrected import CorrectAbout
from .form_page import RecommendationFormPage


class RecordVerdict(RecommendationFormPage):
    """Record what an inspecting body says of a recommendation, or of one part of it."""

    form_class = VerdictForm
    template_name = "recommendations/verdicts/record.html"
    title = _("Record the inspectorate’s verdict")
    button = _("Record the verdict")
    may = staticmethod(may_record_verdict)

    def get_initial(self) -> dict[str, object]:
        return {"body": self.recommendation.inspection.body_id}

    def get_form_kwargs(self) -> dict[str, object]:
        parts = Part.objects.visible_to(self.request.user, self.request.now).select_related("recommendation")
        inspections = visible_inspections(self.request.user, now=self.request.now)
        of_it = parts.filter(recommendation=self.recommendation).order_by("letter", "pk")
        return super().get_form_kwargs() | {"parts": list(of_it), "inspections": inspections}

    def call_service(self, form: VerdictForm) -> str:
        verdict = record_verdict(self.recommendation, **form.service_data(), **self.by_at)
        return gettext("%(recommendation)s: verdict of %(body)s recorded. It changes no action.") % {
            "recommendation": self.recommendation,
            "body": verdict.body,
        }

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#verdicts"


class CorrectVerdict(CorrectAbout):
    """A verdict that was recorded wrongly, or in error."""

    form_class, model, noun = CorrectVerdictForm, Verdict, _("a verdict")
    verb = staticmethod(correct_verdict)
    to = "recommendation"

    def get_form_kwargs(self) -> dict[str, object]:
        inspections = visible_inspections(self.request.user, now=self.request.now)
        return super().get_form_kwargs() | {"inspections": inspections}

    def get_success_url(self) -> str:
        return f"{RecommendationFormPage.get_success_url(self)}#verdicts"
