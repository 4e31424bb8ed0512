"""The lines of a recommendation for the paper to the Commissioner."""

from django import forms

from ..models import Recommendation
from ..models.paper_lines import LINES
from .service_form import DrawnFromForm, text_field

LONGEST = 1000  # characters: a line of a paper, and no paper


def _line(label: str, hint: str) -> forms.CharField:
    return text_field(label, rows=2, required=False, max_length=LONGEST, help_text=hint)


class PaperLinesForm(DrawnFromForm):
    """Each line, with what stands in it now."""

    words = tuple(LINES)
    mark_optional = False

    risk_register = _line("Risk register reference", "The reference in the force’s risk register, and the risk.")
    unfunded_need = _line("Unfunded need", "What has no money yet, and how much.")
    equality = _line("Equality", "Who is affected by it, and how.")
    legislation = _line("Legislation", "Laws that change what is asked.")
    consultation = _line("Consultation", "Who was asked, and what came of it.")
    crime_plan = _line("Police and Crime Plan", "The priority that it serves.")

    def __init__(self, *args, thing: Recommendation, **kwargs) -> None:
        stands = {name: getattr(thing, name) for name in LINES}
        super().__init__(*args, thing=thing, **kwargs | {"initial": stands})
