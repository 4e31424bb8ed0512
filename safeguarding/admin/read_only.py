"""Admin pages that nobody changes: models with their history, and records."""

from collections.abc import Callable, Sequence
from functools import cache

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.text import capfirst
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from ..lib.words import WITHHELD
from .authority import hears_everything, may_look
from .readable import ReadableAdmin

TEXT_FIELDS = (models.TextField, models.CharField, models.FileField, models.JSONField)
IN_FULL = 1_000_000  # letters: more than any field holds


def text_fields(model: type[models.Model]) -> list[str]:
    """Names of the fields of a model that hold somebody's words or files; a choice from a list is none."""
    return [field.name for field in model._meta.fields if isinstance(field, TEXT_FIELDS) and not field.choices]


@cache
def named_by(field: models.ForeignKey) -> Callable[[Model], Model | None]:
    """The row to which a key leads, by its name alone: Django would make it a link, whoever reads."""

    @admin.display(description=field.verbose_name)
    def named(row: Model) -> Model | None:
        return getattr(row, field.name)

    named.__name__ = field.name
    return named


class ReadOnlyAdmin(ReadableAdmin):
    """Nobody adds, changes or deletes; each sees what visible_to allows, and not the words withheld from them.

    Only the filters of the list may be asked in the address: others would answer guesses about withheld words.
    """

    actions = None
    list_per_page = 50
    show_full_result_count = False
    hidden = ()  # fields shown to nobody: keys of files and digests
    notes = ("note",)  # words that no audience is set for, so for the force and whoever hears all of it

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_look(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_look(request)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).visible_to(request.user, request.now)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[str]:
        """Every field; where words are withheld, a sentence in their place. None leads to a page that is not for its reader."""
        hidden = self.hidden if hears_everything(request) else (*self.hidden, *self.notes)
        withheld = text_fields(self.model) if getattr(obj, "withheld", False) else []
        shown = [field for field in self.model._meta.fields if field.name not in (*hidden, *withheld)]
        names = [field.name if self._may_follow(field, request) else named_by(field) for field in shown]
        return [*names, "not_released"] if withheld else names

    def _may_follow(self, field, request):
        there = self.admin_site._registry.get(field.related_model) if field.remote_field else None
        return there is None or there.has_view_or_change_permission(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Sequence[str]:
        return self.get_fields(request, obj)

    @admin.display(description="words")
    def not_released(self, obj: Model) -> str:
        """In place of what is withheld."""
        return WITHHELD

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """The filters of the list, and the model's own key."""
        named = [entry if isinstance(entry, str) else entry[0] for entry in self.get_list_filter(request)]
        return lookup.split("__")[0] in named and super().lookup_allowed(lookup, value, request)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Words are looked for only where they are not withheld."""
        if search_term and "withheld" in queryset.query.annotations:
            queryset = queryset.filter(withheld=False)
        return super().get_search_results(request, queryset, search_term)


class ReadOnlyHistoryAdmin(ReadOnlyAdmin, SimpleHistoryAdmin):
    """A model with history: who changed what and when; nothing is put back."""

    object_history_list_template = "admin/history_list.html"

    def get_urls(self) -> list[URLPattern]:
        """Without simple-history's page of one version: the list says what changed."""
        return admin.ModelAdmin.get_urls(self)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        """Only of what the person may see; simple-history would show it of anything that ever was."""
        request.shown_row = self.get_object(request, unquote(object_id))
        return super().history_view(request, object_id, extra_context)

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: QuerySet, foreign_keys_are_objs: bool = True
    ) -> None:
        """Say what each row changed: the field, and its words before and after where the person may read them.

        Outside the force, reasons are for those only to whom the words of the thing itself are said to be open.
        """
        super().set_history_delta_changes(request, historical_records, foreign_keys_are_objs)
        if hears_everything(request):
            return
        withheld = getattr(request.shown_row, "withheld", None)
        closed = self._labels(text_fields(self.model)) if withheld else set()
        for row in historical_records:
            if withheld is not False:
                row.history_change_reason = ""
            changes = getattr(row, "history_delta_changes", [])
            row.history_delta_changes = [
                change | ({"old": WITHHELD, "new": WITHHELD} if change["field"] in closed else {})
                for change in changes
                if change["field"] not in self._labels(self.notes)
            ]

    def _labels(self, names):
        """The names that a history gives these fields, of those that the model has."""
        fields = {field.name: field for field in self.model._meta.fields}
        return {capfirst(fields[name].verbose_name) for name in names if name in fields}

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: Model
    ) -> HistoricalRecordContextHelper:
        """Old and new words in full; simple-history would cut them at a hundred letters."""
        return HistoricalRecordContextHelper(self.model, historical_record, max_displayed_delta_change_chars=IN_FULL)


class ReadOnlyRecordAdmin(ReadOnlyAdmin):
    """A record: written once, so it has no history."""

    change_form_template = "admin/record.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, object] | None = None
    ) -> HttpResponse:
        raise Http404
