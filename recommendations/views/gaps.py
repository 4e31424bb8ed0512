"""The pages of the gaps in the plan: their list, one that is waived, and that taken back."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from safeguarding.lib.languages import in_words

from ..forms.gaps import WaiveForm
from ..forms.taken_back import WhyTakenBackForm
from ..models import Action, GapWaiver, Part, Recommendation
from ..permissions import Ruling, insist, may_see_gaps, may_waive, may_waive_gaps
from ..selectors.figures import Addresses
from ..selectors.gaps.checks import About
from ..selectors.gaps.counted import counted, gaps_asked_for, tallied
from ..selectors.gaps.list import FoundGap, FoundGaps, check_of, one
from ..selectors.gaps.waived import waivers
from ..selectors.standings import Standings
from ..services.gaps import take_back_waiver, waive
from .as_at import asked_at
from .form_page import FormPage
from .pagination import paged

_MODELS = {About.ACTION: Action, About.RECOMMENDATION: Recommendation, About.PART: Part}


@require_GET
def gap_list(request: HttpRequest) -> HttpResponse:
    """How many gaps there are of each kind, and each in a sentence; those that `?check=` asks for. Raises Refused."""
    insist(may_see_gaps(request.user, at=request.now))
    at_form, asked = asked_at(request)
    counts = counted(asked)
    only, kept = gaps_asked_for(request.GET.get("check", ""))
    context = {
        "kinds": tallied(counts, Addresses(asked.as_at)),
        "only": only,
        "page": paged(request, FoundGaps(asked, counts, kept)),
        "waived": waivers(asked),
        "waives": not asked.as_at and bool(may_waive_gaps(request.user, at=request.now)),
        "at_form": at_form,
        "as_at": at_form.moment,
    }
    return render(request, "recommendations/gaps/list.html", context)


class WaiveGap(FormPage):
    """Waive a gap until a day."""

    template_name = "recommendations/gaps/waive.html"
    form_class = WaiveForm
    success_url = reverse_lazy("gap-list")

    @cached_property
    def found(self) -> FoundGap:
        """The gap; 404 where it is not there, or not one that is waived."""
        check = check_of(self.kwargs["gap"], self.kwargs["about"])
        asked = Standings(self.request.user, now=self.request.now)
        found = one(check, self.kwargs["key"], asked) if check and check.gap.can_be_waived else None
        if found is None:
            raise Http404
        return found

    @cached_property
    def thing(self) -> Action | Recommendation | Part:
        """The action, recommendation or part that has it; 404 for one that the person may not see."""
        model = next((model for about, model in _MODELS.items() if about.value == self.kwargs["about"]), None)
        if model is None:
            raise Http404
        return self.get_visible_or_404(model, pk=self.kwargs["key"])

    @cached_property
    def ruling(self) -> Ruling:
        on = self.thing.recommendation if isinstance(self.thing, Part) else self.thing
        return may_waive(self.request.user, on, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(found=self.found, **kwargs)

    def call_service(self, form: WaiveForm) -> str:
        waiver = waive(self.found.gap, self.thing, **form.service_data(), **self.by_at)
        return gettext("%(thing)s: “%(gap)s” is waived until %(on)s.") % {
            "thing": self.found.thing.name,
            "gap": gettext(self.found.gap.label),
            "on": in_words(waiver.until),
        }


class TakeBackWaiver(FormPage):
    """Take back a waiver."""

    template_name = "recommendations/gaps/take_back.html"
    form_class = WhyTakenBackForm
    success_url = reverse_lazy("gap-list")

    @cached_property
    def waiver(self) -> GapWaiver:
        return self.get_visible_or_404(
            GapWaiver, "action", "recommendation__inspection", "part__recommendation", "recorded_by"
        )

    @cached_property
    def ruling(self) -> Ruling:
        return may_waive(self.request.user, self.waiver.action or self.waiver.recommendation, at=self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(waiver=self.waiver, marking=self.waiver.get_marking_display(), **kwargs)

    def call_service(self, form: WhyTakenBackForm) -> str:
        take_back_waiver(self.waiver, **form.service_data(), **self.by_at)
        return gettext("Waiver taken back: the gap stands in the list again, unless it was mended.")
