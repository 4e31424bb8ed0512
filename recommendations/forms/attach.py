"""Attaching recommendations to a board, a chief officer's portfolio and a named plan."""

from functools import cached_property

from django import forms
from django.utils.translation import gettext

from ..models import Recommendation
from ..models.reference import ReferenceData
from ..selectors.places import NONE, PLACES
from .ticked import TickedForm, key_of

STAYS = ""


class AttachForm(TickedForm):
    """Where the ticked recommendations belong. Whatever is not chosen stays as it is with each."""

    field_order = ("rows", *PLACES, "why")
    mark_optional = False

    board = forms.ChoiceField(label="Reporting board", required=False)
    portfolio = forms.ChoiceField(label="Chief officer portfolio", required=False)
    plan = forms.ChoiceField(label="Plan", required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.records = {name: {str(each.pk): each for each in model.objects.all()} for name, model in PLACES.items()}
        for name, records in self.records.items():
            named = [(key, each.name) for key, each in records.items()]
            self.fields[name].choices = [(STAYS, "No change"), (NONE, "None"), *named]

    def drawn(self, thing: Recommendation) -> str:
        """The keys of its board, portfolio and plan, "" for none."""
        return ".".join(str(getattr(thing, f"{name}_id") or "") for name in PLACES)

    def has(self, thing: Recommendation) -> str:
        return ", ".join(str(place) for name in PLACES if (place := getattr(thing, name))) or gettext("none yet")

    @cached_property
    def places(self) -> dict[str, ReferenceData | None]:
        """Those chosen in a form in order, by field; None: none."""
        chosen = {name: self.cleaned_data[name] for name in PLACES}
        return {name: self.records[name].get(value) for name, value in chosen.items() if value != STAYS}

    @cached_property
    def had(self) -> dict[int, dict[str, int | None]]:
        """{key of a row: the keys that it had by field when the page was drawn}."""
        return {int(key_of(value)): _keys(value) for value in self.cleaned_data["rows"]}

    def clean(self) -> dict[str, object]:
        """Something is chosen; what takes the place of another needs the reason."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if not self.places:
            self.add_error("board", "Choose a board, a portfolio or a plan")
        elif not cleaned.get("why") and any(had[name] for had in self.had.values() for name in self.places):
            self.add_error("why", "Enter why: one of them has another already")
        return cleaned


def _keys(value: str) -> dict[str, int | None]:
    keys = [int(key) if key.isdecimal() and len(key) < 19 else None for key in value.partition(":")[2].split(".")]
    return dict(zip(PLACES, [*keys, *[None] * len(PLACES)], strict=False))
