"""Preparing a paper for a meeting or an inspectorate, saying how a report stands in it, issuing it and correcting it."""

from datetime import datetime

from django import forms

from inspections.models import Inspection
from safeguarding.history import version_of
from safeguarding.lib.dates import end_of_day, london_date
from safeguarding.lib.pages.fields import DateField

from ..models import Pack, PackChoice, Recommendation
from ..selectors.packs.contents import Contents
from ..selectors.packs.key_points import key_points
from ..selectors.packs.public import public
from .service_form import DatedForm, ServiceForm, radios, text_field

LINES = "Each line is a numbered paragraph. What stands here was drafted from the figures: change what the meeting should read."
DRAFTED = ("key_points", "public_key_points")


class CutOffForm(DatedForm):
    """The day at the end of which a paper shows everything as it stood."""

    mark_optional = False

    cut_off = DateField(
        label="Cut-off", help_text="The paper shows everything as it stood at the end of this day; today: as it is now."
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, pack: Pack | None, at: datetime, **kwargs) -> None:
        self.at = at
        stands = {"cut_off": london_date(pack.cut_off_at if pack else at), "version": version_of(pack) if pack else 0}
        super().__init__(*args, at=at, **kwargs | {"initial": stands | (kwargs.get("initial") or {})})

    def service_data(self) -> dict[str, object]:
        """The arguments of prepare_paper."""
        typed = super().service_data()
        day = typed.pop("cut_off")
        typed["cut_off_at"] = min(end_of_day(day), self.at) if day <= self.today else end_of_day(day)
        return typed


class PreparePaperForm(CutOffForm):
    """The cut-off, the agenda item, and the key points of both editions: as drafted from the figures until somebody changes them."""

    words = DRAFTED

    agenda_item = forms.CharField(label="Agenda item", max_length=200, required=False)
    key_points = text_field("Key points", rows=12, required=False, help_text=LINES)
    public_key_points = text_field("Key points of the public edition", rows=12, required=False, help_text=LINES)

    def __init__(self, *args, pack: Pack | None, contents: Contents, at: datetime, **kwargs) -> None:
        self.drafted = {}
        for name, edition in zip(DRAFTED, (contents, public(contents)), strict=True):
            self.drafted[name] = "\n".join(key_points(edition))
        stands = {name: (pack and getattr(pack, name)) or words for name, words in self.drafted.items()}
        stands |= {"agenda_item": pack.agenda_item if pack else ""}
        if pack is None:
            stands |= {"cut_off": london_date(contents.at)}
        super().__init__(*args, pack=pack, at=at, **kwargs | {"initial": stands})

    def service_data(self) -> dict[str, object]:
        """The arguments of prepare_paper. Key points that nobody changed are drafted again when the paper is made."""
        typed = super().service_data()
        for name, words in self.drafted.items():
            if typed[name].split() == words.split():
                typed[name] = ""
        return typed


class ChoiceForm(ServiceForm):
    """How a report stands in a paper, or one recommendation of it."""

    words = ("reason",)
    mark_optional = False

    recommendation = forms.ModelChoiceField(None, label="Of", empty_label="The whole report", required=False)
    state = radios("It is", PackChoice.State)
    reason = text_field(
        "Why it is not ready or left out",
        rows=2,
        required=False,
        help_text="Why it is left out is printed in the paper.",
    )

    def __init__(self, *args, inspection: Inspection, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        found = Recommendation.objects.filter(inspection=inspection, withdrawn_at=None)
        self.fields["recommendation"].queryset = found.order_by("order", "pk")


class IssueForm(ServiceForm):
    """Nothing but how the paper stood when the page was drawn."""

    cautions, no_case_detail = (), None
    words_kept = False  # nothing is typed, and how the paper stood before would be refused for ever

    seen = forms.CharField(widget=forms.HiddenInput)


class CorrectPaperForm(ServiceForm):
    """The words that say what changes in the next version."""

    words = ("corrects",)

    corrects = text_field(
        "What changes in the new version",
        rows=3,
        help_text=(
            "It is printed on the first page. The cut-off stays as it was: if what was wrong has been put right in the register "
            "since, move it under “Prepare the paper” next."
        ),
    )
