"""Taking back what nobody has decided yet."""

from django import forms
from django.utils.translation import gettext

from ..models import Part
from .reasons import why_field
from .service_form import ServiceForm

WHOLE = ""


class WhyTakenBackForm(ServiceForm):
    """Why a date is asked for no more, or a gap is not waived any more."""

    words = ("reason",)

    reason = why_field("Why you take it back")


class TakeBackForm(WhyTakenBackForm):
    """Why an action, or a part of it, is not complete after all. parts: those recommended; whole: the action is as a whole."""

    mark_optional = False

    part = forms.ChoiceField(label="What do you take back?", required=False, widget=forms.RadioSelect)

    field_order = ["part", "reason"]

    def __init__(self, *args, parts: list[Part], whole: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {str(part.pk): part for part in parts}
        choices = [(WHOLE, "The whole action")] if whole else []
        choices += (
            [(key, gettext("Only %(part)s") % {"part": part}) for key, part in self.parts.items()]
            if len(parts) > whole
            else []
        )
        self.fields["part"].choices = choices
        self.initial["part"] = choices[0][0]
        if len(choices) == 1:
            self.fields["part"].widget = forms.HiddenInput()

    def clean_part(self) -> Part | None:
        """The Part meant; None: the whole."""
        return self.parts.get(self.cleaned_data["part"])
