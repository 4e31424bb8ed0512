"""Asked of inspectorates, and contact with them, read only."""

from django.contrib import admin
from django.http import HttpRequest

from ..models import Contact, ContactItem, InspectorateReply, InspectorateRequest
from .records import RecordAdmin

admin.site.register(
    InspectorateRequest,
    RecordAdmin,
    facts=("action", "recommendation", "body", "asked_on"),
    list_filter=("body",),
    search_fields=("text",),
)
admin.site.register(
    InspectorateReply, RecordAdmin, facts=("request", "outcome", "until", "said_on"), search_fields=("text", "source")
)
admin.site.register(
    Contact,
    RecordAdmin,
    facts=("inspection", "kind", "body", "happened_on"),
    list_filter=("body",),
    search_fields=("text", "source"),
)


@admin.register(ContactItem)
class ContactItems(RecordAdmin):
    facts = ("contact", "recommendation", "verdict")

    def get_list_select_related(self, request: HttpRequest) -> tuple[str, ...]:
        return ("recorded_by", "contact__body", "recommendation", "verdict__body")
