"""An action as it stands, to be put right."""

from functools import partial

from django import forms

from safeguarding.lib.pages.fields import WrittenDateField

from ..models import Action
from ..selectors.actions.history_differences import FIELDS
from ..selectors.changes import Field, differing
from ..selectors.facts import day
from .put_right import NO, YES, PutRightForm
from .service_form import radios, text_field

AS_STATED = "In the words of the plan."
COMPARED = tuple(Field(label, say) for label, say, _ in FIELDS if label != "Owner")  # whom a hand-over changes


class PutActionRightForm(PutRightForm):
    """The words, the dates and the cost of an action as they stand, to be changed."""

    noun = "action"
    words = ("text", "why")

    text = text_field("The action", rows=6, max_length=20_000)
    target_words = forms.CharField(label="Target as stated", help_text=AS_STATED, max_length=300, required=False)
    target = WrittenDateField(
        label="Target date",
        help_text="Only where it was mistyped. Another target is asked for on the action’s page, and agreed.",
        required=False,
    )
    expected_words = forms.CharField(
        label="Expected completion as stated", help_text=AS_STATED, max_length=300, required=False
    )
    expected = WrittenDateField(label="Expected completion", to_the_day=True, required=False)
    cost_words = forms.CharField(label="Cost as stated", max_length=300, required=False)
    unfunded = radios("Is the cost unfunded?", [(YES, "Yes"), (NO, "No")])
    origin = forms.CharField(
        label="Where it comes from",
        help_text="The document and row, the meeting or the direction.",
        max_length=300,
        required=False,
    )

    fields_of = {
        "target": lambda sent: {"target_on": sent["target"].on, "target_precision": sent["target"].precision},
        "expected": lambda sent: {"expected_on": sent["expected"].on},
        "unfunded": lambda sent: {"unfunded": sent["unfunded"] == YES},
    }

    @staticmethod
    def typed(row: Action) -> dict[str, str]:
        """A row of an action, of today or of the past, as this form has it typed."""
        return {
            **{name: getattr(row, name) for name in ("text", "target_words", "expected_words", "cost_words", "origin")},
            "target": day(row.target_on, row.target_precision),
            "expected": day(row.expected_on),
            "unfunded": YES if row.unfunded else NO,
        }

    differences = staticmethod(partial(differing, COMPARED))
