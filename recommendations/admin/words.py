"""What a house remembers of the plans that came in: its status words, which administrators change, and its layouts."""

from django.contrib import admin
from django.forms import ChoiceField

from safeguarding.admin.editable import EditableNounAdmin, RefusalForm

from ..importers.status_words import Meaning, normalised
from ..models import ColumnLayout, StatusWord


class StatusWordForm(RefusalForm):
    """A status word, kept as it is compared: case and space levelled."""

    means = ChoiceField(choices=Meaning.choices)

    def clean_words(self):
        """The words as plans are read."""
        return normalised(self.cleaned_data["words"])


@admin.register(StatusWord)
class StatusWords(EditableNounAdmin):
    """What a status word means here; it goes before the tracker's own table."""

    form = StatusWordForm
    list_display = ("words", "meaning")
    search_fields = ("words",)

    @admin.display(description="means")
    def meaning(self, word):
        """In words."""
        return Meaning(word.means).label


@admin.register(ColumnLayout)
class ColumnLayouts(EditableNounAdmin):
    """Which column holds what, as coordinators corrected it: to look at."""

    list_display = ("__str__", "fingerprint")
    search_fields = ("header",)

    def has_add_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_change_permission(self, request, obj=None):
        """Nobody."""
        return False
