"""How one recommendation stands to others: which, in which way, and a note on it."""

from datetime import datetime

from django import forms
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext

from ..models import Link
from ..selectors.recommendations.links import link_differences
from .numbers import NamesRecommendations, inspection_field, numbers_field
from .put_right import NO, YES, PutRightForm
from .service_form import ServiceForm, hint, radios

WORDS = {"label": "Note", "help_text": hint("Where it is said, or why."), "max_length": 300}


def kinds() -> list[tuple[str, str]]:
    """The kinds of a link where their words begin a line: elsewhere they stand in the middle of a sentence."""
    return [(value, capfirst(gettext(label))) for value, label in Link.Kind.choices]


class LinkForm(NamesRecommendations, ServiceForm):
    """A recommendation, or one of its lettered parts, stands to others."""

    mark_optional = False
    words = ("note",)

    part = forms.ChoiceField(label="Which part of it", required=False)
    kind = radios(
        "How it is linked to them",
        kinds,
        error_messages={"required": "Select how it is linked to them"},
    )
    numbers = numbers_field("Which recommendations")
    inspection = inspection_field()
    note = forms.CharField(required=False, **WORDS)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {str(part.pk): part for part in self.recommendation.parts.exclude(letter="")}
        self.fields["part"].choices = [("", "All of it"), *((key, part.letter) for key, part in self.parts.items())]
        if not self.parts:
            del self.fields["part"]

    def service_data(self) -> dict[str, object]:
        """The arguments of services.links.link_all."""
        data = self.cleaned_data
        part = self.parts.get(data.get("part", ""))
        return {"targets": self.named, "kind": data["kind"], "part": part, "words": data["note"]}

    @property
    def done_words(self) -> str:
        """The words that tell what was linked: "is answered under Recommendation 1 and Recommendation 3"."""
        kind = Link.Kind(self.cleaned_data["kind"]).label
        return f"{kind} {get_text_list([str(each) for each in self.named], 'and')}"


class PutLinkRightForm(PutRightForm):
    """A link as it stands: how the one stands to the other, the note, and that it stands at all."""

    noun = "link"
    words = ("note", "why")

    kind = radios("How it is linked to the other", kinds)
    note = forms.CharField(required=False, **WORDS)
    stands = radios("Does the link still hold?", [(YES, "Yes"), (NO, "No, end it")])

    differences = staticmethod(link_differences)

    def __init__(self, *args, at: datetime, **kwargs) -> None:
        super().__init__(*args, at=at, **kwargs)
        self.fields_of = {
            "note": lambda sent: {"words": sent["note"]},
            "stands": lambda sent: {"ended_at": at if sent["stands"] == NO else None},
        }

    @staticmethod
    def typed(row: Link) -> dict[str, str]:
        """A row of a link, of today or of the past, as this form has it typed."""
        return {"kind": row.kind, "note": row.words, "stands": NO if row.ended_at else YES}
