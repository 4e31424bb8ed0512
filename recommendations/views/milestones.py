"""For the inspection coordinator: a milestone is met, put right, and the same as a recommendation."""

from functools import cached_property

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from inspections.models import Milestone
from inspections.services import meet_milestone

from ..forms.milestones import MetForm, PutMilestoneRightForm, SameAsForm
from ..models import Recommendation
from ..selectors.inspections.milestones import Before
from ..services.milestones import put_milestone_right, same_as
from .inspection_corrections import InspectionFormPage
from .put_right import PutRightPage


class MilestoneFormPage(InspectionFormPage):
    """A form about one milestone of the inspection."""

    @cached_property
    def milestone(self) -> Milestone:
        """The milestone; 404 for one of another inspection."""
        return get_object_or_404(Milestone.objects.filter(inspection=self.inspection), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(milestone=self.milestone, **kwargs)


class MeetMilestone(MilestoneFormPage):
    """Record the day on which a milestone was met."""

    template_name = "recommendations/inspections/met.html"
    form_class = MetForm

    def call_service(self, form: MetForm) -> str:
        meet_milestone(self.milestone, **form.service_data(), **self.by_at)
        return gettext("Met: %(milestone)s.") % {"milestone": self.milestone}


class PutMilestoneRight(MilestoneFormPage, PutRightPage):
    """A milestone as it stands, to be changed; then, before anything is recorded, the figures that move."""

    form_class = PutMilestoneRightForm

    @property
    def thing(self) -> Milestone:
        return self.milestone

    def before(self) -> Before:
        return Before.of(self.inspection, self.request.now)

    def put_right(self, form: PutMilestoneRightForm) -> Milestone:
        return put_milestone_right(self.milestone, **form.service_data(), **self.by_at)


class SameAs(MilestoneFormPage):
    """Say which recommendation asks for the same, or that none does any more."""

    template_name = "recommendations/inspections/same_as.html"
    form_class = SameAsForm

    def get_form_kwargs(self) -> dict[str, object]:
        offered = Recommendation.objects.filter(inspection=self.inspection, withdrawn_at=None)
        return super().get_form_kwargs() | {"offered": offered, "was": offered.filter(milestone=self.milestone).first()}

    def call_service(self, form: SameAsForm) -> str:
        same = same_as(self.milestone, **form.service_data(), **self.by_at)
        return (
            gettext("%(milestone)s: the same as %(same)s.") % {"milestone": self.milestone, "same": same}
            if same
            else gettext("%(milestone)s stands by itself.") % {"milestone": self.milestone}
        )
