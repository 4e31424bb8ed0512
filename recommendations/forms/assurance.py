"""How far the OPCC is assured, and its notes and minutes."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext

from ..models import Assurance, Meeting, MeetingNote, Recommendation
from ..models.recommendations import printed
from .corrected import CorrectForm
from .reasons import LONGEST_REASON
from .service_form import ServiceForm, radios, text_field


class AssuranceForm(ServiceForm):
    """How far, and why."""

    words = ("reason",)

    level = radios("How far is the OPCC assured?", Assurance.Level.choices)
    reason = text_field("Why", rows=4, max_length=LONGEST_REASON)


class MeetingNoteForm(ServiceForm):
    """A note for a meeting, or the minute of what became of it there; on all of the inspection or one recommendation."""

    words = ("text",)

    outcome = radios("What is it?", MeetingNote.Outcome.choices)
    meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False, empty_label="No meeting in particular")
    recommendation = forms.ModelChoiceField(
        Recommendation.objects.none(), label="About", required=False, empty_label="The whole inspection"
    )
    text = text_field("Note or minute", rows=4, max_length=LONGEST_REASON)

    def __init__(self, *args, meetings: Iterable[Meeting], recommendations: Iterable[Recommendation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = meetings
        about = self.fields["recommendation"]
        about.queryset = recommendations
        about.label_from_instance = lambda one: f"{gettext(one.get_kind_display())} {printed(one.reference)}"

    def clean(self) -> dict[str, object]:
        """Ask for the meeting, at which whatever became of it did."""
        cleaned = super().clean()
        became = cleaned.get("outcome", MeetingNote.Outcome.NOTE) != MeetingNote.Outcome.NOTE
        if became and "meeting" not in self.errors and not cleaned.get("meeting"):
            self.add_error("meeting", "Select the meeting at which it was noted, challenged or deferred")
        return cleaned


class CorrectNoteForm(CorrectForm):
    """A note or minute, corrected: what became of it, and its words."""

    words = ("text", "why")

    outcome = radios("What is it?", MeetingNote.Outcome.choices)
    text = text_field("What it should say", rows=4, max_length=LONGEST_REASON)
