"""A scrutiny question and its answer, or why it needs none."""

from django import forms
from django.utils.translation import gettext

from safeguarding.lib.pages.fields import DateField

from ..models import Part
from .service_form import DatedForm, ServiceForm, radios, text_field


class AboutPart(DatedForm):
    """A form about an action, or a recommendation, or one of its parts. Without `part` where there is no choice.

    not_all: there are parts besides that are not seen, so that one part is a choice too.
    """

    mark_optional = False
    whole = "The whole action"

    part = forms.ChoiceField(label="About", required=False)

    def __init__(self, *args, parts: list[Part], not_all: bool = False, **kwargs) -> None:
        self.parts = {str(part.pk): part for part in parts}
        super().__init__(*args, **kwargs)
        # With one part, that part and the whole are the same thing to ask about.
        if len(parts) > 1 or not_all:
            only = [(key, gettext("Only %(part)s") % {"part": part}) for key, part in self.parts.items()]
            self.fields["part"].choices = [("", self.whole), *only]
        else:
            del self.fields["part"]

    def clean_part(self) -> Part | None:
        """The Part meant; None: the whole."""
        return self.parts.get(self.cleaned_data["part"])

    def clean(self) -> dict[str, object]:
        """A part that is sent where there is no choice is the one that there is."""
        cleaned = super().clean()
        sent = self.data.get(self.add_prefix("part"))
        if sent and "part" not in self.fields and sent not in self.parts:
            # Else the whole would be decided on, by somebody who meant something else.
            self.add_error(None, "That part does not belong to this. Check what you are deciding on")
        return cleaned


class QuestionForm(AboutPart):
    """A scrutiny question on an action, or on one part it covers."""

    words = ("text",)
    to_come = ("answer_by",)

    text = text_field("Your question")
    answer_by = DateField(label="Answer by (optional)", to_come=True, required=False)

    field_order = ["part", "text", "answer_by"]


class QuestionAboutForm(QuestionForm):
    """A question on a recommendation, or on one part of it."""

    whole = "The whole recommendation"


class AnswerForm(DatedForm):
    """An answer to a scrutiny question."""

    words = ("text",)

    text = text_field("Your answer", rows=6)


class SetAsideForm(ServiceForm):
    """Why completion does not wait for an answer."""

    words = ("reason",)

    reason = text_field(
        "Why it does not wait for an answer",
        error_messages={"required": "Say why. Its owner reads it, and it stays beside the question"},
    )


class EnoughForm(DatedForm):
    """Is an answer enough? If not, it is asked again, in words of its own, or set aside. answered: there is one to accept."""

    words = ("text", "reason")
    to_come = ("answer_by",)
    mark_optional = False
    reveals = {"enough": {"no": ["text", "answer_by"], "aside": ["reason"]}}

    enough = radios(
        "Is the answer enough?",
        [("yes", "Accept the answer"), ("no", "Ask again"), ("aside", "Set it aside: an answer is no longer needed")],
    )
    text = text_field("Your question", required=False)
    answer_by = DateField(label="Answer by (optional)", required=False)
    reason = text_field("Why no answer is needed", required=False)

    def __init__(self, *args, answered: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not answered:
            enough = self.fields["enough"]
            enough.label, enough.choices = (
                gettext("It has no answer yet. What should happen to the question?"),
                enough.choices[1:],
            )

    def clean(self) -> dict[str, object]:
        """Whoever asks again says what, and whoever sets it aside why."""
        cleaned = super().clean()
        if cleaned.get("enough") == "no" and not cleaned.get("text"):
            self.add_error("text", "Enter your question")
        if cleaned.get("enough") == "aside" and not cleaned.get("reason"):
            self.add_error("reason", "Say why. Its owner reads it, and it stays beside the question")
        return cleaned
