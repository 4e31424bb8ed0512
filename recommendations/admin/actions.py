"""Actions and what belongs to one, read only."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from inspections.models import Inspection
from safeguarding.admin.read_only import ReadOnlyHistoryAdmin
from safeguarding.lib.words import WITHHELD

from ..models import Action, Coverage, FollowUpCheck, WaitingOn


@admin.register(Action)
class Actions(ReadOnlyHistoryAdmin):
    list_display = ("number", "says", "owner", "status", "target_on")
    list_filter = ("status", ("owner", admin.RelatedOnlyFieldListFilter), "unfunded", "marking", "audience")
    list_select_related = ("owner",)
    search_fields = ("number", "text")

    @admin.display(description="text")
    def says(self, action: Action) -> str:
        """Its text, unless withheld."""
        return WITHHELD if action.withheld else action.text


@admin.register(Coverage)
class Coverages(ReadOnlyHistoryAdmin):
    """Which action answers which part."""

    list_display = ("action", "part", "recommended_in", "supported_in", "ended_at")
    list_select_related = ("action", "part__recommendation", "recommended_in", "supported_in")
    search_fields = ("action__number", "part__recommendation__reference")


class OfActionAdmin(ReadOnlyHistoryAdmin):
    """A row that belongs to an action: seen with it, and its words withheld with its words."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.with_those(request, Q())

    def with_those(self, request: HttpRequest, others: Q) -> QuerySet:
        """The rows of the actions that may be seen, and `others`."""
        visible = Action.objects.visible_to(request.user, request.now)
        withheld = Exists(visible.filter(pk=OuterRef("action"), withheld=True))
        return (
            admin.ModelAdmin.get_queryset(self, request)
            .filter(Q(action__in=visible.values("pk")) | others)
            .annotate(withheld=withheld)
        )


@admin.register(WaitingOn)
class WaitingOnNotes(OfActionAdmin):
    list_display = ("action", "review_on", "confirmed_on", "ended_at")
    list_filter = ("review_on",)
    list_select_related = ("action",)


@admin.register(FollowUpCheck)
class FollowUpChecks(OfActionAdmin):
    """Did it last? Those on inspections that may be seen too."""

    list_display = ("action", "inspection", "due_on", "owner", "every_months", "done_on", "lasted", "called_off_at")
    list_filter = ("due_on", "lasted")
    list_select_related = ("action", "inspection")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        known = Inspection.objects.visible_to(request.user, request.now)
        on_inspections = Q(action=None, inspection__in=known.values("pk"))
        return self.with_those(request, on_inspections)
