"""Which parts of an action an update is about, and which are recommended complete: ticked beside the recommendation."""

from collections.abc import Iterable

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext

from ..models import Coverage, Part
from ..permissions import may
from .service_form import ServiceForm


class RecommendedPartsForm(ServiceForm):
    """A form by which the parts of an action are recommended complete; an action of one part has nothing to choose.

    The form that builds on this one has `action`, `by`, `at`, and `recommends_complete`, which reveals the parts to tick.
    """

    part = forms.ChoiceField(label="What is this update about?", required=False)
    recommended = forms.MultipleChoiceField(
        label="Which parts are complete?", widget=forms.CheckboxSelectMultiple, required=False
    )

    def offer_parts(self, coverages: Iterable[Coverage]) -> None:
        """Offer the parts of the action's coverages in force; not to recommend those that are with the DCC, or supported.

        One that was ticked stays, so that whoever was overtaken reads why it is not taken.
        """
        self.parts = {str(one.part_id): one.part for one in coverages}
        self.supported = {str(one.part_id) for one in coverages if one.supported_in_id}
        if len(self.parts) < 2:
            del self.fields["part"], self.fields["recommended"]
            return
        offered = {str(one.part_id) for one in coverages if not (one.recommended_in_id or one.supported_in_id)}
        offered.update(self["recommended"].value() or ())
        named = {key: gettext("Part %(part)s") % {"part": part} for key, part in self.parts.items()}
        self.fields["part"].choices = [("", "The whole action"), *named.items()]
        self.fields["recommended"].choices = [(key, name) for key, name in named.items() if key in offered]
        self.initial.setdefault("part", "")
        revealed = self.reveals["recommends_complete"]["on"]
        self.reveals = self.reveals | {"recommends_complete": {"on": ["recommended", *revealed]}}

    def check_recommended(self, cleaned: dict[str, object]) -> None:
        """Of several parts some are ticked, each may be recommended, and the words are about those or about the whole."""
        if "recommended" not in self.fields or "recommended" in self.errors:
            return
        ticked, about = cleaned["recommended"], cleaned.get("part")
        if not ticked:
            self.add_error("recommended", "Tick the parts that are complete")
        elif about and ticked != [about]:
            why = gettext(
                "You say above that this is about part %(part)s. Tick part %(part)s only, or choose the whole action there"
            )
            self.add_error("recommended", why % {"part": self.parts[about]})
        # The page was ruled on for the whole action; a part may have been recommended or supported by itself.
        for part in [self.parts[key] for key in ticked]:
            for reason in may(self.by, "recommend_complete", self.action, at=self.at, part=part).why_not:
                self.add_error("recommended", reason)

    def parts_meant(self, *, recommends: bool) -> list[Part]:
        """The parts that a form in order is about, or recommends, by themselves; none for the action as a whole."""
        if "part" not in self.fields:
            return []
        keys = self.cleaned_data["recommended"] if recommends else filter(None, [self.cleaned_data["part"]])
        whole = recommends and {*keys, *self.supported} >= self.parts.keys()
        return [] if whole else [self.parts[key] for key in keys]

    @property
    def on_button(self) -> str:
        """As app.js has it while one ticks: " and recommend parts 8a and 8c complete", of the form as it comes; "" where it does not."""
        if not self["recommends_complete"].value():
            return ""
        ticked = self["recommended"].value() or () if "recommended" in self.fields else ()
        return f" and recommend{_of_parts([str(self.parts[key]) for key in ticked if key in self.parts], ' ')} complete"

    @property
    def recommended_in_words(self) -> str:
        """ " of parts 8a and 8c", of what is recommended by a form in order; "" for an action of one part."""
        if "recommended" not in self.fields:
            return ""
        return _of_parts([str(self.parts[key]) for key in self.cleaned_data["recommended"]], " of ")


def _of_parts(names: list[str], before: str) -> str:
    return f"{before}part{'s' if len(names) > 1 else ''} {get_text_list(names, 'and')}" if names else ""
