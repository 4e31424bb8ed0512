"""For the inspection coordinator: a part is added to a recommendation, split in two, joined to another, or withdrawn."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..forms.parts import AddPartForm, JoinPartForm, SplitPartForm
from ..forms.reasons import ReasonForm
from ..models import Part, Recommendation
from ..permissions import may_coordinate
from ..selectors.recommendations.stands_on import has_others, keeps_from_withdrawing
from ..services.parts import add_part, join_part, split_part, withdraw_part
from .form_page import PartFormPage
from .recommendation_corrections import PartPage, RecommendationPage


class AddPart(RecommendationPage):
    """A part that the recommendation lacks."""

    template_name = "recommendations/part_add.html"
    form_class = AddPartForm
    button = _("Add it")

    def put_right(self, form: AddPartForm) -> Part:
        return add_part(self.recommendation, **form.service_data(), **self.by_at)

    def get_success_message(self, form: AddPartForm) -> str:
        return gettext("The part is added.")


class SplitPart(PartPage):
    """One part becomes two."""

    template_name = "recommendations/part_split.html"
    form_class = SplitPartForm
    button = _("Split it")

    def put_right(self, form: SplitPartForm) -> Part:
        return split_part(self.thing, **form.service_data(), **self.by_at)

    def get_success_message(self, form: SplitPartForm) -> str:
        return gettext("The part is two parts now.")


class JoinPart(PartPage):
    """A part goes, since its words are another's."""

    template_name = "recommendations/part_join.html"
    form_class = JoinPartForm
    button = _("Join them")

    @cached_property
    def thing(self) -> Part:
        """The part, joined already or not: a second press is told so. 404 for one that the person may not see."""
        visible = Recommendation.objects.visible_to(self.request.user, self.request.now)
        parts = Part.objects.filter(recommendation__in=visible).select_related("recommendation__inspection")
        return get_object_or_404(parts, pk=self.kwargs["pk"])

    def put_right(self, form: JoinPartForm) -> Part:
        return join_part(self.thing, **form.service_data(), **self.by_at)

    def get_success_message(self, form: JoinPartForm) -> str:
        return gettext("The parts are joined.")


class WithdrawPart(PartFormPage):
    """Take back a part that was entered by mistake, while nothing stands on it."""

    template_name = "recommendations/part_withdraw.html"
    extra_context = {"warning": True}
    form_class = ReasonForm
    title, button = _("Withdraw this part?"), _("Withdraw")
    may = staticmethod(may_coordinate)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        back = {
            "back_url": reverse("part-put-right", args=[self.part.pk]),
            "back_label": gettext("Put this part right"),
        }
        facts = {"stands_on": keeps_from_withdrawing(self.part), "several": has_others(self.part)}
        return super().get_context_data(**facts | back | kwargs)

    def call_service(self, form: ReasonForm) -> str:
        withdraw_part(self.part, **form.service_data(), **self.by_at)
        return gettext("Withdrawn: %(part)s. It is no longer in any list or figure.") % {"part": self.part_named}
