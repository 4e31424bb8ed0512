"""The records that papers for meetings and to inspectorates are made of, read only: they are written on the pages of those."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from safeguarding.admin.read_only import ReadOnlyHistoryAdmin

from ..models import Pack, PackChoice, PackFile, PackIssue, StandingText
from ..permissions import may_read_draft, readable_papers
from .records import RecordAdmin

# What a paper is named by.
PACK = ("pack__meeting__board", "pack__inspection", "pack__theme")


@admin.register(StandingText)
class StandingTexts(ReadOnlyHistoryAdmin):
    list_display = ("board", "comes_for", "report_of")
    list_select_related = ("board",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All of them: it speaks of no inspection."""
        return admin.ModelAdmin.get_queryset(self, request)


class Prepared:
    """The force's until it is issued; then it is read in the files. to_pack: where the paper stands, from a row."""

    to_pack = "pk"

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Those of papers that the person may read, or none."""
        found = admin.ModelAdmin.get_queryset(self, request)
        if not may_read_draft(request.user, at=request.now):
            return found.none()
        return found.filter(**{f"{self.to_pack}__in": readable_papers(request.user, at=request.now)})


@admin.register(Pack)
class Packs(Prepared, ReadOnlyHistoryAdmin):
    list_display = ("__str__", "cut_off_at")
    list_filter = ("paper",)
    list_select_related = ("meeting__board", "inspection", "theme")


@admin.register(PackChoice)
class PackChoices(Prepared, ReadOnlyHistoryAdmin):
    """How each report stands in a paper."""

    to_pack = "pack"
    list_display = ("pack", "inspection", "recommendation", "state")
    list_select_related = (*PACK, "inspection", "recommendation")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of those, the reports that the person may know of."""
        return super().get_queryset(request).visible_to(request.user, request.now)


class Issued(RecordAdmin):
    """to_pack: where the paper stands, from a row."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Those of papers that the person may read."""
        found = admin.ModelAdmin.get_queryset(self, request)
        return found.filter(**{f"{self.to_pack}__in": readable_papers(request.user, at=request.now)})


@admin.register(PackIssue)
class PackIssues(Issued):
    to_pack = "pack"
    facts = ("pack",)

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        """Those of every record, and what a paper is named by."""
        return (*super().get_list_select_related(request), *PACK)


@admin.register(PackFile)
class PackFiles(Issued):
    to_pack = "issue__pack"
    facts = ("name", "sha256")
    hidden = (*RecordAdmin.hidden, "base64")
