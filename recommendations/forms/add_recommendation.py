"""Adding a recommendation by hand: its words and parts, and the due dates that follow from them."""

from django import forms

from inspections.models import Inspection
from inspections.timescales import Timescale

from ..models import Recommendation, ReportDraft
from ..selectors.reports.reading import limit
from ..services.recommendations import PartDraft
from ..services.reports import clauses
from .drafts import DraftForm


class AddRecommendationForm(DraftForm):
    """A recommendation as a draft of a report has it, but with the number that it is printed under.

    `shown` are the due dates that the page has shown: they are seen before anything is recorded.
    """

    reference = forms.CharField(label="Number", help_text="As printed, or as the force gives it.", max_length=50)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, inspection: Inspection, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        self.inspection = inspection

    @property
    def name(self) -> str:
        """As people say it: "recommendation 4"; of a form in order."""
        return f"{Recommendation.Kind(self.cleaned_data['kind']).label.lower()} {self.cleaned_data['reference']}"

    @property
    def due(self) -> list[tuple[PartDraft, Timescale | None]]:
        """Each part of a form in order, with the time limit that is read from its words; None where it states none."""
        return [(part, limit(part.timescale, self.inspection)) for part in self._parts()]

    @property
    def due_words(self) -> str:
        """The due dates in one line, as the page sends them back once it has shown them."""
        return "; ".join(
            f"{part.letter}: {asked.rule}, {asked.on}" if asked else f"{part.letter}: none" for part, asked in self.due
        )

    @property
    def dates_seen(self) -> bool:
        """Return whether the page that was sent showed the due dates that follow from what it says."""
        return self.cleaned_data["shown"] == self.due_words

    def service_data(self) -> dict[str, object]:
        """The arguments of services.recommendations.add_recommendation beside the inspection."""
        names = ("reference", "kind", "text", "page_reference", "theme")
        return {name: self.cleaned_data[name] for name in names} | {"parts": self._parts()}

    def _parts(self):
        draft = super().service_data()
        del draft["shown"]
        return [PartDraft(**part) for part in clauses(ReportDraft(**draft))]
