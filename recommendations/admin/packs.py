"""What papers for meetings are made of, read only: it is written on the pages of the meetings."""

from django.contrib import admin

from safeguarding.admin.read_only import ReadOnlyHistoryAdmin

from ..models import StandingText


@admin.register(StandingText)
class StandingTexts(ReadOnlyHistoryAdmin):
    list_display = ("board", "comes_for", "report_of")
    list_select_related = ("board",)
