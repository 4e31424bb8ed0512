"""Files that survive an error on the form they came with: staged for the person, shown ticked, and let go when unticked."""

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from safeguarding.lib.pages.govuk import GovukForm
from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.lib.uploads.files import check_evidence
from safeguarding.models import User

from ..models import StagedFile
from ..services import uploads

GONE = "A file that you chose earlier is no longer kept. Choose it again."


class KeepsFiles(GovukForm):
    """A form that keeps what was uploaded while the rest is put right; `arrived` lists the good files just sent.

    Files that were sent before and kept (`kept`, StagedFile ids) can only be the person's own.
    """

    kept = forms.MultipleChoiceField(
        label="Files kept from before",
        help_text="Untick a file to leave it out.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GONE},
    )

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.arrived = by, []
        self._offer_kept()

    def _offer_kept(self) -> None:
        name = self.add_prefix("kept")
        sent = self.data.getlist(name) if self.is_bound else []
        # By owner, since the keys come back from the browser: another person's file cannot be named.
        mine = StagedFile.objects.filter(owner=self.by) if sent else ()
        self.staged = {str(file.pk): file for file in mine if str(file.pk) in sent}
        self.fields["kept"].choices = [
            (key, f"{file.name}, {filesizeformat(file.size)}") for key, file in self.staged.items()
        ]

    @property
    def fields_at_once(self) -> list[BoundField]:
        """The fields shown; kept files only where there are some, or where one has gone."""
        return [f for f in super().fields_at_once if f.name != "kept" or self.staged or "kept" in self.errors]

    @property
    def chosen(self) -> list[StagedFile]:
        """The person's staged files still ticked."""
        return [self.staged[key] for key in self.cleaned_data.get("kept", ())]

    def clean_kept(self) -> list[str]:
        """The keys of those ticked. Raises ValidationError for one that was lost or replaced on the disk meanwhile."""
        keys = self.cleaned_data["kept"]
        if other := [self.staged[key].name for key in keys if not uploads.is_as_it_came(self.staged[key])]:
            raise ValidationError(
                gettext("%(file)s is not the file that you chose any more. Untick it, and choose it again.")
                % {"file": other[0]}
            )
        return keys

    def let_in(self, files: Iterable[UploadedFile]) -> list[UploadedFile]:
        """Those files that may be kept as evidence, which `arrived`. Raises ValidationError with a sentence for each other one."""
        problems = []
        for file in files:
            try:
                check_evidence(file)  # by contents, whatever it is called
            except Unreadable as refused:
                problems.append(str(refused))
            else:
                self.arrived.append(file)
        if problems:
            raise ValidationError(problems)
        return self.arrived

    def keep_files(self, *, by: User, at: datetime) -> None:
        """Stage the good files among those just sent, and show them ticked."""
        data = self.data.copy()
        for file in uploads.stage(self.arrived, by=by, at=at):
            data.appendlist(self.add_prefix("kept"), str(file.pk))
        self.data = data
        self._offer_kept()
