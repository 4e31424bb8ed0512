"""The force's response to one part: what each kind of response has to say."""

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext

from safeguarding.lib.pages.fields import DateField

from ..models import Part, Response
from ..models.recommendations import printed
from ..workflow import ENDS_WORK, ResponseKind
from .after_last import AfterLast
from .numbers import NamesRecommendations, inspection_field, numbers_field
from .service_form import hint, radios, text_field

# What each kind asks beside the reason, and what it cannot do without.
ASKS = {
    ResponseKind.POSITION: ("position", "said_on"),
    ResponseKind.ANSWERED_UNDER: ("numbers", "inspection"),
    ResponseKind.AWAITING_DIRECTION: ("direction_from", "direction_by"),
    ResponseKind.NOT_APPLICABLE: ("review_on",),
}
# A response that ends work needs a published reason (domain.md, Response, per part).
_PUBLISHED = {"reason": "Give the reason, in words that can be published"}
NEEDS = dict.fromkeys(ENDS_WORK, _PUBLISHED) | {
    ResponseKind.POSITION: {"position": "Select which position"},
    ResponseKind.ANSWERED_UNDER: {"numbers": "Enter under which recommendations it is answered"},
    ResponseKind.AWAITING_DIRECTION: {"direction_from": "Enter the post that has to direct"},
    ResponseKind.NOT_APPLICABLE: _PUBLISHED | {"review_on": "Enter the date when it will be looked at again"},
}


class ResponseForm(NamesRecommendations, AfterLast):
    """The response to `part`. Of a part of ours what ends work on it needs the DCC's agreement.

    linked: the names of those under which it is answered already, so that none has to be named.
    """

    words = ("reason",)
    reveals = {"kind": {kind.value: list(names) for kind, names in ASKS.items()}}

    kind = radios("Response")
    position = radios("Which position", Response.Position, required=False)
    said_on = DateField(label="Date it is about", required=False)
    numbers = numbers_field("Under which recommendations", required=False)
    inspection = inspection_field(required=False)
    direction_from = forms.CharField(label="From which post", required=False, max_length=200)
    direction_by = DateField(label="By when", required=False)
    review_on = DateField(label="When it will be looked at again", required=False)
    reason = text_field(
        "Reason",
        rows=5,
        help_text=hint("Needed where the response ends work on the part. It is published."),
        required=False,
    )

    def __init__(self, *args, part: Part, linked: list[str], **kwargs) -> None:
        super().__init__(*args, recommendation=part.recommendation, **kwargs)
        ours = self.ours = part.ours
        self.linked = linked
        hints = [self.fields["numbers"].help_text, gettext("The part comes to the DCC when they close.")]
        if linked:
            hints.append(gettext("Linked already: %(linked)s.") % {"linked": get_text_list(linked, gettext("and"))})
        self.fields["numbers"].help_text = " ".join(hints)
        self.fields["kind"].choices = [
            (
                kind.value,
                gettext("%(kind)s (the DCC has to agree)") % {"kind": gettext(kind.label)}
                if ours and kind in ENDS_WORK
                else kind.label,
            )
            for kind in ResponseKind
        ]

    def clean(self) -> dict[str, object]:
        """Ask for what the kind cannot do without."""
        kind = self.cleaned_data.get("kind")
        if kind != ResponseKind.ANSWERED_UNDER:
            self.cleaned_data["numbers"] = ""
        cleaned = super().clean()
        for name, words in NEEDS.get(kind, {}).items():
            if name == "numbers" and self.linked:
                continue
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        return cleaned

    def service_data(self) -> dict[str, object]:
        """The fields of a Response, as its kind asks for them; what other kinds ask is left out."""
        kind = self.cleaned_data["kind"]
        data = {name: self.cleaned_data[name] for name in ("kind", "reason", *ASKS.get(kind, ()))}
        # "By when" is the day to look at it again: a direction that does not come by then is chased.
        if kind == ResponseKind.AWAITING_DIRECTION:
            data["review_on"] = data.pop("direction_by")
        if kind == ResponseKind.ANSWERED_UNDER:
            data = {"kind": kind, "reason": data["reason"], "under": self.named}
        return data

    def done_words(self, response: Response) -> str:
        if self.ours and response.ends_work:
            return gettext("Response proposed. It ends work on the part once the DCC agrees.")
        if self.named:
            under = get_text_list([printed(each.reference) for each in self.named], gettext("and"))
            message = gettext("Response recorded: answered under %(under)s. It comes to the DCC when that is closed.")
            return message % {"under": under}
        return gettext("Response recorded.")
