"""The records that papers for meetings are made of, read only: it is written on the pages of the meetings."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from safeguarding.admin.read_only import ReadOnlyHistoryAdmin

from ..models import StandingText


@admin.register(StandingText)
class StandingTexts(ReadOnlyHistoryAdmin):
    list_display = ("board", "comes_for", "report_of")
    list_select_related = ("board",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All of them: it speaks of no inspection."""
        return admin.ModelAdmin.get_queryset(self, request)
