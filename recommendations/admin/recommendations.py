"""Recommendations, their parts and their links, read only; boards, their meetings, portfolios and plans, which administrators change."""

from django.contrib import admin
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest

from inspections.admin import ReferenceData
from safeguarding.admin.editable import EditableHistoryAdmin
from safeguarding.admin.read_only import ReadOnlyHistoryAdmin
from safeguarding.models import Audience
from safeguarding.roles import authority

from ..models import (
    Board,
    Link,
    Measure,
    Meeting,
    NamedPlan,
    Part,
    Portfolio,
    RagRating,
    Recommendation,
    ScrutinisingBody,
)
from ..models.paper_lines import LINES

admin.site.register([Board, Portfolio, NamedPlan], ReferenceData)


@admin.register(Meeting)
class Meetings(EditableHistoryAdmin):
    """When boards meet."""

    list_display = ("board", "held_on", "called_off")
    list_filter = ("board", "called_off")
    list_select_related = ("board",)


@admin.register(RagRating)
class RagRatings(EditableHistoryAdmin):
    """How each board colours states."""

    list_display = ("board", "state", "colour", "words")
    list_filter = ("board",)
    list_select_related = ("board",)


@admin.register(ScrutinisingBody)
class ScrutinisingBodies(EditableHistoryAdmin):
    """Who holds the force to account, and when."""

    list_display = ("name", "from_on", "until_on")


@admin.register(Recommendation)
class Recommendations(ReadOnlyHistoryAdmin):
    notes = ("note", *LINES)
    list_display = ("reference", "inspection", "kind", "text", "issue_owner")
    list_filter = (
        ("inspection", admin.RelatedOnlyFieldListFilter),
        "kind",
        ("theme", admin.RelatedOnlyFieldListFilter),
        ("board", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("inspection", "issue_owner")
    search_fields = ("reference", "text")


@admin.register(Part)
class Parts(ReadOnlyHistoryAdmin):
    """The clauses of a recommendation."""

    list_display = ("__str__", "recommendation", "text", "ours", "timescale", "due_on")
    list_filter = ("ours", "timescale_kind")
    list_select_related = ("recommendation",)
    search_fields = ("recommendation__reference", "text")


@admin.register(Measure)
class Measures(ReadOnlyHistoryAdmin):
    """Numbers that would show that a recommendation is met."""

    notes = ("name", "unit", "baseline_source")
    list_display = ("recommendation", "better", "baseline", "baseline_of", "baseline_on", "ended_at")
    list_filter = ("better",)
    list_select_related = ("recommendation",)


@admin.register(Link)
class Links(ReadOnlyHistoryAdmin):
    """How one recommendation stands to another."""

    list_display = ("recommendation", "part", "kind", "target", "ended_at")
    list_filter = ("kind",)
    list_select_related = ("recommendation", "target", "part__recommendation")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Where the person may see both; its words are withheld as on the page of the recommendation: by its inspection's audience."""
        visible, has = (
            Recommendation.objects.visible_to(request.user, request.now),
            authority(request.user, request.now),
        )
        heard = Q(recommendation__inspection__audience__in=[audience for audience in Audience if has.hears(audience)])
        links = admin.ModelAdmin.get_queryset(self, request).filter(recommendation__in=visible, target__in=visible)
        return links.annotate(withheld=ExpressionWrapper(~heard, BooleanField()))
