"""Seals of the ledger cosigned by the OPCC, with a key of its own that never comes to the force."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from safeguarding.models import Record

NAMED = RegexValidator(
    r"^[a-z0-9][a-z0-9.-]*\Z", "Name it in small letters, digits, dots and hyphens, such as opcc-2026"
)


class CosigningKey(Record):
    """The public half of a key that the OPCC made outside the force. It counts once another person of the OPCC confirms it."""

    name = models.CharField(
        max_length=80, unique=True, validators=[NAMED], help_text="It stands under each seal that is cosigned."
    )
    line = models.CharField(
        max_length=200, unique=True, help_text="The key as the ledger’s verifier takes it: name, digest, key."
    )

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return self.name


class CosigningKeyConfirmed(Record):
    """Somebody else at the OPCC held the key against the one that they made. From then on this one is in use."""

    key = models.OneToOneField(CosigningKey, models.PROTECT, related_name="confirmed")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = "confirmation of a cosigning key"
        verbose_name_plural = "confirmations of cosigning keys"
        constraints = [
            models.CheckConstraint(
                condition=~Q(recorded_by=F("added_by")),
                name="a_cosigning_key_is_confirmed_by_another",
                violation_error_message="You added this key, so somebody else has to confirm it.",
            )
        ]


class CosigningKeyWithdrawn(Record):
    """Somebody at the OPCC took a key back that nobody had confirmed: a wrong one, or one that nobody there made."""

    key = models.OneToOneField(CosigningKey, models.PROTECT, related_name="withdrawn")

    class Meta:
        ordering = ["recorded_at", "pk"]
        verbose_name = "withdrawal of a cosigning key"
        verbose_name_plural = "withdrawals of cosigning keys"


class Cosignature(Record):
    """The OPCC saw the seal over so many leaves. It names no row of the seal, so that a log built anew contradicts it."""

    key = models.ForeignKey(CosigningKey, models.PROTECT, related_name="cosignatures")
    size = models.BigIntegerField(help_text="The leaves under the seal.")
    sealed_at = models.DateTimeField()
    note = models.TextField(help_text="The seal with the force’s signature and, below it, the OPCC’s.")

    class Meta:
        ordering = ["size", "pk"]
        constraints = [models.UniqueConstraint(fields=["key", "size"], name="a_key_cosigns_a_seal_once")]
