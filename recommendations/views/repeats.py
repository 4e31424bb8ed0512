"""Was it asked before? The likest recommendations of other inspections, confirmed or refused by a person."""

from functools import cached_property

from safeguarding.lib.words import counted

from ..forms.repeats import RepeatsForm
from ..permissions import Ruling, may_coordinate
from ..selectors.repeats import likest
from ..selectors.standings import Standings
from ..services.links import judge_repeats
from .form_page import RecommendationFormPage


class Repeats(RecommendationFormPage):
    """Say of the likest whether they ask the same."""

    template_name = "recommendations/repeats.html"
    form_class = RepeatsForm
    title = "Was this asked before?"
    button = "Record"

    @cached_property
    def ruling(self) -> Ruling:
        return may_coordinate(self.request.user, at=self.request.now)

    def get_form_kwargs(self) -> dict[str, object]:
        asked = Standings(self.request.user, now=self.request.now)
        return super().get_form_kwargs() | {"likely": likest(self.recommendation, asked)}

    def call_service(self, form: RepeatsForm) -> str:
        chosen = form.service_data()
        judge_repeats(self.recommendation, **chosen, **self.by_at)
        return f"Recorded: {counted(len(chosen['same']), 'recommendation')} that asks the same, {len(chosen['others'])} that do not."
