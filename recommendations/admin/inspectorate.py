"""Asked of inspectorates, read only."""

from django.contrib import admin

from ..models import InspectorateReply, InspectorateRequest
from .records import RecordAdmin


@admin.register(InspectorateRequest)
class InspectorateRequests(RecordAdmin):
    facts = ("action", "recommendation", "body", "asked_on")
    list_filter = ("recorded_at", "body")
    search_fields = ("text",)


@admin.register(InspectorateReply)
class InspectorateReplies(RecordAdmin):
    facts = ("request", "outcome", "until", "said_on")
    list_filter = ("recorded_at", "outcome")
    search_fields = ("text", "source")
