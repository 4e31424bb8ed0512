"""Seals that somebody holds, to be held against the log, and what the OPCC cosigns them with."""

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django import forms

from safeguarding.lib.pages.govuk import GovukForm

from .service_form import ServiceForm

SIGNATURE = 64  # bytes of an Ed25519 signature
LONGEST_KEY = 10_000  # bytes; one of ours has 113
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
            raise forms.ValidationError("This is not text: save the seal as plain text (UTF-8)") from None
        if not text.strip():
            raise forms.ValidationError("The selected file is empty")
        return text


class HeldKeyForm(ServiceForm):
    """The OPCC's public key, as somebody there has it."""

    file = forms.FileField(
        label="The public key",
        help_text="The file that openssl wrote with “-pubout”. It begins with “BEGIN PUBLIC KEY”.",
    )

    def clean_file(self) -> bytes:
        """The 32 bytes of the key; raises ValidationError for a file that is no such key."""
        file = self.cleaned_data["file"]
        text = file.read(LONGEST_KEY)
        if b"PRIVATE KEY" in text:
            raise forms.ValidationError(
                "This is the private key, which nobody else may have: make a new pair, and choose its public half"
            )
        try:
            key = serialization.load_pem_public_key(text)
        except ValueError:
            key = None
        if not isinstance(key, Ed25519PublicKey):
            raise forms.ValidationError("This is not an Ed25519 public key: make the file as the steps above say")
        return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


class CosigningKeyForm(HeldKeyForm):
    """A new key, and what it is called."""

    words = ("name",)

    name = forms.CharField(
        label="Name of the key",
        max_length=80,
        help_text="It stands under each seal, such as opcc-2026. Small letters, digits, dots and hyphens.",
    )
    field_order = ["name", "file"]


class WithdrawKeyForm(ServiceForm):
    """Nothing to fill in: the button says it."""

    cautions = ()
    no_case_detail = None


class CosignForm(ServiceForm):
    """The signature on one seal."""

    file = forms.FileField(label="The signature", help_text="The file that openssl wrote, of 64 bytes.")

    def clean_file(self) -> bytes:
        """The signature; raises ValidationError for a file that is none."""
        file = self.cleaned_data["file"]
        if file.size != SIGNATURE:
            raise forms.ValidationError("This is not a signature: choose the file that openssl wrote, of 64 bytes")
        return file.read()
