"""The Commissioner's responses to reports, read only."""

from django.contrib import admin

from safeguarding.admin.read_only import ReadOnlyHistoryAdmin

from ..models import AnsweredReport, CommissionerComment, CommissionerResponse


@admin.register(CommissionerResponse)
class CommissionerResponses(ReadOnlyHistoryAdmin):
    notes = ()
    list_display = ("title", "invited_on", "received_on", "published_on")
    list_filter = ("published_on",)
    search_fields = ("title",)


@admin.register(AnsweredReport)
class AnsweredReports(ReadOnlyHistoryAdmin):
    """The reports that a response answers."""

    list_display = ("response", "inspection", "ended_at")
    list_select_related = ("response", "inspection")


@admin.register(CommissionerComment)
class CommissionerComments(ReadOnlyHistoryAdmin):
    """A comment on one recommendation."""

    notes = ()
    list_display = ("response", "recommendation", "kind")
    list_filter = ("kind",)
    list_select_related = ("response", "recommendation")
