"""Was it asked before? The likest recommendations of other inspections, confirmed or refused by a person."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext

from ..forms.repeats import RepeatsForm
from ..permissions import may_coordinate
from ..selectors.repeats import likest
from ..selectors.standings import Standings
from ..services.links import judge_repeats
from .form_page import RecommendationFormPage


class Repeats(RecommendationFormPage):
    """Say of the likest whether they ask the same."""

    template_name = "recommendations/repeats.html"
    form_class = RepeatsForm
    title = _("Was this asked before?")
    button = _("Record")
    may = staticmethod(may_coordinate)

    def get_form_kwargs(self) -> dict[str, object]:
        asked = Standings(self.request.user, now=self.request.now)
        return super().get_form_kwargs() | {"likely": likest(self.recommendation, asked)}

    def call_service(self, form: RepeatsForm) -> str:
        chosen = form.service_data()
        judge_repeats(self.recommendation, **chosen, **self.by_at)
        return ngettext(
            "Recorded: %(number)s recommendation that asks the same, %(others)s that do not.",
            "Recorded: %(number)s recommendations that ask the same, %(others)s that do not.",
            len(chosen["same"]),
        ) % {"number": len(chosen["same"]), "others": len(chosen["others"])}
