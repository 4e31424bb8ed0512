"""Sessions of scrutiny, their agendas and what was decided on them, read only."""

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from safeguarding.admin.authority import hears_everything
from safeguarding.admin.read_only import ReadOnlyHistoryAdmin

from ..models import Action, AgendaItem, AgendaOutcome, Recommendation, ScrutinySession
from ..models.sessions import OUTCOMES
from .records import RecordAdmin


def _of_readable_sessions(rows: QuerySet, request: HttpRequest, to_state: str) -> QuerySet:
    """The force reads every session, others those that are closed (permissions.sessions)."""
    return rows if hears_everything(request) else rows.filter(**{to_state: ScrutinySession.State.CLOSED})


def _seen_items(request: HttpRequest) -> QuerySet:
    actions = Action.objects.visible_to(request.user, request.now)
    recommendations = Recommendation.objects.visible_to(request.user, request.now)
    seen = Q(action__in=actions.values("pk")) | Q(recommendation__in=recommendations.values("pk"))
    return _of_readable_sessions(AgendaItem.objects.filter(seen), request, "session__state")


@admin.register(ScrutinySession)
class Sessions(ReadOnlyHistoryAdmin):
    list_display = ("__str__", "chair", "state")
    list_filter = ("state", "held_on")
    list_select_related = ("chair",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return _of_readable_sessions(admin.ModelAdmin.get_queryset(self, request), request, "state")


@admin.register(AgendaItem)
class AgendaItems(ReadOnlyHistoryAdmin):
    """What stood on an agenda, and why."""

    list_display = ("__str__", "session", "rule", "order", "taken_off_at")
    list_filter = ("rule",)
    list_select_related = ("session", "recommendation")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of what the person may see."""
        return admin.ModelAdmin.get_queryset(self, request).filter(pk__in=_seen_items(request).values("pk"))


@admin.register(AgendaOutcome)
class AgendaOutcomes(RecordAdmin):
    """Which decision was made on which item; its words stand with the decision."""

    facts = ("item",)
    hidden = (*RecordAdmin.hidden, *OUTCOMES)

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        return ("recorded_by", "item__action", "item__recommendation")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        """On the items that the person may see."""
        return admin.ModelAdmin.get_queryset(self, request).filter(item__in=_seen_items(request).values("pk"))
