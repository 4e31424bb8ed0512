"""The reports that are being read."""

from django.db.models import Count, Q, QuerySet

from ...models import ReportDraft, ReportReading


def under_way(user, at) -> QuerySet[ReportReading]:
    """Readings that `user` may go on with, the latest first; each with `total` drafts and how many are `left` to decide."""
    left = Q(drafts__choice=ReportDraft.Choice.UNDECIDED)
    return (
        ReportReading.objects.open_to(user, at)
        .filter(finished_at=None)
        .select_related("inspection__body", "started_by")
        .annotate(total=Count("drafts"), left=Count("drafts", filter=left))
    )
