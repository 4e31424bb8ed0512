"""The plans on their way in that a coordinator may work on."""

from inspections.models import Inspection

from ...models import StagedPlan


def plans_under_way(user, at):
    """StagedPlans, the last worked on first: of inspections that `user` may see; while none was said, their own."""
    visible = set(Inspection.objects.visible_to(user, at).values_list("slug", flat=True))
    staged = StagedPlan.objects.select_related("staged_by", "edited_by")
    return [plan for plan in staged if _said(plan) <= visible and (_said(plan) or plan.staged_by == user)]


def _said(plan):
    """The slugs of the inspections that it was said to answer."""
    return set(plan.answers.get("inspections", {}).values())
