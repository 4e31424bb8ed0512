"""Inspections to look at, and their reference data, which administrators change."""

from django.contrib import admin
from django.db.models import QuerySet

from safeguarding.admin.editable import Changed
from safeguarding.admin.read_only import ReadOnlyNounAdmin

from .models import AgencyConcerned, EarlyReader, InspectingBody, Inspection, InspectionKind, Milestone, Theme


@admin.register(InspectingBody, InspectionKind, Theme)
class ReferenceData(Changed):
    """Bodies, kinds and themes."""

    list_display = ("name", "slug")
    search_fields = ("name",)


@admin.register(Inspection)
class Inspections(ReadOnlyNounAdmin):
    """The admin of inspections and what belongs to them."""

    list_display = ("title", "body", "kind", "published_on", "embargo_until", "released_at", "marking")
    list_filter = ("body", "kind", "scope", "marking", "is_public")
    list_select_related = ("body", "kind")
    search_fields = ("title", "slug")


class OfInspection(ReadOnlyNounAdmin):
    """Show what belongs to an inspection to those who may see the inspection."""

    def get_queryset(self, request) -> QuerySet:
        """With the inspections that the person may see."""
        seen = Inspection.objects.visible_to(request.user, request.now)
        return admin.ModelAdmin.get_queryset(self, request).filter(inspection__in=seen)


@admin.register(Milestone)
class Milestones(OfInspection):
    """Statutory and stated steps."""

    list_display = ("label", "inspection", "due_on", "done_on")
    list_filter = (("inspection", admin.RelatedOnlyFieldListFilter), "clock")
    list_select_related = ("inspection",)
    search_fields = ("label",)


@admin.register(EarlyReader)
class EarlyReaders(OfInspection):
    """Who may see an inspection before its embargo lifts."""

    list_display = ("reader", "inspection", "ended_at")
    list_filter = (("inspection", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("reader", "inspection")


@admin.register(AgencyConcerned)
class AgenciesConcerned(OfInspection):
    """Which partner agencies an inspection concerns."""

    list_display = ("agency", "inspection", "ended_at")
    list_filter = (("inspection", admin.RelatedOnlyFieldListFilter), "agency")
    list_select_related = ("agency", "inspection")
