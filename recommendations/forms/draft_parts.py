"""The sub-parts of a draft, a row each; a blank row is no row."""

from collections import Counter

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from safeguarding.lib.pages.govuk import GovukForm

from .service_form import LONGEST_TEXT

BLANK = 3  # rows for sub-parts that the reader missed
MOST = 60  # rows, whatever is sent


class PartForm(GovukForm):
    """One sub-part: its letter and words; a time limit and addressees of its own, where it has them."""

    mark_optional = False
    compact = True

    letter = forms.CharField(label="Letter", required=False, max_length=5)
    text = forms.CharField(
        label="Words", widget=forms.Textarea(attrs={"rows": 2}), max_length=LONGEST_TEXT, required=False
    )
    timescale = forms.CharField(label="Its own time limit", required=False, max_length=200)
    addressees = forms.CharField(label="Its own addressee", required=False, max_length=300)
    ours = forms.BooleanField(label="This force", required=False, initial=True)

    def clean(self) -> dict[str, object]:
        """A row that says anything has words and a letter."""
        cleaned = super().clean()
        if not self.errors and _holds(self):
            if not cleaned["text"]:
                self.add_error("text", "Enter the words of the sub-part, or empty the row")
            if not cleaned["letter"]:
                self.add_error("letter", "Enter a letter")
        return cleaned


class PartRows(list[PartForm]):
    """The rows, spoken of to templates as a formset is. parts: as ReportDraft keeps them."""

    non_form_errors = ()

    def __init__(self, data: MultiValueDict | None = None, *, parts: list[dict[str, object]]) -> None:
        self.count = self._sent(data) if data is not None else len(parts) + BLANK
        initial = [*parts, *[None] * self.count]
        super().__init__(PartForm(data, prefix=f"part-{n}", initial=initial[n]) for n in range(self.count))

    def _sent(self, data: MultiValueDict) -> int:
        count = data.get("parts", "")
        return min(int(count), MOST) if count.isdecimal() and len(count) < 5 else 0

    @property
    def filled(self) -> list[PartForm]:
        """The rows that hold something, or are wrong."""
        return [row for row in self if _holds(row) or row.errors]

    @property
    def blank(self) -> list[PartForm]:
        """The rows that hold nothing."""
        return [row for row in self if not (_holds(row) or row.errors)]

    def is_valid(self) -> bool:
        """Return whether every row is in order and no letter stands twice."""
        if not all(row.is_bound for row in self):
            return False
        sound = all([*map(PartForm.is_valid, self)])
        letters = Counter(row.cleaned_data.get("letter") for row in self)
        for row in self:
            letter = row.cleaned_data.get("letter")
            if letter and letters[letter] > 1:
                row.add_error("letter", gettext("There are two sub-parts %(letter)s") % {"letter": letter})
                sound = False
        return sound

    @property
    def total_error_count(self) -> int:
        return sum(len(row.errors) for row in self)

    def service_data(self) -> list[dict[str, object]]:
        """The parts, as ReportDraft keeps them."""
        return [row.cleaned_data for row in self.filled]


def _holds(row: PartForm) -> bool:
    """Return whether anything was entered; whether this force is addressed is always sent."""
    return any(row[name].value() for name in ("letter", "text", "timescale", "addressees"))
