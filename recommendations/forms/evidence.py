"""Pieces of proof: files that survive an error on the form, links, and what is held elsewhere."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.forms.boundfield import BoundField

from safeguarding.lib.pages.fields import DateField, MultipleFileField

from ..models import Evidence, StagedFile
from ..services.progress import EvidenceDraft
from .kept_files import KeepsFiles

ROWS = 3  # without JavaScript nobody can add one; more proof goes with the next update


class EvidenceForm(KeepsFiles):
    """One row of proof: files, a link or where it is held, with what it is of and the date it speaks of."""

    mark_optional = False
    compact = True
    field_order = ["files", "kept"]
    said_of_it = ("title", "of", "speaks_of_on")

    files = MultipleFileField(
        label="Files",
        help_text="Up to 50 MB each: PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument, JPEG, PNG, plain text "
        "or CSV.",
        required=False,
        allow_empty_file=True,
    )
    elsewhere = forms.CharField(
        label="Or a link, or where it is held",
        help_text="https://… or: shared drive, reference 14",
        required=False,
        max_length=500,
    )
    title = forms.CharField(
        label="What it is", help_text="For example: dip sample of July", required=False, max_length=300
    )
    of = forms.ChoiceField(label="Evidence of", choices=Evidence.Of, initial=Evidence.Of.OUTPUT)
    speaks_of_on = DateField(label="Date it is about", required=False)

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def itself(self) -> list[BoundField]:
        """The fields that hold a piece of proof, or say where it is held."""
        return [field for field in self.fields_at_once if field.name not in self.said_of_it]

    @property
    def about(self) -> list[BoundField]:
        """The fields that say of a piece of proof what it is: asked, where scripts run, once there is one."""
        return [self[name] for name in self.said_of_it]

    def clean_files(self) -> list[UploadedFile]:
        """The files, as let_in() gives them."""
        return self.let_in(self.cleaned_data["files"])

    def clean_speaks_of_on(self) -> date | None:
        """The date; raises ValidationError for one to come."""
        on = self.cleaned_data["speaks_of_on"]
        if on and on > self.today:
            raise ValidationError("The date it is about must be today or earlier")
        return on

    def clean_elsewhere(self) -> str:
        """A link that leads somewhere, or words. Raises ValidationError for a broken link."""
        words = self.cleaned_data["elsewhere"]
        if _is_link(words):
            URLValidator(
                schemes=["http", "https"], message="Enter the full web address, such as https://intranet.example/page"
            )(words)
        return words

    def has_changed(self) -> bool:
        """Return whether anything was entered; what it would be of is always chosen."""
        return bool(set(self.changed_data) - {"of"})

    def clean(self) -> dict[str, object]:
        """A row that says what it is of is of something."""
        cleaned = super().clean()
        if self.has_changed() and not (self.errors or cleaned["files"] or cleaned["kept"] or cleaned["elsewhere"]):
            self.add_error("files", "Choose a file, enter a link, or enter where it is held")
        return cleaned

    def drafts(self) -> list[EvidenceDraft]:
        """An EvidenceDraft for each file, and one for the link or the place."""
        if not self.has_changed():
            return []
        about = {"of": self.cleaned_data["of"], "speaks_of_on": self.cleaned_data["speaks_of_on"]}
        files = [(file, file.name) for file in self.cleaned_data["files"]]
        files += [(File(kept.file, name=kept.name), kept.name) for kept in self.chosen]
        title, words = self.cleaned_data["title"], self.cleaned_data["elsewhere"]
        apart = len(files) > 1  # one title for several files would not tell them apart
        drafts = []
        for file, name in files:
            called = f"{title}: {name}" if title and apart else title or name
            drafts.append(EvidenceDraft(title=called[:300], file=file, name=name, **about))
        if words:
            where = {"link" if _is_link(words) else "held_elsewhere": words}
            drafts.append(EvidenceDraft(title=title or words[:300], **where, **about))
        return drafts


def _is_link(words: str) -> bool:
    return words.lower().startswith(("http://", "https://"))


class EvidenceRows(list[EvidenceForm]):
    """Three rows of proof, spoken of to templates as a formset is; a blank row is no row."""

    non_form_errors = ()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(
            EvidenceForm(
                *args, prefix=f"evidence-{number}", empty_permitted=True, use_required_attribute=False, **kwargs
            )
            for number in range(ROWS)
        )

    def is_valid(self) -> bool:
        return all([*map(EvidenceForm.is_valid, self)])  # a list, so that each says what is wrong with it

    @property
    def more(self) -> list[EvidenceForm]:
        """The rows after the first, folded away until one is begun."""
        return self[1:]

    @property
    def more_begun(self) -> bool:
        return any(row.is_bound and row.has_changed() for row in self.more)

    @property
    def total_error_count(self) -> int:
        return sum(len(row.errors) for row in self)

    @property
    def kept(self) -> list[StagedFile]:
        """The staged files that became evidence, or were left out."""
        return [file for row in self for file in row.staged.values()]
