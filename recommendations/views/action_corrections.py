"""For the inspection coordinator: an action is put right, and which parts it answers."""

from functools import cached_property

from django.http import HttpResponse
from django.urls import reverse

from inspections.models import Inspection

from ..forms.coverages import AnswerPartsForm, EndCoverageForm
from ..forms.put_action_right import PutActionRightForm
from ..forms.put_right import PutRightForm
from ..models import Action, Coverage, Part
from ..permissions import may_coordinate
from ..selectors.actions.coverage_stands import why_it_stands
from ..selectors.actions.moves import Before
from ..services.action_corrections import put_action_right
from ..services.coverages import answer_parts, end_coverage
from .put_right import PutRightPage


class ActionPutRightPage(PutRightPage):
    """Something of the action whose `number` the address gives is put right."""

    may = staticmethod(may_coordinate)

    @cached_property
    def action(self) -> Action:
        """The action; 404 for one that the person may not see."""
        return self.get_visible_or_404(Action, pk=self.kwargs["number"])

    @property
    def thing(self) -> Action:
        return self.action

    @property
    def back_label(self) -> str:
        return str(self.action)

    def before(self) -> Before:
        return Before.of(self.action, self.request.user, self.request.now)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(action=self.action, marking=self.action.get_marking_display(), **kwargs)

    def get_success_url(self) -> str:
        return reverse("action-detail", args=[self.action.pk])


class PutActionRight(ActionPutRightPage):
    """The action as it stands, to be changed; then, before anything is recorded, what moves."""

    template_name = "recommendations/actions/put_right.html"
    form_class = PutActionRightForm

    def put_right(self, form: PutRightForm) -> Action:
        return put_action_right(self.action, **form.service_data(), **self.by_at)


class AnswerParts(ActionPutRightPage):
    """The parts that the action answers, each to be ended, and others that it answers too."""

    template_name = "recommendations/actions/answers.html"
    form_class = AnswerPartsForm

    @cached_property
    def covered(self) -> list[Coverage]:
        """Its coverages, with their parts."""
        coverages = Coverage.objects.visible_to(self.request.user, self.request.now)
        return list(
            coverages.filter(action=self.action, ended_at=None)
            .select_related("part__recommendation__inspection")
            .order_by("part__recommendation__order", "part__letter", "pk")
        )

    def get_form_kwargs(self) -> dict[str, object]:
        user, now = self.request.user, self.request.now
        return super().get_form_kwargs() | {
            "covered": [coverage.part for coverage in self.covered],
            "among": Part.objects.visible_to(user, now),
            "inspections": Inspection.objects.visible_to(user, now),
        }

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(covered=self.covered, **kwargs)

    def check(self, form: PutRightForm) -> HttpResponse:
        """Show what was and will be, and what moves of the recommendations that are named."""
        self.named = {part.recommendation_id for part in form.changes["parts"]}
        return super().check(form)

    def before(self) -> Before:
        return Before.of(self.action, self.request.user, self.request.now, self.named)

    def put_right(self, form: PutRightForm) -> list[Coverage]:
        return answer_parts(self.action, **form.service_data(), **self.by_at)


class EndCoverage(ActionPutRightPage):
    """That an action answers a part, to be ended; where something stands on it, that is said instead."""

    template_name = "recommendations/actions/end_coverage.html"
    form_class = EndCoverageForm

    @cached_property
    def thing(self) -> Coverage:
        """The coverage; 404 for one of a part that the person may not see."""
        return self.get_visible_or_404(Coverage, "action", "part__recommendation__inspection")

    @property
    def action(self) -> Action:
        return self.thing.action

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(stands=why_it_stands(self.thing), **kwargs)

    def put_right(self, form: EndCoverageForm) -> Coverage:
        return end_coverage(self.thing, **form.service_data(), **self.by_at)
