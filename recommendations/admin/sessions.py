"""Sessions of scrutiny, their agendas and what was decided on them, read only."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from safeguarding.admin.read_only import ReadOnlyHistoryAdmin

from ..models import AgendaItem, AgendaOutcome, DraftedOutcome, ScrutinySession
from ..models.sessions import OUTCOMES
from ..permissions import readable_sessions
from ..selectors.sessions.agenda import visible_items
from .records import RecordAdmin


def _visible_items(request: HttpRequest) -> QuerySet:
    """The items of sessions that the person may read, about what they may see."""
    sessions = readable_sessions(request.user, at=request.now)
    return AgendaItem.objects.filter(visible_items(request.user, at=request.now), session__in=sessions)


@admin.register(ScrutinySession)
class Sessions(ReadOnlyHistoryAdmin):
    list_display = ("__str__", "chair", "state")
    list_filter = ("state", "held_on")
    list_select_related = ("chair",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Those that the person may read."""
        readable = readable_sessions(request.user, at=request.now)
        return admin.ModelAdmin.get_queryset(self, request).filter(pk__in=readable.values("pk"))


@admin.register(AgendaItem)
class AgendaItems(ReadOnlyHistoryAdmin):
    """Each item of an agenda, and why it stood there."""

    list_display = ("__str__", "session", "rule", "order", "taken_off_at")
    list_filter = ("rule",)
    list_select_related = ("session", "recommendation")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of what the person may see."""
        return admin.ModelAdmin.get_queryset(self, request).filter(pk__in=_visible_items(request).values("pk"))


@admin.register(AgendaOutcome)
class AgendaOutcomes(RecordAdmin):
    """Which decision was made on which item; its words stand with the decision."""

    facts = ("item",)
    hidden = (*RecordAdmin.hidden, *OUTCOMES, "draft")

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        return ("recorded_by", "item__action", "item__recommendation")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """On the items that the person may see."""
        return admin.ModelAdmin.get_queryset(self, request).filter(item__in=_visible_items(request).values("pk"))


@admin.register(DraftedOutcome)
class DraftedOutcomes(RecordAdmin):
    """Each draft on an item, and by whom."""

    facts = ("item", "suggests")
    hidden = (*RecordAdmin.hidden, "text", "digest", "answer_by", "instead_on")
