"""The records that papers for meetings are made of, read only: it is written on the pages of the meetings."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from safeguarding.admin.read_only import ReadOnlyHistoryAdmin

from ..models import Pack, PackChoice, PackFile, PackIssue, StandingText
from ..permissions import may_read_draft, may_read_meetings
from .records import RecordAdmin


@admin.register(StandingText)
class StandingTexts(ReadOnlyHistoryAdmin):
    list_display = ("board", "comes_for", "report_of")
    list_select_related = ("board",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All of them: it speaks of no inspection."""
        return admin.ModelAdmin.get_queryset(self, request)


class Prepared:
    """The force's until it is issued; then it is read in the files."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All of them, or none."""
        found = admin.ModelAdmin.get_queryset(self, request)
        return found if may_read_draft(request.user, at=request.now) else found.none()


@admin.register(Pack)
class Packs(Prepared, ReadOnlyHistoryAdmin):
    list_display = ("meeting", "version", "cut_off_at")
    list_select_related = ("meeting__board",)


@admin.register(PackChoice)
class PackChoices(Prepared, ReadOnlyHistoryAdmin):
    """How each report stands in a paper."""

    list_display = ("pack", "inspection", "recommendation", "state")
    list_select_related = ("pack__meeting__board", "inspection", "recommendation")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of those, the reports that the person may know of."""
        return super().get_queryset(request).visible_to(request.user, request.now)


class Issued(RecordAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All of them for whoever reads papers, or none."""
        found = admin.ModelAdmin.get_queryset(self, request)
        return found if may_read_meetings(request.user, at=request.now) else found.none()


@admin.register(PackIssue)
class PackIssues(Issued):
    facts = ("pack",)

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        """Those of every record, and what a paper is named by."""
        return (*super().get_list_select_related(request), "pack__meeting__board")


@admin.register(PackFile)
class PackFiles(Issued):
    facts = ("name", "sha256")
    hidden = (*RecordAdmin.hidden, "base64")
