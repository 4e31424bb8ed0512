"""Forms of a decision that begin with what was drafted; and the forms by which it is drafted."""

from django import forms

from ..models import DraftedOutcome
from ..selectors.sessions.drafted import CHANGED, ON_ACTION
from ..workflow import MOVES
from .questions import QuestionAboutForm
from .scrutiny import AgreementForm, DateDecisionForm, DecisionForm, StatementForm
from .service_form import ServiceForm

Suggests = DraftedOutcome.Suggests
NOTHING = Suggests.NOTHING


class BeginsDrafted(ServiceForm):
    """A form that begins with a DraftedOutcome, or None, and is refused where another stands there by now.

    stands: the key of that one, to be sent back with the form as `draft`; "" for none.
    """

    def __init__(self, *args, draft: DraftedOutcome | None = None, **kwargs) -> None:
        self.draft, self.stands = draft, str(draft.pk) if draft else ""
        super().__init__(*args, **kwargs)
        if draft:
            self.initial |= self.begins(draft)

    def begins(self, draft: DraftedOutcome) -> dict[str, object]:
        """The values that the fields begin with."""
        raise NotImplementedError

    def full_clean(self) -> None:
        """Check the form, unless another draft stands there: then nothing else matters."""
        super().full_clean()
        if self.is_bound and self.data.get("draft", "") != self.stands:
            self.errors.clear()
            self.add_error(None, CHANGED)


class DraftedDecisionForm(BeginsDrafted, DecisionForm):
    """The decision on an action, as it was drafted."""

    def begins(self, draft: DraftedOutcome) -> dict[str, object]:
        return {
            "outcome": draft.suggests,
            "text": draft.text,
            "part": draft.part_id or "",
            "answer_by": draft.answer_by,
        }


class DraftedAgreementForm(BeginsDrafted, AgreementForm):
    """Yes or no to a response, as it was drafted."""

    def begins(self, draft: DraftedOutcome) -> dict[str, object]:
        return {"agreed": draft.suggests, "reason": draft.text}


class DraftedDateForm(BeginsDrafted, DateDecisionForm):
    """The decision on a date asked for, as it was drafted."""

    def begins(self, draft: DraftedOutcome) -> dict[str, object]:
        return {"agreed": draft.suggests, "instead_on": draft.instead_on, "reason": draft.text}


class DraftedQuestionAboutForm(BeginsDrafted, QuestionAboutForm):
    """A question about a recommendation, as it was drafted."""

    def begins(self, draft: DraftedOutcome) -> dict[str, object]:
        return {"text": draft.text, "part": draft.part_id or "", "answer_by": draft.answer_by}


class DraftQuestionAboutForm(DraftedQuestionAboutForm):
    """A question about a recommendation, drafted; or the draft taken away."""

    take_away = forms.BooleanField(label="Leave it to the DCC: take this draft away", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "The question, in the DCC’s words"
        if not self.draft:
            del self.fields["take_away"]

    def suggestion(self) -> dict[str, object]:
        """The arguments of services.drafted.draft_outcome."""
        data = self.cleaned_data
        suggests = Suggests.NOTHING if data.get("take_away") else Suggests.QUESTION
        return {"suggests": suggests, "text": data["text"], "part": data.get("part"), "answer_by": data["answer_by"]}


class DraftedStatementForm(BeginsDrafted, StatementForm):
    """The worth of a transcribed statement, as it was drafted."""

    def begins(self, draft: DraftedOutcome) -> dict[str, object]:
        return {"outcome": draft.suggests, "question" if draft.suggests == Suggests.ASK else "reason": draft.text}


class DraftStatementForm(DraftedStatementForm):
    """The worth of a transcribed statement, drafted."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].label = "What do you suggest?"
        self.fields["outcome"].choices += _nothing(self)

    def suggestion(self) -> dict[str, object]:
        """The arguments of services.drafted.draft_outcome."""
        data = self.service_data()
        return {"suggests": data["outcome"], "text": data["reason"]}


class DraftDecisionForm(DraftedDecisionForm):
    """The decision on an action as it is drafted; what speaks against it the DCC answers, in their own words."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].label = "What do you suggest?"
        self.fields["text"].label = "Question or reason"
        self.fields["text"].help_text = "In the DCC’s words. No names, no case detail."
        for name in {"follows", "despite"} & set(self.fields):
            del self.fields[name]
        self.reveals = {"outcome": {"question": ["answer_by"]}}

    def _outcomes(self):
        offered = [name for name in ON_ACTION if name in self.item.outcomes]
        return [(name, MOVES[name].label) for name in offered] + _nothing(self)

    def _check_support(self, cleaned, part):
        pass

    def suggestion(self) -> dict[str, object]:
        """The arguments of services.drafted.draft_outcome."""
        data = self.cleaned_data
        drafted = {"suggests": data["outcome"], "text": data["text"], "part": data.get("part")}
        return drafted | ({"answer_by": data["answer_by"]} if data["outcome"] == "question" else {})


class DraftsAgreement(BeginsDrafted):
    """For a form of yes or no, before it: what is suggested, which needs no reason yet."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label = "What do you suggest?"
        self.fields["agreed"].choices += _nothing(self)

    def clean_agreed(self) -> str:
        return self.cleaned_data["agreed"]

    def clean_reason(self) -> str:
        return self.cleaned_data["reason"]

    def suggestion(self) -> dict[str, object]:
        """The arguments of services.drafted.draft_outcome."""
        return {"suggests": self.cleaned_data["agreed"], "text": self.cleaned_data["reason"]}


class DraftAgreementForm(DraftsAgreement, DraftedAgreementForm):
    """Yes or no to a response, drafted."""


class DraftDateForm(DraftsAgreement, DraftedDateForm):
    """The decision on a date asked for, drafted."""

    def suggestion(self) -> dict[str, object]:
        """The arguments of services.drafted.draft_outcome."""
        return super().suggestion() | {"instead_on": self.cleaned_data["instead_on"]}


def _nothing(form):
    """The choice that takes a draft away, where there is one."""
    return [(NOTHING.value, NOTHING.label)] if form.draft else []
