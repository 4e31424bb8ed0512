"""Several statements of one document that mean the same, confirmed together: each is read in full where it is ticked."""

from collections.abc import Iterable

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext

from ..models import StatementDecision, TranscribedStatement
from ..models.scrutiny import NO_NAME
from .scrutiny import TO_ASK, WORTH
from .service_form import ServiceForm, hint, radios, text_field

Outcome = StatementDecision.Outcome


class AlikeForm(ServiceForm):
    """The worth of those ticked. None is ticked beforehand, and support is given one by one: it is of a state that was seen."""

    words = ("question", "reason")
    mark_optional = False

    statements = forms.MultipleChoiceField(
        label="Which of them?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick each that you have read and want to decide"},
    )
    outcome = radios("What do you decide for those ticked?")
    question = text_field("Your question, to the owner of each", rows=3, required=False)
    reason = text_field("Your reason", rows=3, help_text=hint("Needed where this is not what was said."))

    def __init__(self, *args, alike: Iterable[TranscribedStatement], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.alike = {str(one.pk): one for one in alike}
        self.fields["reason"].required = False
        statements = self.alike.values()
        pairs = zip(self.alike.items(), [None, *statements], strict=False)
        self.fields["statements"].choices = [(key, _in_full(one, before)) for (key, one), before in pairs]
        answered = any(one.action for one in statements)
        outcomes = [*([Outcome.ASK] if answered else []), Outcome.STANDS, Outcome.REJECTED]
        self.fields["outcome"].choices = [(str(one), WORTH[one]) for one in outcomes]
        if answered:
            self.reveals = {"outcome": {str(Outcome.ASK): ["question"]}}
            self.initial["question"] = next((TO_ASK.get(one.means, "") for one in statements), "")
        else:
            del self.fields["question"]

    def clean(self) -> dict[str, object]:
        """A question needs its words and an action for each, a rejection its reason."""
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome == Outcome.ASK:
            if not cleaned.get("question"):
                self.add_error("question", "Enter your question")
            if any(one.action is None for one in self.chosen):
                self.add_error("statements", "Some of them have no action, so there is nobody to ask: leave those out")
        if outcome == Outcome.REJECTED and not cleaned.get("reason"):
            self.add_error("reason", "Say what is wrong with them")
        return cleaned

    @property
    def chosen(self) -> list[TranscribedStatement]:
        """Those ticked."""
        return [self.alike[key] for key in self.cleaned_data.get("statements", ())]

    def service_data(self) -> dict[str, object]:
        """The arguments of services.scrutiny.confirm_together but the statements."""
        outcome = self.cleaned_data["outcome"]
        return {"outcome": outcome, "reason": self.cleaned_data["question" if outcome == Outcome.ASK else "reason"]}


def _in_full(statement, before):
    """All its words, where they stand, what was asked and which action answers: what is ticked was before the reader.

    before: the statement above it, or None; an action that both are about is worded once.
    """
    part = statement.part
    if statement.action is None:
        answers = gettext("No action answers this.")
    elif before and before.action_id == statement.action_id:
        answers = gettext("Action %(number)s, as above.") % {"number": statement.action_id}
    else:
        answers = gettext("Action %(number)s: %(text)s") % {
            "number": statement.action_id,
            "text": statement.action.text,
        }
    return format_html(
        '<strong>{}{}</strong>, {}<br>“{}”<br><span class="app-secondary">{}{}.<br>{} {}<br>{}</span>',
        statement.recommendation,
        part.letter if part else "",
        statement.recommendation.inspection,
        statement.words,
        gettext("%(who)s, in ") % {"who": statement.said_by or gettext(NO_NAME)},
        statement.source,
        gettext("Asked:"),
        part.text if part else statement.recommendation.text,
        answers,
    )
