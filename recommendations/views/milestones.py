"""For the inspection coordinator: a milestone is met, and put right."""

from functools import cached_property

from django.shortcuts import get_object_or_404

from inspections.models import Milestone
from inspections.services import meet_milestone

from ..forms.milestones import MetForm, PutMilestoneRightForm
from ..selectors.inspections.milestones import Before
from ..services.milestones import put_milestone_right
from .corrections import InspectionFormPage
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
        return f"Met: {self.milestone}."


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
