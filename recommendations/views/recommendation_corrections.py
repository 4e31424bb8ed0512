"""For the inspection coordinator: a recommendation is put right or withdrawn, and each part of it put right."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..forms.put_recommendation_right import PutPartRightForm, PutRecommendationRightForm
from ..forms.reasons import ReasonForm
from ..models import Part, Recommendation
from ..permissions import may_coordinate
from ..selectors.recommendations.moves import Before
from ..selectors.recommendations.stands_on import has_others, stands_on
from ..services.recommendation_corrections import put_part_right, put_recommendation_right, withdraw_recommendation
from .form_page import RecommendationFormPage
from .put_right import PutRightPage


class RecommendationPage(PutRightPage):
    """Something of a recommendation is put right: the recommendation itself, which the address names, or a part of it."""

    may = staticmethod(may_coordinate)

    @cached_property
    def thing(self) -> Recommendation | Part:
        return self.get_visible_or_404(Recommendation, "inspection", "theme", "cause_of_concern")

    @property
    def recommendation(self) -> Recommendation:
        return self.thing

    def before(self) -> Before:
        return Before.of(self.recommendation, self.request.user, self.request.now)

    @property
    def back_label(self) -> str:
        return str(self.recommendation)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(marking=self.recommendation.inspection.get_marking_display(), **kwargs)

    def get_success_url(self) -> str:
        return reverse("recommendation-detail", args=[self.recommendation.pk])


class PartPage(RecommendationPage):
    """A part that the address names is put right, or becomes two, or goes."""

    @cached_property
    def thing(self) -> Part:
        return self.get_visible_or_404(Part, "recommendation__inspection")

    @property
    def recommendation(self) -> Recommendation:
        return self.thing.recommendation

    @property
    def subject(self) -> str:
        letter = self.thing.letter
        return (
            gettext("%(recommendation)s, part %(letter)s") % {"recommendation": self.recommendation, "letter": letter}
            if letter
            else str(self.recommendation)
        )


class PutRecommendationRight(RecommendationPage):
    """The recommendation as it stands, to be changed; then, before anything is recorded, what moves."""

    template_name = "recommendations/recommendation_put_right.html"
    form_class = PutRecommendationRightForm

    def put_right(self, form: PutRecommendationRightForm) -> Recommendation:
        return put_recommendation_right(self.thing, **form.service_data(), **self.by_at)


class WithdrawRecommendation(RecommendationFormPage):
    """Take back a recommendation that was entered by mistake, while nothing stands on it."""

    template_name = "recommendations/recommendation_withdraw.html"
    extra_context = {"warning": True}
    form_class = ReasonForm
    title, button = _("Withdraw this recommendation?"), _("Withdraw")
    may = staticmethod(may_coordinate)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        url = reverse("recommendation-put-right", args=[self.recommendation.pk])
        back = {"back_url": url, "back_label": gettext("Put this recommendation right")}
        return super().get_context_data(stands_on=stands_on(self.recommendation), **back | kwargs)

    def call_service(self, form: ReasonForm) -> str:
        withdraw_recommendation(self.recommendation, **form.service_data(), **self.by_at)
        return gettext("Withdrawn: %(recommendation)s. It is no longer in any list or figure.") % {
            "recommendation": self.recommendation
        }

    def get_success_url(self) -> str:
        return reverse("inspection-detail", args=[self.recommendation.inspection.slug])


class PutPartRight(PartPage):
    """The part as it stands, to be changed; then, before anything is recorded, what moves."""

    template_name = "recommendations/part_put_right.html"
    form_class = PutPartRightForm

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(several=has_others(self.thing), **kwargs)

    def put_right(self, form: PutPartRightForm) -> Part:
        return put_part_right(self.thing, **form.service_data(), **self.by_at)
