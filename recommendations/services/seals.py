"""The OPCC cosigns the seals of the ledger: its key is added by one person and confirmed by another; then each seal is taken."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from safeguarding.history import verb, write
from safeguarding.ledger.proof import Broken, insist_signed, key_line, public_half, read_seal, signature_line
from safeguarding.ledger.seals import public_keys
from safeguarding.models import Seal, User

from ..models import Cosignature, CosigningKey, CosigningKeyConfirmed, CosigningKeyWithdrawn
from ..permissions import insist, may_confirm_cosigning_key, may_cosign, may_withdraw_cosigning_key
from ..selectors.cosignatures import key_in_use


@verb()
def add_cosigning_key(name: str, public: bytes, *, by: User, at: datetime) -> CosigningKey:
    """Add a key of the OPCC's, which counts once another confirms it. public: its 32 bytes. Raises Refused, ValidationError."""
    insist(may_cosign(by, at=at))
    of_force = public_keys()
    if name in {line.split("+")[0] for line in of_force}:
        raise ValidationError({"name": gettext("The force’s own key has this name: choose another")})
    if public in {public_half(line) for line in of_force}:
        raise ValidationError({"file": gettext("This is the force’s own key: make one that the force does not have")})
    if any(public == public_half(line) for line in CosigningKey.objects.values_list("line", flat=True)):
        raise ValidationError({"file": gettext("This key is already added")})
    return write(CosigningKey(name=name, line=key_line(name, public)), by=by, at=at)


@verb()
def confirm_cosigning_key(key: CosigningKey, public: bytes, *, by: User, at: datetime) -> CosigningKeyConfirmed:
    """Take a key into use, held against the one that the second person brings. Raises Refused, ValidationError."""
    key = CosigningKey.objects.select_for_update().get(pk=key.pk)
    insist(may_confirm_cosigning_key(by, key, at=at))
    if public != public_half(key.line):
        raise ValidationError(
            {"file": gettext("This is not the key that was added: find out which of the two is yours")}
        )
    return write(CosigningKeyConfirmed(key=key, added_by=key.recorded_by), by=by, at=at)


@verb()
def withdraw_cosigning_key(key: CosigningKey, *, by: User, at: datetime) -> CosigningKeyWithdrawn:
    """Take back a key that nobody confirmed; it counts for nothing, and is not added again. Raises Refused."""
    key = CosigningKey.objects.select_for_update().get(pk=key.pk)
    insist(may_withdraw_cosigning_key(by, key, at=at))
    return write(CosigningKeyWithdrawn(key=key), by=by, at=at)


@verb()
def cosign(seal: Seal, signature: bytes, *, by: User, at: datetime) -> Cosignature:
    """Keep the signature of the OPCC's key in use on the signed words of a seal. Raises Refused, ValidationError."""
    insist(may_cosign(by, at=at))
    if (key := key_in_use()) is None:
        raise ValidationError(gettext("No key of the OPCC is in use yet: one person adds it, and another confirms it."))
    if key.cosignatures.filter(size=seal.size).exists():
        raise ValidationError(gettext("This seal is cosigned already."))
    note = f"{seal.note.strip()}\n{signature_line(key.name, public_half(key.line), signature)}\n"
    try:
        insist_signed(read_seal(note), key.line)
    except Broken:
        words = gettext(
            "This is not a signature of this seal by the key %(key)s: sign the file exactly as you downloaded it, with that key"
        )
        raise ValidationError({"file": words % {"key": key.name}}) from None
    return write(Cosignature(key=key, size=seal.size, sealed_at=seal.sealed_at, note=note), by=by, at=at)
