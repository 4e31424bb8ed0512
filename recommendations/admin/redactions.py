"""Redactions, read only, for the force: when, why, and by whom."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ..models import Redaction, RedactionDeclined, RedactionRequest, RedactionTakenBack
from ..permissions import may_ask_to_redact
from .records import RecordAdmin


class OfTheForce(RecordAdmin):
    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All of them, or none."""
        found = admin.ModelAdmin.get_queryset(self, request)
        return found if may_ask_to_redact(request.user, at=request.now) else found.none()


admin.site.register(RedactionRequest, OfTheForce, facts=("kind", "key"))
admin.site.register([Redaction, RedactionDeclined], OfTheForce, facts=("request", "asked_by"))
admin.site.register(RedactionTakenBack, OfTheForce, facts=("request",))
