"""The OPCC's own work on an inspection: how far it is assured, and its notes for a meeting and minutes of one."""

from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from safeguarding.lib.dates import london_date

from ..forms.assurance import AssuranceForm, CorrectNoteForm, MeetingNoteForm
from ..models import Meeting, MeetingNote, Recommendation
from ..permissions import Ruling, may_assure
from ..services.assurance import assure, correct_note, note_for_meeting
from .corrected import CorrectPage
from .inspection_corrections import InspectionFormPage

MEETINGS = 40  # the latest


class _OpccPage(InspectionFormPage):
    template_name = "recommendations/assurance/form.html"
    leads_to_one_place = True

    @cached_property
    def ruling(self) -> Ruling:
        return may_assure(self.request.user, self.inspection, at=self.request.now)

    def get_success_url(self) -> str:
        return f"{super().get_success_url()}#assurance"


class Assure(_OpccPage):
    """Say how far the OPCC is assured, and why."""

    form_class = AssuranceForm
    extra_context = {"title": _("How far the OPCC is assured"), "button": _("Record it")}

    def call_service(self, form: AssuranceForm) -> str:
        assessment = assure(self.inspection, **form.service_data(), **self.by_at)
        return gettext("Recorded: %(level)s. What was said before stays below it.") % {
            "level": gettext(assessment.get_level_display()).lower()
        }


class NoteForMeeting(_OpccPage):
    """Write a note for a meeting, or the minute of what became of the inspection or one recommendation there."""

    form_class = MeetingNoteForm
    extra_context = {"title": _("Note for a meeting, or minute of one"), "button": _("Record it")}

    def get_initial(self) -> dict[str, object]:
        """A note for the next meeting, which is what a reviewer writes most."""
        to_come = Meeting.objects.filter(called_off=False, held_on__gte=london_date(self.request.now))
        note = {"outcome": MeetingNote.Outcome.NOTE, "meeting": to_come.order_by("held_on", "pk").first()}
        return super().get_initial() | note | {"recommendation": self.request.GET.get("recommendation")}

    def get_form_kwargs(self) -> dict[str, object]:
        latest = Meeting.objects.filter(called_off=False).values("pk")[:MEETINGS]
        visible = Recommendation.objects.visible_to(self.request.user, self.request.now)
        choices = {
            "meetings": Meeting.objects.filter(pk__in=list(latest.values_list("pk", flat=True))).select_related(
                "board"
            ),
            "recommendations": visible.filter(inspection=self.inspection).order_by("order", "pk"),
        }
        return super().get_form_kwargs() | choices

    def call_service(self, form: MeetingNoteForm) -> str:
        note = note_for_meeting(self.inspection, **form.service_data(), **self.by_at)
        return gettext("Recorded: %(outcome)s.") % {"outcome": gettext(note.get_outcome_display()).lower()}


class CorrectNote(CorrectPage):
    """A note or minute of the OPCC that was wrong. It leads to where it stands on the inspection."""

    template_name = "recommendations/assurance/correct.html"
    form_class, model, noun = CorrectNoteForm, MeetingNote, _("a note")
    verb = staticmethod(correct_note)
    to = "inspection"

    def call_service(self, form: CorrectNoteForm) -> str:
        super().call_service(form)
        return gettext("Corrected. What was said first stands in What changed.")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        inspection = self.original.inspection
        back = {"back_url": self.get_success_url(), "back_label": gettext("The inspection")}
        about = {"inspection": inspection, "marking": inspection.get_marking_display()}
        return super().get_context_data(**about, **back, **kwargs)

    def get_success_url(self) -> str:
        return reverse("inspection-detail", args=[self.original.inspection.slug]) + "#assurance"
