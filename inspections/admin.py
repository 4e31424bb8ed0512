"""Inspections to look at, and their reference data, which administrators change."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from safeguarding.admin.editable import EditableHistoryAdmin
from safeguarding.admin.read_only import ReadOnlyHistoryAdmin

from .models import AgencyConcerned, EarlyReader, InspectingBody, Inspection, InspectionKind, Milestone, Theme


@admin.register(InspectingBody, InspectionKind, Theme)
class ReferenceData(EditableHistoryAdmin):
    """Bodies, kinds and themes."""

    list_display = ("name", "slug")
    search_fields = ("name",)


@admin.register(Inspection)
class Inspections(ReadOnlyHistoryAdmin):
    list_display = ("title", "body", "kind", "published_on", "embargo_until", "released_at", "marking")
    list_filter = ("body", "kind", "scope", "marking", "is_public")
    list_select_related = ("body", "kind")
    search_fields = ("title", "slug")


class OfInspectionAdmin(ReadOnlyHistoryAdmin):
    """A row that belongs to an inspection and is seen with it."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        visible = Inspection.objects.visible_to(request.user, request.now)
        return admin.ModelAdmin.get_queryset(self, request).filter(inspection__in=visible)


@admin.register(Milestone)
class Milestones(OfInspectionAdmin):
    """Statutory and stated steps."""

    list_display = ("label", "inspection", "due_on", "done_on")
    list_filter = (("inspection", admin.RelatedOnlyFieldListFilter), "clock")
    list_select_related = ("inspection",)
    search_fields = ("label",)


@admin.register(EarlyReader)
class EarlyReaders(OfInspectionAdmin):
    """Who may see an inspection before its embargo lifts."""

    list_display = ("reader", "inspection", "ended_at")
    list_filter = (("inspection", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("reader", "inspection")


@admin.register(AgencyConcerned)
class AgenciesConcerned(OfInspectionAdmin):
    """Which partner agencies an inspection concerns."""

    list_display = ("agency", "inspection", "ended_at")
    list_filter = (("inspection", admin.RelatedOnlyFieldListFilter), "agency")
    list_select_related = ("agency", "inspection")
