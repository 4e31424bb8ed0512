"""The OPCC's keys and its signatures under the seals, read only, for those who compare seals."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ..models import Cosignature, CosigningKey, CosigningKeyConfirmed, CosigningKeyWithdrawn
from ..permissions import may_compare_seals
from .records import RecordAdmin


class OfSeals(RecordAdmin):
    notes = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All of them, or none."""
        found = admin.ModelAdmin.get_queryset(self, request)
        return found if may_compare_seals(request.user, at=request.now) else found.none()


admin.site.register(CosigningKey, OfSeals, facts=("name",))
admin.site.register(CosigningKeyConfirmed, OfSeals, facts=("key", "added_by"))
admin.site.register(CosigningKeyWithdrawn, OfSeals, facts=("key",))
admin.site.register(Cosignature, OfSeals, facts=("key", "size", "sealed_at"))
