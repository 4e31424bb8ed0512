"""Drafts that are confirmed together: those ticked, of those that were opened."""

from collections.abc import Collection

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext

from safeguarding.roles import Refused

from ..models import DraftedOutcome
from ..selectors.sessions.consent import ToConfirm
from .service_form import ServiceForm


class ConsentForm(ServiceForm):
    """The drafts to confirm (ToConfirm), all ticked beforehand; those that cannot be yet are left out."""

    mark_optional = False

    rows = forms.MultipleChoiceField(
        label="You decide as it is drafted",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one", "invalid_choice": "Open each that you tick first"},
    )

    def __init__(self, *args, waiting: Collection[ToConfirm], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer(waiting)
        self.initial["rows"] = list(self.offered)

    def offer(self, waiting: Collection[ToConfirm]) -> None:
        """Show these drafts, and no others. unopened: those that cannot be ticked yet."""
        self.unopened = [one for one in waiting if one.why_not]
        self.offered = {str(one.draft.pk): one.draft for one in waiting if not one.why_not}
        self.fields["rows"].choices = [(str(one.draft.pk), _in_full(one)) for one in waiting if not one.why_not]

    def ticked(self) -> list[DraftedOutcome]:
        """The drafts of a form in order, in the order of the agenda."""
        chosen = set(self.cleaned_data["rows"])
        return [draft for key, draft in self.offered.items() if key in chosen]

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show what was not done; nothing is ticked any more."""
        super().refuse(error)
        self.data = self.data.copy()
        self.data.setlist("rows", [])


def _in_full(one):
    """All of a draft's words: what is ticked was before the reader."""
    return format_html(
        '<strong>{}: {}</strong>{}<br><span class="app-secondary">{}</span>',
        one.title,
        one.drafted.suggests,
        f": {one.draft.text}" if one.draft.text else "",
        gettext("Drafted by %(person)s") % {"person": one.drafted.by},
    )
