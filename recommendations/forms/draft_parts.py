"""The sub-parts of a draft, a row each; a blank row is no row."""

from collections import Counter

from django import forms

from safeguarding.lib.govuk import GovukForm

BLANK = 3  # rows for sub-parts that the reader missed
MOST = 60  # rows, whatever is sent


class PartForm(GovukForm):
    """One sub-part: its letter and words; a time limit and addressees of its own, where it has them."""

    mark_optional = False
    compact = True

    letter = forms.CharField(label="Letter", required=False, max_length=5)
    text = forms.CharField(label="Words", widget=forms.Textarea(attrs={"rows": 2}), required=False)
    timescale = forms.CharField(label="Its own time limit", required=False, max_length=200)
    addressees = forms.CharField(label="Its own addressee", required=False, max_length=300)
    ours = forms.BooleanField(label="This force", required=False, initial=True)

    @property
    def blank(self):
        """Whether nothing was entered; who is addressed is always said."""
        return not any(self.cleaned_data.get(name) for name in ("letter", "text", "timescale", "addressees"))

    def clean(self):
        """A row that says anything has words and a letter."""
        cleaned = super().clean()
        if not self.errors and not self.blank:
            if not cleaned["text"]:
                self.add_error("text", "Enter the words of the sub-part, or empty the row")
            if not cleaned["letter"]:
                self.add_error("letter", "Enter a letter")
        return cleaned


class PartRows(list):
    """The rows, spoken of to templates as a formset is. parts: as ReportDraft keeps them."""

    non_form_errors = ()

    def __init__(self, data=None, files=None, *, parts, **kwargs):
        self.count = self._sent(data) if data is not None else len(parts) + BLANK
        initial = [*parts, *[None] * self.count]
        super().__init__(PartForm(data, prefix=f"part-{n}", initial=initial[n]) for n in range(self.count))
        self.filled = len(parts) if data is None else sum(not self._empty(row) for row in self)

    def _sent(self, data):
        count = data.get("parts", "")
        return min(int(count), MOST) if count.isdecimal() and len(count) < 5 else 0

    def _empty(self, row):
        return not any(row[name].value() for name in ("letter", "text", "timescale", "addressees"))

    def is_valid(self):
        """Whether every row is in order and no letter stands twice."""
        sound = all([*map(PartForm.is_valid, self)])
        letters = Counter(row.cleaned_data.get("letter") for row in self)
        for row in self:
            letter = row.cleaned_data.get("letter")
            if letter and letters[letter] > 1:
                row.add_error("letter", f"There are two sub-parts {letter}")
                sound = False
        return sound

    @property
    def total_error_count(self):
        """How many errors the rows have."""
        return sum(len(row.errors) for row in self)

    def said(self):
        """The parts, as ReportDraft keeps them."""
        return [row.cleaned_data for row in self if not row.blank]
