"""Opening an action by hand: the words, the parts it answers, who has it, until when, and where it comes from."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext

from safeguarding.lib.dates import Precision, add_months, parse_british
from safeguarding.lib.languages import in_words
from safeguarding.lib.pages.fields import DateField
from safeguarding.models import Post

from ..models import Action, Part
from .owners import PostField
from .service_form import DatedForm, radios, text_field

REPORT, MEETING, DIRECTION = "recommendation", "meeting", "direction"
ORIGINS = {REPORT: "The recommendation", MEETING: "A meeting", DIRECTION: "A direction of the DCC"}
# What each origin cannot do without: it is quoted wherever the action's origin is asked about.
NEEDED = {
    REPORT: {"parts": "Select the parts that it answers"},
    MEETING: {"meeting": "Enter which meeting", "meeting_on": "Enter the day of the meeting"},
    DIRECTION: {"direction_on": "Enter the day of the direction"},
}


class OpenActionForm(DatedForm):
    """A new action. posts: those to choose from, with their holdings as `held`; parts: those that it may answer.

    Without parts it comes from a meeting or a direction.
    """

    words = ("text",)
    been = ("meeting_on", "direction_on")
    cautions = ("date_stands", "no_case_detail")
    mark_optional = False
    reveals = {"origin": {MEETING: ["meeting", "meeting_on"], DIRECTION: ["direction_on"]}}

    text = text_field("The action", rows=5)
    parts = forms.MultipleChoiceField(label="The parts it answers", widget=forms.CheckboxSelectMultiple, required=False)
    owner = PostField(
        queryset=None,
        label="Action owner",
        help_text="A post. Whoever holds it does the work.",
        empty_label="Nobody yet: it awaits allocation",
        required=False,
    )
    target_words = forms.CharField(label="Target date", required=False, max_length=300)
    cost_words = forms.CharField(
        label="Cost", help_text="As stated, or nothing: within existing budgets.", required=False, max_length=300
    )
    origin = radios(
        "Where does it come from?",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Select where it comes from"),
    )
    meeting = forms.CharField(label="Which meeting", max_length=200, required=False)
    meeting_on = DateField(label="Day of the meeting", required=False)
    direction_on = DateField(label="Day of the direction", required=False)
    date_stands = forms.BooleanField(label="That is the target", required=False)

    def __init__(self, *args, posts: QuerySet[Post], parts: list[Part], due: date | None, **kwargs) -> None:
        self.parts = {str(part.pk): part for part in parts}
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = posts
        ahead = add_months(self.today, 6)
        written = gettext("As written, or nothing where none is set: %(day)s, end of %(month)s.")
        hints = [written % {"day": in_words(ahead), "month": in_words(ahead, Precision.MONTH)}]
        if due:
            limit = gettext("The inspectorate’s date is %(on)s: a later target goes to the DCC to agree.")
            hints.append(limit % {"on": in_words(due)})
        self.fields["target_words"].help_text = " ".join(hints)
        self.fields["origin"].choices = [(key, label) for key, label in ORIGINS.items() if parts or key != REPORT]
        if not parts:
            del self.fields["parts"]
            return
        self.initial |= {"origin": REPORT, "parts": [str(part.pk) for part in parts if not part.covered]}
        self.fields["parts"].choices = [(key, named(part)) for key, part in self.parts.items()]

    def clean(self) -> dict[str, object]:
        """Ask for what its origin cannot do without, and about a target that names no day, or one long past."""
        cleaned = super().clean()
        for name, words in NEEDED.get(cleaned.get("origin"), {}).items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        self.target = parse_british(cleaned.get("target_words"))
        # Target dates in the past through typing errors are a published finding (domain.md, What goes wrong in practice).
        past = self.target.on and self.target.on < self.today
        on = in_words(self.target.on, self.target.precision) if past else ""
        why = gettext("%(on)s is past") % {"on": on} if past else self.target.problem
        if why:
            correct = gettext("%(why)s. Correct the target, or tick that it is right")
            self.caution("date_stands", correct % {"why": why})
        return cleaned

    def service_data(self) -> dict[str, object]:
        """The arguments of services.actions.open_action."""
        data = {name: self.cleaned_data[name] for name in ("text", "owner", "target_words", "cost_words")}
        parts = [self.parts[key] for key in self.cleaned_data.get("parts", ())]
        target = {"target_on": self.target.on, "target_precision": self.target.precision} if self.target.on else {}
        return data | target | {"parts": parts, "origin": self._origin()}

    def done_words(self, action: Action) -> str:
        """The words that tell what was opened, and with whom it is."""
        opened = {"action": action, "post": action.owner}
        if action.owner:
            sentences = [gettext("%(action)s opened. It is with the %(post)s.") % opened]
        else:
            sentences = [gettext("%(action)s opened. It awaits allocation: nobody owns it yet.") % opened]
        if action.deadline_requests.exists():
            sentences.append(gettext("Its target is after the inspectorate’s date, so the DCC is asked to agree it."))
        return " ".join(sentences)

    def _origin(self):
        """Where it comes from, in the words that its page shows."""
        data = self.cleaned_data
        if data["origin"] == MEETING:
            return f"{data['meeting']}, {in_words(data['meeting_on'])}"
        if data["origin"] == DIRECTION:
            return f"{ORIGINS[DIRECTION]}, {in_words(data['direction_on'])}"
        return ORIGINS[REPORT]


def named(part: Part) -> str:
    """A part as a choice: its name, its first words, and whether an action answers it."""
    answered = gettext("an action answers it") if part.covered else gettext("no action yet")
    return f"{part}, {answered}: {Truncator(part.text).words(20)}"
