"""The lines of a recommendation for the paper to the Commissioner."""

from django import forms
from django.core.exceptions import ValidationError

from safeguarding.history import version_of
from safeguarding.roles import Refused

from ..models import Recommendation
from ..models.paper_lines import LINES
from .service_form import ServiceForm, text_field

LONGEST = 1000  # characters: a line of a paper, and no paper


def _line(label: str, hint: str) -> forms.CharField:
    return text_field(label, rows=2, required=False, max_length=LONGEST, help_text=hint)


class PaperLinesForm(ServiceForm):
    """Each line, with what stands in it now; `version` is that of the recommendation when the page was drawn."""

    words = tuple(LINES)
    mark_optional = False

    risk_register = _line("Risk register reference", "The reference in the force’s risk register, and the risk.")
    unfunded_need = _line("Unfunded need", "What has no money yet, and how much.")
    equality = _line("Equality", "Who is touched by it, and how.")
    legislation = _line("Legislation", "Laws that change what is asked.")
    consultation = _line("Consultation", "Who was asked, and what came of it.")
    crime_plan = _line("Police and Crime Plan", "The priority that it serves.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, recommendation: Recommendation, **kwargs) -> None:
        stands = {name: getattr(recommendation, name) for name in LINES} | {"version": version_of(recommendation)}
        super().__init__(*args, **kwargs | {"initial": stands})
        self.recommendation = recommendation

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show why it was not done; what is sent next was drawn from how it stands by now."""
        super().refuse(error)
        self.data = self.data.copy()
        self.data["version"] = version_of(self.recommendation)
