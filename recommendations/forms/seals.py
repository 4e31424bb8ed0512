"""Seals that somebody holds, to be held against the log."""

from django import forms

from safeguarding.lib.govuk import GovukForm

LARGEST = 1_000_000  # bytes: some three thousand seals


class CompareForm(GovukForm):
    """A file of seals, and the key by which they are signed."""

    mark_optional = False

    file = forms.FileField(
        label="The seal, or seals, that you hold",
        help_text="The mail saved as text, or the six lines of it typed into a text file. Up to 1 MB.",
    )
    key = forms.CharField(
        label="The force’s public key, as you were given it (optional)",
        help_text="One line. Without it the seals are held against the key on this server.",
        required=False,
        max_length=500,
    )

    def clean_file(self) -> str:
        """The text in the file; raises ValidationError for one that holds none."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is larger than 1 MB: choose the seals alone")
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise forms.ValidationError("This is no text: save the seal as plain text (UTF-8)") from None
        if not text.strip():
            raise forms.ValidationError("The selected file is empty")
        return text
