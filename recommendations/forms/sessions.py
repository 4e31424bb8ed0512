"""A session of scrutiny: planned, put right, moved on; an item added to its agenda."""

import re
from datetime import datetime

from django import forms

from safeguarding.lib.dates import in_words
from safeguarding.lib.pages.fields import DateField, WrittenDateField
from safeguarding.models import RoleGrant, User
from safeguarding.models.people import Role

from ..models import Action, AgendaItem, Recommendation, ScrutinySession
from ..selectors.moves import Move
from .put_right import PutRightForm
from .reasons import why_field
from .service_form import DatedForm, hint, radios, text_field

Rule, State = AgendaItem.Rule, ScrutinySession.State
# By these an agenda begins; the others are ticked where a session looks further.
USUAL = [Rule.ARISING, Rule.COMPLETION, Rule.STATEMENT, Rule.RESPONSE, Rule.DEADLINE, Rule.ANSWER]
# In the words of the page, by the state to which it leads.
MOVES = {
    State.OPEN: "Open it: what is decided on its agenda from now on goes into its minutes",
    State.PAUSED: "Pause it: it can be taken up later, by a deputy too",
    State.CLOSED: "Close it: its minutes are complete",
}


def title_field() -> forms.CharField:
    """The name of a session."""
    return forms.CharField(label="Title", max_length=200)


def who_was_there(label: str) -> forms.CharField:
    """A field for people by their posts."""
    return text_field(label, rows=2, max_length=2000, help_text=hint("Posts, not names."), required=False)


class PlanSessionForm(DatedForm):
    """A new session, and the rules that put matters on its agenda."""

    mark_optional = False

    title = title_field()
    held_on = DateField(label="Day of the session")
    chair = forms.ModelChoiceField(queryset=None, label="Who chairs it", empty_label="Select a chief officer")
    rules = forms.MultipleChoiceField(
        label="What goes on the agenda",
        choices=[(rule.value, rule.label) for rule in Rule if rule != Rule.BY_HAND],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, at: datetime, **kwargs) -> None:
        super().__init__(*args, at=at, **kwargs)
        grants = RoleGrant.objects.counting().on(at).filter(role=Role.DCC)
        self.fields["chair"].queryset = User.objects.filter(pk__in=grants.values("user"), is_active=True)
        self.initial |= {"title": "DCC scrutiny", "rules": [rule.value for rule in USUAL]}


class MoveSessionForm(DatedForm):
    """The state to which a session comes next, and who is there."""

    mark_optional = False
    words = ("attendance", "apologies", "why")

    to = radios("What next?")
    why = why_field("Why it is opened again")
    attendance = who_was_there("Present")
    apologies = who_was_there("Apologies")

    def __init__(self, *args, session: ScrutinySession, moves: list[str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(str(state), MOVES[state]) for state in moves]
        if session.state != State.CLOSED:
            del self.fields["why"]
        self.initial |= {"attendance": session.attendance, "apologies": session.apologies}
        if State.OPEN in moves:
            self.initial["to"] = State.OPEN.value  # what one comes here for, and it decides nothing


class PutSessionRightForm(PutRightForm):
    """A session as it is stated."""

    noun = "session"
    words = ("attendance", "apologies", "why")

    title = title_field()
    held_on = WrittenDateField(label="Day", to_the_day=True)
    attendance = who_was_there("Present")
    apologies = who_was_there("Apologies")

    fields_of = {"held_on": lambda sent: {"held_on": sent["held_on"].on}}

    @staticmethod
    def typed(row: ScrutinySession) -> dict[str, str]:
        return {
            "title": row.title,
            "held_on": in_words(row.held_on),
            "attendance": row.attendance,
            "apologies": row.apologies,
        }

    @staticmethod
    def differences(before: ScrutinySession, after: ScrutinySession) -> list[Move]:
        labels = {"title": "Title", "held_on": "Day", "attendance": "Present", "apologies": "Apologies"}
        then, now = PutSessionRightForm.typed(before), PutSessionRightForm.typed(after)
        return [
            Move(label, then[name] or "none", now[name] or "none")
            for name, label in labels.items()
            if then[name] != now[name]
        ]


class AddItemForm(DatedForm):
    """An action by its number, or a recommendation by the address of its page; of those that the person may see."""

    what = forms.CharField(
        label="Action or recommendation",
        help_text="The number of an action, such as 7, or the web address of a recommendation’s page.",
        max_length=300,
    )

    def __init__(self, *args, user: User, at: datetime, **kwargs) -> None:
        self.user, self.at = user, at
        super().__init__(*args, at=at, **kwargs)

    def clean_what(self) -> Action | Recommendation:
        """The thing that is meant; raises ValidationError where nobody can tell, or it may not be seen."""
        typed = self.cleaned_data["what"].strip()
        found = re.search(r"recommendations/(\d{1,18})(?!\d)", typed) or re.fullmatch(
            r"(?:action )?(\d{1,18})", typed, re.I
        )
        model = Recommendation if "recommendations/" in typed else Action
        thing = found and model.objects.visible_to(self.user, self.at).filter(pk=found[1]).first()
        if thing is None:
            raise forms.ValidationError("Enter the number of an action, or the address of a recommendation")
        return thing

    def service_data(self) -> dict[str, object]:
        """The argument of services.sessions.add_item."""
        thing = self.cleaned_data["what"]
        return {"action" if isinstance(thing, Action) else "recommendation": thing}
