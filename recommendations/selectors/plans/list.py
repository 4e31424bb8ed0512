"""The plans that a coordinator may know of: those under way, and those accepted."""

from django.db.models import QuerySet

from inspections.models import Inspection

from ...models import PlanDocument, StagedPlan
from ..intake.answers import LEFT_OUT


def plans_under_way(user, at) -> list[StagedPlan]:
    """StagedPlans, the last worked on first: of inspections that `user` may see; while none is named, their own."""
    visible = set(Inspection.objects.visible_to(user, at).values_list("slug", flat=True))
    staged = StagedPlan.objects.select_related("staged_by", "edited_by")
    return [plan for plan in staged if _inspections(plan) <= visible and (_inspections(plan) or plan.staged_by == user)]


def accepted_plans(user, at) -> QuerySet[PlanDocument]:
    """The PlanDocuments that `user` may know of, the latest first, with who accepted and who withdrew them."""
    visible = PlanDocument.objects.visible_to(user, at)
    return visible.select_related("recorded_by", "withdrawal__recorded_by").order_by("-recorded_at", "-pk")


def _inspections(plan):
    """The slugs of the inspections that it answers, where they were named."""
    return set(plan.answers.get("inspections", {}).values()) - {LEFT_OUT}
