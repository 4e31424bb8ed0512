"""On which days somebody wants mails, and about what."""

from django import forms

from safeguarding.lib.dates import WEEKDAYS
from safeguarding.lib.pages.fields import DateField

from ..models import MailPreference, NoticeKind
from .service_form import DatedForm


def _ticks(label: str, choices: list[tuple[object, str]], help_text: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, help_text=help_text, widget=forms.CheckboxSelectMultiple, required=False
    )


class MailsForm(DatedForm):
    """The days and kinds that are ticked now; a kind that is not ticked is not written about."""

    to_come = ("away_until",)

    mark_optional = False

    away_until = DateField(label="Away until", to_come=True, required=False, help_text="No mail before that day.")
    days = _ticks("Days", list(enumerate(WEEKDAYS)), "At most one mail a day. Tick none to get no mail at all.")
    wanted = _ticks("About", NoticeKind.choices, "Whatever you leave out still stands on your pages.")

    def __init__(self, *args, preference: MailPreference, **kwargs) -> None:
        wanted = [kind for kind in NoticeKind.values if kind not in preference.unwanted]
        stands = {"days": preference.days, "wanted": wanted, "away_until": preference.away_until}
        super().__init__(*args, **kwargs | {"initial": stands})

    def service_data(self, *names: str) -> dict[str, object]:
        """As prefer takes it."""
        chosen = self.cleaned_data
        unwanted = set(NoticeKind.values) - set(chosen["wanted"])
        return {"days": map(int, chosen["days"]), "unwanted": unwanted, "away_until": chosen["away_until"]}
