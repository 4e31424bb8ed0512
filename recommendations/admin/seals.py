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


@admin.register(CosigningKey)
class CosigningKeys(OfSeals):
    facts = ("name",)


@admin.register(CosigningKeyConfirmed)
class CosigningKeysConfirmed(OfSeals):
    facts = ("key", "added_by")


@admin.register(CosigningKeyWithdrawn)
class CosigningKeysWithdrawn(OfSeals):
    facts = ("key",)


@admin.register(Cosignature)
class Cosignatures(OfSeals):
    facts = ("key", "size", "sealed_at")
