"""Recommendations, parts, actions and what hangs on them, to look at."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

from safeguarding.admin.read_only import WITHHELD, ReadOnlyNounAdmin

from ..models import Action, Coverage, FollowUpCheck, Link, Part, Recommendation, WaitingOn


@admin.register(Recommendation)
class Recommendations(ReadOnlyNounAdmin):
    """What is asked of us."""

    list_display = ("reference", "inspection", "kind", "text", "issue_owner")
    list_filter = (
        ("inspection", admin.RelatedOnlyFieldListFilter),
        "kind",
        ("theme", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("inspection", "issue_owner")
    search_fields = ("reference", "text")


@admin.register(Part)
class Parts(ReadOnlyNounAdmin):
    """The clauses of a recommendation."""

    list_display = ("__str__", "recommendation", "text", "ours", "timescale", "due_on")
    list_filter = ("ours", "timescale_kind")
    list_select_related = ("recommendation",)
    search_fields = ("recommendation__reference", "text")


@admin.register(Action)
class Actions(ReadOnlyNounAdmin):
    """What the force has promised to do."""

    list_display = ("number", "says", "owner", "status", "target_on")
    list_filter = ("status", ("owner", admin.RelatedOnlyFieldListFilter), "unfunded", "marking", "audience")
    list_select_related = ("owner",)
    search_fields = ("number", "text")

    @admin.display(description="text")
    def says(self, action):
        """Its text, unless withheld."""
        return WITHHELD if action.withheld else action.text


@admin.register(Coverage)
class Coverages(ReadOnlyNounAdmin):
    """Which action answers which part."""

    list_display = ("action", "part", "recommended_in", "supported_in", "ended_at")
    list_select_related = ("action", "part__recommendation", "recommended_in", "supported_in")
    search_fields = ("action__number", "part__recommendation__reference")


class OfAction(ReadOnlyNounAdmin):
    """What belongs to an action is seen with it, and its words are withheld with its."""

    def get_queryset(self, request):
        """With the actions that the person may see."""
        seen = Action.objects.visible_to(request.user, request.now)
        withheld = Exists(seen.filter(pk=OuterRef("action"), withheld=True))
        return (
            admin.ModelAdmin.get_queryset(self, request)
            .filter(action__in=seen.values("pk"))
            .annotate(withheld=withheld)
        )


@admin.register(WaitingOn)
class WaitingOnNotes(OfAction):
    """What an action waits on."""

    list_display = ("action", "review_on", "confirmed_on", "ended_at")
    list_filter = ("review_on",)
    list_select_related = ("action",)


@admin.register(FollowUpCheck)
class FollowUpChecks(OfAction):
    """Did it last?"""

    list_display = ("action", "due_on", "done_on", "lasted")
    list_filter = ("due_on", "lasted")
    list_select_related = ("action",)


@admin.register(Link)
class Links(ReadOnlyNounAdmin):
    """How one recommendation stands to another."""

    list_display = ("recommendation", "part", "kind", "target", "ended_at")
    list_filter = ("kind",)
    list_select_related = ("recommendation", "target", "part__recommendation")

    def get_queryset(self, request):
        """Where the person may see both."""
        seen = Recommendation.objects.visible_to(request.user, request.now)
        return admin.ModelAdmin.get_queryset(self, request).filter(recommendation__in=seen, target__in=seen)
