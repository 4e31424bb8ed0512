"""Remembered of the plans that came in: status words, which administrators change, and column layouts."""

from django.contrib import admin
from django.db.models import Model
from django.forms import ChoiceField
from django.http import HttpRequest

from safeguarding.admin.editable import EditableHistoryAdmin, RefusalForm

from ..importers.status_words import Meaning, normalised
from ..models import ColumnLayout, StatusWord


class StatusWordForm(RefusalForm):
    """A status word, kept as it is compared: case and space levelled."""

    means = ChoiceField(choices=Meaning.choices)

    def clean_words(self) -> str:
        """The words as plans are read."""
        return normalised(self.cleaned_data["words"])


@admin.register(StatusWord)
class StatusWords(EditableHistoryAdmin):
    """The force's own meaning of a status word; it goes before the tracker's table."""

    form = StatusWordForm
    list_display = ("words", "meaning")
    search_fields = ("words",)

    @admin.display(description="means")
    def meaning(self, word: StatusWord) -> str:
        return Meaning(word.means).label


@admin.register(ColumnLayout)
class ColumnLayouts(EditableHistoryAdmin):
    """Which column holds what, as coordinators corrected it: to look at."""

    list_display = ("__str__", "fingerprint")
    search_fields = ("header",)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
