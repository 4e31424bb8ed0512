"""Rows that wait to be recorded, each signed by the tracker as it saves it: who writes into their table alone is noticed."""

import json
from collections.abc import Iterable
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder
from django.core.signing import BadSignature, Signer
from django.db import models


class SignedRow(models.Model):
    """A row whose fields in SIGNED are signed, with its key, by SECRET_KEY. Whoever saves many by one statement calls `sign`."""

    SIGNED: tuple[str, ...] = ()

    # db_default: the release before this one, at work while it is put in, writes rows without it
    signed = models.CharField(max_length=64, default="", db_default="", editable=False)

    class Meta:
        abstract = True

    def save(self, *, update_fields: Iterable[str] | None = None, **kwargs: object) -> None:
        """Sign and save; a new row by two statements, since its key is signed too."""
        if self._state.adding:
            super().save(**kwargs)
            self.sign()
            super().save(update_fields=["signed"])
        else:
            self.sign()
            super().save(update_fields=update_fields and {*update_fields, "signed"}, **kwargs)

    def sign(self) -> None:
        """Sign the row as it is in hand; not saved."""
        self.signed = signature(self, self.SIGNED)

    @property
    def is_as_signed(self) -> bool:
        """Return whether the row in hand is as the tracker saved it; nothing is, once SECRET_KEY is another."""
        return is_signature(self.signed, self, self.SIGNED)


def signature(row: models.Model, names: Iterable[str]) -> str:
    """The signature over these fields of a row, which has its key. For SignedRow, and for migrations."""
    return _signer(row).signature(_digest(row, names))


def is_signature(signed: str, row: models.Model, names: Iterable[str]) -> bool:
    """Return whether `signed` is what signature() gives of the row in hand."""
    try:
        _signer(row).unsign(f"{_digest(row, names)}:{signed}")
    except BadSignature:
        return False
    return True


def _signer(row):
    return Signer(salt=row._meta.db_table)


def _digest(row, names):
    values = [row.pk, *(_plain(getattr(row, name)) for name in names)]
    # PostgreSQL keeps the fields of JSON in an order of its own
    return sha256(json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True).encode()).hexdigest()


def _plain(value):
    """The value as JSON takes it; of bytes, which may be many, the digest."""
    return sha256(value).hexdigest() if isinstance(value, bytes | memoryview) else value
