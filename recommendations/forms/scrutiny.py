"""The decisions of the DCC: on an action, on the words of a document, on a date or a response to agree."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from safeguarding.lib.languages import in_words
from safeguarding.lib.pages.fields import DateField

from ..models import Question, StatementDecision, TranscribedStatement
from ..permissions import HIDDEN_PART, QUESTION_OPEN
from ..selectors.scrutiny.conflicts import all_the_same
from ..selectors.scrutiny.item import Item
from ..selectors.scrutiny.statement import StatementPage
from ..services.moves import MovedOn
from ..workflow import MOVES
from .questions import AboutPart
from .service_form import AFTER_TODAY, DatedForm, radios, text_field

ACCEPT = "accept-"
REVEALED = {"support": ["despite"], "question": ["follows", "answer_by"]}

Outcome, Means = StatementDecision.Outcome, TranscribedStatement.Means

BRIEFLY = "No names, no case detail."  # for a decision fits beside its case, in a small window

# What each outcome does, in the words of the page.
WORTH = {
    Outcome.ASK: "Ask the owner; completion waits",
    Outcome.STANDS: "Leave it as it is; nothing changes",
    Outcome.REJECTED: "Not what was said: it is kept, and marked as wrong",
    Outcome.SUPPORT: "I support completion. It counts from today, with the day it was said beside it.",
}
# A question to begin with, for words that never count as support by themselves (domain.md).
TO_ASK = {
    Means.COMPLETE: "The document says that this is complete. What shows it?",
    Means.RECOMMEND_COMPLETE: "The document says “recommend complete”. Who recommends it, and what shows that it worked?",
    Means.NO_ACTION: "The document says that no action is required. Which part of ours is meant, and why does it need none?",
}


class ActionStateForm(DatedForm):
    """A form about an action in the state shown: `digest` is that of its state now, to be sent back with the form.

    Where the digest sent is another, MovedOn is all that the form says, and every typed word stays.
    """

    mark_optional = False

    def __init__(self, *args, digest: str, **kwargs) -> None:
        self.digest = digest
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """Check the form, unless the action moved on: then nothing else matters."""
        super().full_clean()
        if self.is_bound and self.data.get("digest") != self.digest:
            self.errors.clear()
            self.add_error(None, MovedOn())


class DecisionForm(AboutPart, ActionStateForm):
    """The DCC's decision on an Item: an outcome, on the whole or one part, and the words that go with it."""

    words = ("text", "despite")
    to_come = ("answer_by",)
    numbered, compact = "outcome", True

    outcome = radios("Your decision")
    follows = forms.ChoiceField(label="Is it new?", required=False)
    answer_by = DateField(label="Answer by (optional)", to_come=True, required=False)
    despite = text_field("Why completion does not wait for the open question", rows=2, required=False)
    text = text_field(
        "Your question or reason",
        rows=2,
        required=False,
    )

    field_order = ["outcome", "follows", "answer_by", "despite", "part", "text"]

    def __init__(self, *args, item: Item, **kwargs) -> None:
        self.item = item
        super().__init__(*args, digest=item.digest, parts=item.answered, not_all=item.hides, **kwargs)
        self.answered = [q for q in item.open_questions if q.replies]
        self.fields["outcome"].choices = self._outcomes()
        self.fields["text"].help_text = self._what_needs_words
        # Nothing else is chosen beforehand: a decision is never what the form happened to begin with.
        if "part" in self.fields:
            self.initial["part"] = self._part_that_waits()
        self.fields["follows"].choices = [
            ("", "Yes, it is new"),
            *((q.pk, self._not_enough(q)) for q in self.answered),
        ]
        offered = {name for name, _ in self.fields["outcome"].choices}
        blocked = item.blocked and "support" in offered
        for name, needed in (("follows", self.answered), ("despite", blocked)):
            # What was typed stays in sight, even where nothing asks for it any more.
            if not needed and not self.data.get(name):
                del self.fields[name]
        self.reveals = {
            "outcome": {
                name: [one for one in names if one in self.fields]
                for name, names in REVEALED.items()
                if name in offered
            }
        }

    def _what_needs_words(self):
        if all(name in MOVES and MOVES[name].words for name, _ in self.fields["outcome"].choices):
            return BRIEFLY  # without words there is nothing to choose, as on what is withdrawn
        if self.item.against:
            return "Needed to support too: see “Check first”. No names, no case detail."
        return "Not needed to support or accept. No names, no case detail."

    def _outcomes(self):
        accept = [(f"{ACCEPT}{q.pk}", self._accepts(q)) for q in self.answered if self.item.ruling]
        return accept + [(name, MOVES[name].label) for name in self.item.outcomes]

    def _accepts(self, question):
        if len(self.answered) == 1:
            return gettext("Accept the answer")
        return gettext("Accept the answer to “%(question)s”") % {"question": _short(question.text)}

    def _not_enough(self, question):
        if len(self.answered) == 1:
            return gettext("No, the answer is not enough")
        return gettext("No, the answer to “%(question)s” is not enough") % {"question": _short(question.text)}

    def _part_that_waits(self):
        """The only part that waits while the whole does not, or is not all seen; else the whole."""
        support = MOVES["support"].sources
        waiting = [key for key, status in self.item.statuses.items() if key and status in support]
        whole = self.item.statuses[None] in support and not self.item.hides
        return waiting[0] if len(waiting) == 1 and not whole else ""

    def clean(self) -> dict[str, object]:
        """The words that an outcome needs; whether it fits the status of what it is about."""
        cleaned = super().clean()
        outcome, part = cleaned.get("outcome", ""), cleaned.get("part")
        if (move := MOVES.get(outcome)) is None:  # an answer is accepted
            return cleaned
        if move.words and not cleaned.get("text"):
            self.add_error("text", move.words)
        self._check_status(move, part)
        if outcome == "support":
            self._check_support(cleaned, part)
        return cleaned

    def _check_support(self, cleaned, part):
        """Whatever speaks against completion is answered in words."""
        if self.item.against and not (cleaned.get("text") or cleaned.get("despite")):
            self.add_error("text", all_the_same(self.item.against))
        if (part and part.pk) in self.item.blocked and not cleaned.get("despite"):
            self.add_error("despite", QUESTION_OPEN)

    def _check_status(self, move, part):
        if move.whole and part:
            self.add_error("part", gettext("%(move)s the action as a whole") % {"move": gettext(move.label)})
        if move.four_eyes and part is None and self.item.hides:
            self.add_error("part", HIDDEN_PART)
        # The service refuses it too; here it is said beside the field, with everything else that is wrong.
        status = self.item.statuses[part and part.pk]
        if status not in move.sources:
            stands = {"part": part, "status": gettext(status.label).lower()}
            message = gettext("%(part)s is %(status)s") if part else gettext("The action as a whole is %(status)s")
            self.add_error("part" if "part" in self.fields else "outcome", message % stands)

    def question(self) -> Question | None:
        """The answered question that is accepted or followed; None: none is."""
        outcome, follows = self.cleaned_data["outcome"], self.cleaned_data.get("follows")
        key = outcome.removeprefix(ACCEPT) if outcome.startswith(ACCEPT) else follows
        return next((q for q in self.answered if str(q.pk) == key), None)


class StatementForm(ActionStateForm):
    """The worth of a transcribed statement (a StatementPage). Nothing is chosen beforehand: an import never signs off."""

    words = ("question", "reason")
    numbered, compact = "outcome", True

    outcome = radios("What do you decide?")
    question = text_field("Your question", rows=2, help_text=BRIEFLY, required=False)
    reason = text_field(
        "Your reason",
        rows=2,
        help_text=format_lazy("{} {}", gettext_lazy("Needed where this is not what was said."), gettext_lazy(BRIEFLY)),
        required=False,
    )

    def __init__(self, *args, stated: StatementPage, **kwargs) -> None:
        super().__init__(*args, digest=stated.digest, **kwargs)
        self.fields["outcome"].choices = [(str(one), WORTH[one]) for one in WORTH if one in stated.outcomes]
        self.initial["question"] = TO_ASK.get(stated.statement.means, stated.statement.words)
        if Outcome.ASK in stated.outcomes:
            self.reveals = {"outcome": {str(Outcome.ASK): ["question"]}}
        elif not self.data.get("question"):
            del self.fields["question"]

    def clean(self) -> dict[str, object]:
        """A question needs its words, and a rejection its reason."""
        cleaned = super().clean()
        if cleaned.get("outcome") == Outcome.ASK and not cleaned.get("question"):
            self.add_error("question", "Enter your question")
        if cleaned.get("outcome") == Outcome.REJECTED and not cleaned.get("reason"):
            self.add_error("reason", "Say what is wrong with it")
        return cleaned

    def service_data(self) -> dict[str, object]:
        """The outcome and the words for services.scrutiny.confirm: the question where it is one, else the reason."""
        outcome = self.cleaned_data["outcome"]
        return {"outcome": outcome, "reason": self.cleaned_data["question" if outcome == Outcome.ASK else "reason"]}


class AgreementForm(DatedForm):
    """Yes or no to a date or a response, with the reason. agree, refuse: the words of the two options."""

    words = ("reason",)
    mark_optional = False
    numbered, compact = "agreed", True

    agreed = radios("Do you agree?")
    reason = text_field("Your reason", rows=3, required=False)

    def __init__(self, *args, agree: str, refuse: str, reason_for_yes: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.reason_for_yes = reason_for_yes
        self.fields["agreed"].choices = [("yes", agree), ("no", refuse)]
        needed = (
            gettext("Needed whether you agree or not.") if reason_for_yes else gettext("Needed where you do not agree.")
        )
        self.fields["reason"].help_text = f"{needed} {gettext(BRIEFLY)}"

    def clean_agreed(self) -> bool:
        return self.cleaned_data["agreed"] == "yes"

    def clean_reason(self) -> str:
        """The reason; raises ValidationError where one is needed and none is given."""
        reason = self.cleaned_data["reason"]
        # Of a date both reasons are kept, whichever way it is decided (domain.md, Deadline change); to agree a response needs none.
        if not reason and (self.reason_for_yes or self.cleaned_data.get("agreed") is False):
            raise ValidationError("Enter your reason")
        return reason


class DateDecisionForm(AgreementForm):
    """Yes or no to a date asked for (`asked_on`), or yes to another one, with the reason."""

    INSTEAD = "instead"
    reveals = {"agreed": {INSTEAD: ["instead_on"]}}

    instead_on = DateField(label="The date you agree", to_come=True, required=False)

    field_order = ["agreed", "instead_on", "reason"]

    def __init__(self, *args, asked_on: date, **kwargs) -> None:
        agree = gettext("Agree %(on)s") % {"on": in_words(asked_on)}
        refuse = "Do not agree; the target stays as it is"
        super().__init__(*args, agree=agree, refuse=refuse, reason_for_yes=True, **kwargs)
        yes, no = self.fields["agreed"].choices
        self.fields["agreed"].choices = [yes, (self.INSTEAD, "Agree another date"), no]

    def clean_agreed(self) -> str:
        return self.cleaned_data["agreed"]

    def clean_instead_on(self) -> date | None:
        """The other date, where one is agreed; raises ValidationError without one, and for one that is not to come."""
        if self.cleaned_data.get("agreed") != self.INSTEAD:
            return None
        if (on := self.cleaned_data["instead_on"]) is None:
            raise ValidationError("Enter the date you agree")
        if on <= self.today:
            raise ValidationError(gettext(AFTER_TODAY) % {"label": self.fields["instead_on"].label})
        return on

    def service_data(self) -> dict[str, object]:
        """The arguments of services.actions.decide_deadline."""
        data = self.cleaned_data
        return {"agreed": data["agreed"] != "no", "instead_on": data["instead_on"], "reason": data["reason"]}


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
