"""A part of a recommendation is added, split in two, or joined to another."""

from string import ascii_lowercase

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from ..models import Action, Part, Recommendation
from ..selectors.moves import Move
from ..services.recommendations import PartDraft
from .part_fields import AS_PRINTED, LETTER, LIMIT, PartFields, letter_taken
from .put_right import YES, ShownForm
from .reasons import why_field
from .service_form import radios, text_field


def _letters(recommendation, *, but=None):
    parts = recommendation.parts.filter(ended_at=None).exclude(pk=but and but.pk)
    return set(parts.values_list("letter", flat=True))


def _first_free(taken):
    """The next letter; "" where the parts have no letters but numerals."""
    if any(taken) and "a" not in taken:
        return ""
    return next((letter for letter in ascii_lowercase if letter not in taken), "")


def _name(letter):
    return f"Part {letter}" if letter else "The part without a letter"


class AddPartForm(PartFields, ShownForm):
    """A part that the recommendation (`thing`) lacks."""

    noun = "recommendation"
    words = ("text", "why")

    why = why_field("Why it is added", help_text="Such as “Left out when the report was read.”")

    def __init__(self, *args, thing: Recommendation, **kwargs) -> None:
        self.taken = _letters(thing)
        super().__init__(*args, thing=thing, **kwargs)

    @staticmethod
    def typed(thing: Recommendation) -> dict[str, str]:
        """The next letter."""
        return {"letter": _first_free(_letters(thing)), "ours": YES}

    def clean_letter(self) -> str:
        """The letter; raises ValidationError where another part has it."""
        letter = self.cleaned_data["letter"]
        if letter in self.taken:
            raise ValidationError(letter_taken(letter))
        return letter

    @property
    def draft(self) -> PartDraft:
        """The part, of a form in order."""
        values = {name: self.cleaned_data[name] for name in ("letter", "text", "addressees", "timescale")}
        return PartDraft(ours=self.cleaned_data["ours"] == YES, **values)

    @property
    def moves(self) -> list[Move]:
        """The part, which was not there."""
        return [Move(_name(self.draft.letter), "none", self.draft.text)]

    def service_data(self) -> dict[str, object]:
        """The arguments of services.parts.add_part."""
        return {"draft": self.draft, "why": self.cleaned_data["why"]}


class SplitPartForm(ShownForm):
    """The letter, words and limit of each of the two parts that a part (`thing`) becomes, and what goes over to the second."""

    noun = "part"
    words = ("text", "second_text", "why")

    letter = forms.CharField(label="First part: letter", **LETTER)
    text = text_field("First part: wording", rows=4, help_text=AS_PRINTED)
    timescale = forms.CharField(label="First part: time limit", **LIMIT)
    second_letter = forms.CharField(label="Second part: letter", **LETTER)
    second_text = text_field("Second part: wording", rows=4, help_text=AS_PRINTED)
    second_timescale = forms.CharField(label="Second part: time limit", **LIMIT)
    actions = forms.ModelMultipleChoiceField(
        Action.objects.none(),
        label="Actions that answer the second part instead",
        help_text="Those not ticked stay with the first.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    with_response = forms.BooleanField(label="Our response is to the second part, not to the first", required=False)
    why = why_field("Why it is split")

    def __init__(self, *args, thing: Part, **kwargs) -> None:
        self.taken = _letters(thing.recommendation, but=thing)
        super().__init__(*args, thing=thing, **kwargs)
        answering = thing.coverages.filter(ended_at=None).values("action")
        self.fields["actions"].queryset = Action.objects.filter(pk__in=answering)
        self.fields["actions"].label_from_instance = lambda action: f"{action}: {Truncator(action.text).words(12)}"
        if not self.fields["actions"].queryset.exists():
            del self.fields["actions"]
        # What is answered under another is linked from the part: that is said and linked on the second part's own page.
        if thing.response is None or thing.response.kind == "answered-under":
            del self.fields["with_response"]

    @staticmethod
    def typed(thing: Part) -> dict[str, str]:
        """Both parts as the one was, and the letters that are free."""
        taken = _letters(thing.recommendation, but=thing)
        first = thing.letter or _first_free(taken)
        both = {"text": thing.text, "timescale": thing.timescale}
        second = {f"second_{name}": words for name, words in both.items()}
        return {"letter": first, "second_letter": _first_free({*taken, first})} | both | second

    def clean(self) -> dict[str, object]:
        """Refuse letters that another part has."""
        for name, taken in (("letter", self.taken), ("second_letter", {*self.taken, self.cleaned_data.get("letter")})):
            if name not in self.errors and self.cleaned_data[name] in taken:
                self.add_error(name, letter_taken(self.cleaned_data[name]))
        return super().clean()

    @property
    def done(self) -> bool:
        """Return whether the second part is there already, as it was sent."""
        values = {"letter": self.data.get("second_letter", ""), "text": self.data.get("second_text", "").strip()}
        if "\0" in "".join(values.values()):  # which no database takes, and so none holds
            return False
        return self.stale and self.thing.recommendation.parts.filter(ended_at=None, **values).exists()

    @property
    def drafts(self) -> tuple[PartDraft, PartDraft]:
        """The two parts, of a form in order; whom they are addressed to stays."""
        data = self.cleaned_data
        first = PartDraft(letter=data["letter"], text=data["text"], timescale=data["timescale"])
        return first, PartDraft(
            letter=data["second_letter"], text=data["second_text"], timescale=data["second_timescale"]
        )

    @property
    def moves(self) -> list[Move]:
        """The two parts, and what goes over."""
        first, second = self.drafts
        one, two = _name(first.letter), _name(second.letter)
        found = [Move(one, self.thing.text, first.text)] if first.text != self.thing.text else []
        found.append(Move(two, "none", second.text))
        found += [
            Move(str(action), f"answers {_name(self.thing.letter).lower()}", f"answers {two.lower()}")
            for action in self.cleaned_data.get("actions", ())
        ]
        return found

    def service_data(self) -> dict[str, object]:
        """The arguments of services.parts.split_part."""
        first, second = self.drafts
        return {
            "first": first,
            "second": second,
            "actions": self.cleaned_data.get("actions", ()),
            "with_response": self.cleaned_data.get("with_response", False),
            "version": int(self.stands),
            "why": self.cleaned_data["why"],
        }


class JoinPartForm(ShownForm):
    """Which other part a part (`thing`) belongs to."""

    noun = "part"
    words = ("why",)

    other = radios("Join it to", error_messages={"required": "Select the part that it belongs to"})
    why = why_field("Why it is joined")

    def __init__(self, *args, thing: Part, **kwargs) -> None:
        super().__init__(*args, thing=thing, **kwargs)
        parts = thing.recommendation.parts.filter(ended_at=None).exclude(pk=thing.pk)
        self.others = {str(part.pk): part for part in parts}
        self.fields["other"].choices = [
            (key, f"{_name(part.letter)}: {Truncator(part.text).words(20)}") for key, part in self.others.items()
        ]

    @property
    def done(self) -> bool:
        """Return whether it is joined already."""
        return self.thing.ended_at is not None

    @property
    def moves(self) -> list[Move]:
        """The part goes."""
        other = self.others[self.cleaned_data["other"]]
        return [Move(_name(self.thing.letter), "A part", f"Joined to {_name(other.letter).lower()}")]

    def service_data(self) -> dict[str, object]:
        """The arguments of services.parts.join_part."""
        data = {"version": int(self.stands), "why": self.cleaned_data["why"]}
        return data | {"other": self.others[self.cleaned_data["other"]]}
