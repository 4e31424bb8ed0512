"""A direction of the DCC: what is to be done, by which post, until when."""

from django import forms
from django.db.models import QuerySet

from safeguarding.lib.dates import in_words
from safeguarding.lib.pages.fields import DateField
from safeguarding.models import Post

from ..models import Part
from .open_action import DIRECTION, ORIGINS, named
from .owners import PostField
from .service_form import DatedForm, text_field


class DirectionForm(DatedForm):
    """A new action as it is directed. posts: those to choose from, with their holdings as `held`; parts: those that it may answer."""

    words = ("text",)
    to_come = ("target_on",)

    text = text_field("What is to be done")
    parts = forms.MultipleChoiceField(label="The parts it answers", widget=forms.CheckboxSelectMultiple)
    owner = PostField(queryset=None, label="By which post", empty_label="Choose a post")
    target_on = DateField(label="By when", to_come=True)

    def __init__(self, *args, posts: QuerySet[Post], parts: list[Part], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {str(part.pk): part for part in parts}
        self.fields["owner"].queryset = posts
        self.fields["parts"].choices = [(key, named(part)) for key, part in self.parts.items()]
        self.initial["parts"] = list(self.parts)

    def service_data(self) -> dict[str, object]:
        """The arguments of services.actions.open_action."""
        data = {name: self.cleaned_data[name] for name in ("text", "owner", "target_on")}
        parts = [self.parts[key] for key in self.cleaned_data["parts"]]
        origin = f"{ORIGINS[DIRECTION]}, {in_words(self.today)}"
        return data | {"target_words": in_words(data["target_on"]), "parts": parts, "origin": origin}
