"""Addresses of the admin that nobody's press made: a key that is no number, a date beyond the calendar."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse


class ReadableAdmin(admin.ModelAdmin):
    """A model's pages, which answer an address that cannot be read as one that leads nowhere, or with the page that says so."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """The list. Raises BadRequest where a filter asks for what no database can look for."""
        try:
            return super().changelist_view(request, extra_context)
        except (DataError, OverflowError, ValueError) as error:
            if not request.GET:
                raise
            raise BadRequest(f"A filter that cannot be read: {type(error).__name__}.") from error

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """The history of a row that is there; 404 otherwise, where simple-history would ask the database for any words."""
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)
