"""Putting right what was drafted from a report: one press for many, the whole of one, merging, splitting."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from inspections.models import Theme
from safeguarding.lib.pages.fields import DateField
from safeguarding.roles import Refused

from ..models import Recommendation, ReportDraft
from ..selectors.reports.reading import DraftRow, ReadingPage
from ..services.drafts import Stale
from .draft_parts import PartRows
from .service_form import LONGEST_TEXT, ServiceForm, radios

GIVEN = "Leave it empty for the next number in printed order."
# Where the second of two may begin: after the end of a sentence or of a clause, or on another line.
BEGINNING = re.compile(r"(?:(?<=[.;:?!])\s+|\n+)(?=\S)")
NAMED, TOLD_APART = 60, 160  # characters of a wording in a list of choices; where many begin alike


class ChoiceForm(ServiceForm):
    """The button pressed beside the drafts of a page: Keep or Discard at one, or Keep at all that are sure."""

    PRESSED = re.compile(r"\A(kept|discarded|undecided)-(sure|[0-9]{1,18})\Z", re.ASCII)

    press = forms.RegexField(PRESSED, error_messages={"required": "Press a button", "invalid": "Press a button"})

    def service_data(self, page: ReadingPage) -> dict[str, object]:
        """The arguments of services.drafts.choose: the choice, and which drafts of `page` in which version."""
        choice, which = self.PRESSED.fullmatch(self.cleaned_data["press"]).groups()
        if which == "sure":
            meant = [row.draft for row in page.rows if row.sure]
        else:
            meant = [row.draft for row in page.rows if row.draft.pk == int(which)]
        return {"choice": choice, "versions": {draft.pk: self._version_of(draft) for draft in meant}}

    def _version_of(self, draft: ReportDraft) -> int:
        sent = self.data.get(f"version-{draft.pk}", "")
        return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


class VersionForm(ServiceForm):
    """A form about one draft, which says of which version its page was drawn."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def refuse(self, error: Refused | ValidationError) -> None:
        """Show what a service would not do; after another's change, what is sent next goes over it knowingly."""
        super().refuse(error)
        if isinstance(error, Stale):
            self.data = self.data.copy()
            self.data["version"] = error.draft.version
            self.theirs = error.draft


class DraftForm(VersionForm):
    """The whole of a draft. `rows` are its sub-parts."""

    mark_optional = False
    compact = True
    theirs = None

    kind = forms.ChoiceField(label="Kind", choices=Recommendation.Kind)
    reference = forms.CharField(label="Number", help_text=GIVEN, required=False, max_length=50)
    text = forms.CharField(
        label="Wording",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_TEXT,
        error_messages={"required": "Enter the wording"},
    )
    timescale = forms.CharField(
        label="Time limit", help_text="In the report’s words: within three months", required=False, max_length=200
    )
    page_reference = forms.CharField(label="Page", required=False, max_length=100)
    theme = forms.ModelChoiceField(Theme.objects.all(), label="Theme", required=False, empty_label="None")
    addressees = forms.CharField(label="Addressed to", required=False, max_length=300)
    status = forms.CharField(
        label="Status there",
        help_text="As a register gives it: accepted in part. It decides nothing here.",
        required=False,
        max_length=200,
    )
    status_by = forms.CharField(
        label="Status said by", help_text="The body whose status it is, if it says so.", required=False, max_length=200
    )
    status_on = DateField(label="Status said on", required=False)
    ours = forms.BooleanField(label="This force is addressed", required=False, initial=True)

    def __init__(self, data=None, files=None, *, draft: ReportDraft | None = None, **kwargs) -> None:
        if draft:
            names = [name for name in DraftForm.base_fields if name != "no_case_detail"]
            kwargs["initial"] = {name: getattr(draft, name) for name in names}
        super().__init__(data, files, **kwargs)
        if draft and draft.theme_words:
            self.fields["theme"].help_text = gettext("Printed under “%(words)s”.") % {"words": draft.theme_words}
        self.rows = PartRows(data, parts=draft.parts if draft else [])

    def is_valid(self) -> bool:
        """Check the sub-parts too, so that both say what is wrong at once."""
        return all([super().is_valid(), self.rows.is_valid()])

    def service_data(self) -> dict[str, object]:
        """The fields of ReportDraft."""
        names = [name for name in self.cleaned_data if name not in ("version", "after", *self.cautions)]
        return {name: self.cleaned_data[name] for name in names} | {"parts": self.rows.service_data()}


class AddForm(DraftForm):
    """One that the reader missed. rows: the DraftRows it may stand after; after: the one it does, unless somebody says else."""

    after = forms.ChoiceField(label="Where it stands", required=False)

    def __init__(self, *args, rows: list[DraftRow], after: DraftRow | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        self.drafts = {str(row.draft.pk): row.draft for row in rows}
        last = next((row for row in reversed(rows) if not row.draft.is_next_step), None)
        self.initial["after"] = (after or last).draft.pk if after or last else None
        self.fields["after"].choices = [
            (
                str(row.draft.pk),
                gettext("After %(name)s: %(text)s") % {"name": row.name, "text": _beginning(row.draft.text)},
            )
            for row in reversed(rows)
        ]

    @property
    def after_draft(self) -> ReportDraft | None:
        """The draft that it stands after; None: it is the only one."""
        return self.drafts.get(self.cleaned_data["after"])


class MergeForm(VersionForm):
    """Which other draft it belongs to. rows: the DraftRows to choose from."""

    compact = True

    other = radios("Merge it with", error_messages={"required": "Select the one it belongs to"})

    def __init__(self, *args, rows: list[DraftRow], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.drafts = {f"{row.draft.pk}-{row.draft.version}": row.draft for row in rows}
        field = self.fields["other"]
        field.choices = [
            (key, f"{row.name}: {_beginning(row.draft.text, TOLD_APART)}")
            for key, row in zip(self.drafts, rows, strict=True)
        ]
        field.error_messages["invalid_choice"] = (
            "It was changed while you had this page open. Look at it again, and select one"
        )

    def service_data(self) -> dict[str, object]:
        """The arguments of services.drafts.merge beside the draft."""
        other = self.drafts[self.cleaned_data["other"]]
        return {"other": other, "other_version": other.version, "version": self.cleaned_data["version"]}


class SplitForm(VersionForm):
    """Where the second of two begins: at a sentence, a sub-part, or words that the person gives."""

    mark_optional = False
    compact = True
    reveals = {"at": {"words": ["words"]}}

    at = radios("Where does the second begin?", error_messages={"required": "Select where the second begins"})
    words = forms.CharField(
        label="It begins with these words",
        help_text="A few words as they stand in the wording.",
        required=False,
        strip=True,
    )

    def __init__(self, *args, draft: ReportDraft, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.text = draft.text
        sentences = [found.end() for found in BEGINNING.finditer(draft.text)]
        choices = [(f"letter-{place}", f"“{_beginning(draft.text[place:])}”") for place in sentences]
        parts = list(enumerate(draft.parts))[1:]
        choices += [
            (
                f"part-{place}",
                gettext("Sub-part %(letter)s: %(text)s") % {"letter": part["letter"], "text": _beginning(part["text"])},
            )
            for place, part in parts
        ]
        self.fields["at"].choices = [*choices, ("words", "Somewhere else")]

    def clean(self) -> dict[str, object]:
        """Find the person's own words, which have to stand there once."""
        cleaned = super().clean()
        if cleaned.get("at") == "words":
            words = cleaned.get("words") or ""
            times = self.text.count(words) if words else 0
            if times != 1 or self.text.startswith(words):
                self.add_error("words", _why_not_found(words, times))
        return cleaned

    def service_data(self) -> dict[str, int]:
        """The arguments of services.drafts.split beside the draft."""
        where, _, place = self.cleaned_data["at"].partition("-")
        if where == "words":
            where, place = "letter", self.text.index(self.cleaned_data["words"])
        return {"version": self.cleaned_data["version"], f"at_{where}": int(place)}


def _why_not_found(words: str, times: int) -> str:
    if not words:
        return "Enter the words that the second begins with"
    if times > 1:
        return "These words stand there more than once: enter a few more"
    return "The wording does not have these words after its beginning: copy them from it"


def _beginning(text: str, length: int = NAMED) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} …"
