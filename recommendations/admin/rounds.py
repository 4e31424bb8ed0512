"""Rounds of updates, what was returned to them, and who looked through what came after sign-offs; read only, for the force."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from inspections.models import Inspection
from safeguarding.admin.read_only import ReadOnlyHistoryAdmin

from ..models import Action, LookedThrough, ProgressUpdate, Return, ReturnLine, ReturnNotice, RoundScope, UpdateRound
from ..permissions import may_read_rounds
from .records import RecordAdmin


class ForTheForce:
    """Who has returned what by when is shown to nobody outside the force."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All of them, or none."""
        found = admin.ModelAdmin.get_queryset(self, request)
        return found if may_read_rounds(request.user, at=request.now) else found.none()


@admin.register(UpdateRound)
class UpdateRounds(ForTheForce, ReadOnlyHistoryAdmin):
    list_display = ("__str__", "returns_by", "session", "closed_at")
    list_filter = ("returns_by",)
    list_select_related = ("session",)


@admin.register(RoundScope)
class RoundScopes(ForTheForce, RecordAdmin):
    """Each inspection, plan or action that a round asks about."""

    facts = ("round", "inspection", "plan", "action")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of the inspections and actions that the person may know of."""
        of_inspections, of_actions = (
            Q(**{name: None}) | Q(**{f"{name}__in": model.objects.visible_to(request.user, request.now).values("pk")})
            for name, model in (("inspection", Inspection), ("action", Action))
        )
        return super().get_queryset(request).filter(of_inspections, of_actions)


class OfARound(ForTheForce, RecordAdmin):
    facts = ("round", "post")


admin.site.register(Return, OfARound)
admin.site.register(ReturnNotice, OfARound, facts=("round", "post", "kind"))
admin.site.register(LookedThrough, OfARound, facts=("page", "until"))


@admin.register(ReturnLine)
class ReturnLines(ForTheForce, RecordAdmin):
    """By which update a return answers for which action; its words stand with the update."""

    facts = ("of", "action", "update")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of the updates that the person may see."""
        visible = ProgressUpdate.objects.visible_to(request.user, request.now)
        return super().get_queryset(request).filter(update__in=visible.values("pk"))
