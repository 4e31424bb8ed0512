"""How one recommendation stands to others: which, in which way, and a note on it."""

from django import forms
from django.utils.text import get_text_list

from ..models import Link
from .numbers import NamesRecommendations, inspection_field, numbers_field
from .service_form import NO_CASE_DETAIL, ServiceForm, radios

WORDS = {"label": "Note", "help_text": f"Where it is said, or why. {NO_CASE_DETAIL}", "max_length": 300}


def capitalised(choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Choices whose words begin a line, as they stand in the middle of a sentence elsewhere."""
    return [(value, label[:1].upper() + label[1:]) for value, label in choices]


class LinkForm(NamesRecommendations, ServiceForm):
    """A recommendation, or one of its lettered parts, stands to others."""

    mark_optional = False
    words = ("note",)

    part = forms.ChoiceField(label="Which part of it", required=False)
    kind = radios(
        "How it stands to them",
        capitalised(Link.Kind.choices),
        error_messages={"required": "Select how it stands to them"},
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
        said = self.cleaned_data
        part = self.parts.get(said.get("part", ""))
        return {"targets": self.named, "kind": said["kind"], "part": part, "words": said["note"]}

    @property
    def done_words(self) -> str:
        """The words that tell what was linked: "is answered under Recommendation 1 and Recommendation 3"."""
        kind = Link.Kind(self.cleaned_data["kind"]).label
        return f"{kind} {get_text_list([str(each) for each in self.named], 'and')}"
