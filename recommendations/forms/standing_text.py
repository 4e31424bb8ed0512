"""The text that each paper to a board has alike."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_noop as _

from safeguarding.history import version_of
from safeguarding.roles import Refused

from ..models import Board, StandingText
from ..models.packs import STANDING
from .service_form import ServiceForm, radios, text_field

PARAGRAPHS = "Each line is a numbered paragraph."


def _line(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=False, help_text=hint)


def _text(label: str, hint: str = "") -> forms.CharField:
    return text_field(label, rows=3, required=False, help_text=hint)


class StandingTextForm(ServiceForm):
    """The lines of the header and of the sections, with what stands in them now; `version` is that of when the page was drawn."""

    words = STANDING
    mark_optional = False

    comes_for = radios("The paper is", StandingText.For)
    report_to = _line("Report to", "The meeting, as the paper names it.")
    report_of = _line("Report of", "A post, such as Deputy Chief Constable.")
    report_author = _line("Report author", "A post. Posts and not people stand in papers for the public.")
    email = _line("E-mail", "Of an office, not of a person.")
    other_contacts = _line("Other contacts")
    purpose = _text(_("1. Purpose"), PARAGRAPHS)
    recommendations = _text(_("2. Recommendations"), "What the meeting is asked to do.")
    reasons = _text(_("3. Reasons for recommendations"))
    financial = _text(
        _("5. Financial implications"), "Under 5 to 11 the lines of the recommendations follow what stands here."
    )
    human_resources = _text(_("6. Human resources implications"))
    equality = _text(_("7. Equality implications"))
    risk = _text(_("8. Risk management"))
    policy = _text(_("9. Policy implications and Police and Crime Plan links"))
    legislation = _text(_("10. Changes in legislation"))
    consultation = _text(_("11. Outcome of consultation"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, board: Board, **kwargs) -> None:
        self.board = board
        stands = StandingText.objects.filter(board=board).first() or StandingText(board=board)
        initial = {name: getattr(stands, name) for name in STANDING} | {"version": self._version()}
        super().__init__(*args, **kwargs | {"initial": initial})

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show why it was not done; what is sent next was drawn from how it stands by now."""
        super().refuse(error)
        self.data = self.data.copy()
        self.data["version"] = self._version()

    def _version(self):
        stands = StandingText.objects.filter(board=self.board).first()
        return version_of(stands) if stands else 0
